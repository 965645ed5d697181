// js/frame.js keeps the foreign parameters of an address, so it must know ours. The widget in real frames is tested in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

test("it knows every parameter of the documentation as ours", () => {
  const [, ours] = /const OURS = \/\^\((.+)\)\$\/;/.exec(read("frame.js"));
  const table = read("../docs/embedding.md").split("\n## Parameters\n")[1].split("\n## ")[0];
  const documented = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(ours.split("|").sort(), [...documented, "embed", "read", "moved"].sort());
});
