// Which engines the tests find, and how a run ends that had to do without one.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

/** Runs scripts/engines.mjs on a machine that has neither: nothing on PATH, and a Firefox that does not start. */
function withoutEngines(mode, { CI }) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/engines.mjs", ...mode], { encoding: "utf8", env: { PATH: "", FIREFOX: "/nowhere/firefox", CI } });
  return { stdout, lastLine: stderr.trimEnd().split("\n").at(-1), status };
}

test("an engine that is not there, or does not start, is missing", () => {
  assert.equal(withoutEngines([], { CI: "" }).stdout, "");
  assert.equal(withoutEngines(["missing"], { CI: "" }).stdout, "firefox\nwebkit\n");
});

test("a run without an engine ends with its name, and fails where changes land", () => {
  const atHome = withoutEngines(["untested"], { CI: "" });
  assert.match(atHome.lastLine, /Not tested in Firefox and WebKit/);
  assert.equal(atHome.status, 0);
  const whereChangesLand = withoutEngines(["untested"], { CI: "true" });
  assert.match(whereChangesLand.lastLine, /^error: not tested in Firefox and WebKit/);
  assert.equal(whereChangesLand.status, 1);
});
