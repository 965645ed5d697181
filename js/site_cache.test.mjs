// The page's side of the service worker: both must mean the same cache and the same files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
const [page, worker, boot] = ["site_cache.js", "../public/service-worker.js", "boot.js"].map(read);
const partOf = (source) => /const PART = (\/.+\/);/.exec(source)[1];

test("the page saves the files that the service worker answers with", () => {
  assert.equal(partOf(page), partOf(worker));
});

test("the page, the service worker and the boot script mean the same cache", () => {
  const prefix = "newsleaf-site ";
  assert.match(page, new RegExp(`\`${prefix}\\$\\{FOLDER\\}\``));
  assert.match(worker, new RegExp(`\`${prefix}\\$\\{SHELL\\}\``));
  assert.match(boot, new RegExp(`"${prefix}" \\+ absolute\\("\\./"\\)`));
});
