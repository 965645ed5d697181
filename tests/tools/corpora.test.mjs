// scripts/corpora.mjs: where the corpora are looked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { corporaFolder } from "../../scripts/corpora.mjs";

test("the corpora are in the folder that is named, unless it is missing or they are hidden", () => {
  assert.equal(corporaFolder("tests/fixtures"), "tests/fixtures");
  assert.equal(corporaFolder("tests/nothing"), null);
  assert.equal(corporaFolder("none"), null);
});
