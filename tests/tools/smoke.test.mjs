// The list of smoke tests: each of its titles is that of one browser test.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { smokeTitles } from "../../scripts/smoke.mjs";
import { testsNow } from "../../scripts/test-titles.mjs";

test("each smoke test exists", () => {
  const specs = testsNow().filter(({ path }) => path.endsWith(".spec.mjs"));
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const patterns = specs.map(({ title }) => new RegExp(`^${title.split("${…}").map(escape).join(".+")}$`));
  const missing = smokeTitles().filter((line) => !patterns.some((pattern) => pattern.test(line.split(" › ").at(-1))));
  assert.deepEqual(missing, []);
  assert.equal(smokeTitles().length, 20);
});

test("the pattern for Playwright matches whole titles, without the marks of the list", () => {
  const pattern = new RegExp(execFileSync("node", ["scripts/smoke.mjs"], { encoding: "utf8" }).trim());
  assert.ok(smokeTitles().every((line) => pattern.test(`a.spec.mjs ${line.replaceAll(" › ", " ")}`)));
  assert.ok(pattern.test(`${smokeTitles()[0]} @chromium`));
  assert.ok(!pattern.test(`${smokeTitles()[0]} and more`));
});
