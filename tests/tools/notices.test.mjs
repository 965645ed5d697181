// The licences of others in a release.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { IN_SCRIPTS, linked, ofDropIn, text } from "../../scripts/notices.mjs";

test("what is linked is found through all packages, and what only builds or tests is not", () => {
  const edge = (pkg, ...kinds) => ({ pkg, dep_kinds: kinds.map((kind) => ({ kind })) });
  const nodes = [
    { id: "own", deps: [edge("a", null), edge("test", "dev"), edge("build", "build")] },
    { id: "a", deps: [edge("b", "dev", null)] },
    { id: "b", deps: [edge("a", null), edge("other", "build")] },
    ...["test", "build", "other"].map((id) => ({ id, deps: [] })),
  ];
  assert.deepEqual(linked({ root: "own", nodes }), ["a", "b"]);
});

test("each package is named once, and each text stands once with its packages", () => {
  const item = (name, licence, texts) => ({ name, version: "1.0", licence, texts });
  const notices = text([item("b", "MIT", ["MIT text"]), item("a", "MIT", ["MIT text", "Notice"]), item("b", "MIT", ["MIT text"]), item("c", "BSD-3-Clause", [])]);
  assert.equal(notices.match(/MIT text/g).length, 1);
  assert.match(notices, /\na 1\.0: MIT\nb 1\.0: MIT\nc 1\.0: BSD-3-Clause, without a text of its own\n/);
  assert.match(notices, /\na 1\.0, b 1\.0\n\nMIT text\n/);
  assert.match(notices, /\na 1\.0\n\nNotice\n/);
});

test("the drop-in names its crates and the packages that its scripts import", () => {
  const files = readdirSync("js", { recursive: true }).filter((name) => /\.m?js$/.test(name) && !/\.test\.m?js$/.test(name));
  const sources = [...files.map((name) => `js/${name}`), "scripts/finish.mjs"].map((name) => readFileSync(name, "utf8"));
  const imported = sources.flatMap((source) => [
    ...source.matchAll(/^import .* from "([a-z@][a-z-]*)[/"]/gm),
    ...source.matchAll(/"node_modules\/([a-z-]+)\/dist/g),
  ]);
  const names = new Set(imported.map(([, name]) => name).filter((name) => !["node", "esbuild"].includes(name)));
  assert.deepEqual([...names].sort(), IN_SCRIPTS);
  const notices = ofDropIn();
  for (const name of [...IN_SCRIPTS, "leptos", "wasm-bindgen"]) assert.match(notices, new RegExp(`^${name} [0-9]`, "m"));
  assert.match(notices, /Permission is hereby granted, free of charge/);
});
