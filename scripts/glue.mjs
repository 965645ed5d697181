// Makes wasm-bindgen's two files fit each other and nothing else: what neither of them needs goes, and the names that they
// call each other by become short. wasm-bindgen writes for any app; its names carry hashes, which no compression shortens,
// in both files. The version of wasm-bindgen is pinned, so the form of its glue is known; what is not found is an error.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { blankText, emptyFunctions, orderBySimilarity } from "./wasm.mjs";

// What rustc may use since 1.87 must be named, else binaryen refuses the file.
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

// What was the smallest after brotli. `-Os` without common subexpressions is larger than `-Oz` and compresses better. Rust
// puts nothing into the first kilobyte of the memory: there is the end of the stack.
const SMALLEST = ["-Os", "--skip-pass=local-cse", "--low-memory-unused", "--strip-debug", "--strip-producers"];

function binaryen(tool, ...options) {
  const program = fileURLToPath(new URL(`../node_modules/binaryen/bin/${tool}`, import.meta.url));
  return execFileSync(process.execPath, [program, ...options, ...FEATURES], { encoding: "utf8", maxBuffer: 1 << 26 });
}

/** Replaces every match of a pattern that must be there. */
function replaceAll(text, pattern, replacement) {
  const replaced = text.replaceAll(pattern, replacement);
  if (replaced === text) throw new Error(`wasm-bindgen's glue has no ${pattern}; scripts/glue.mjs must learn its new form.`);
  return replaced;
}

/** Drops the classes that the glue offers to other scripts: libraries bring some, and no script here asks for them. */
function dropClasses(glue) {
  const names = [...glue.matchAll(/^ {4}exports\.(\w+) = \1;$/gm)].map(([, name]) => name);
  for (const name of names) {
    glue = replaceAll(glue, new RegExp(`^ {4}class ${name} \\{\\n[^]*?^ {4}\\}\\n`, "gm"), "");
    glue = replaceAll(glue, new RegExp(`^ {4}(if \\(Symbol\\.dispose\\) ${name}\\b|exports\\.${name}\\b).*\\n`, "gm"), "");
    glue = replaceAll(glue, new RegExp(`^ {4}const ${name}Finalization\\b[^;]*;\\n`, "gm"), "");
  }
  return glue;
}

/** Removes from a wasm file the exports that the glue does not name, with all that only they need. */
function dropExports(wasm, glue) {
  const used = (name) => new RegExp(`\\bwasm\\.${name}\\b`).test(glue);
  const kept = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name).filter(used);
  const graph = `${wasm}.graph.json`;
  const root = { name: "glue", root: true, reaches: kept };
  writeFileSync(graph, JSON.stringify([root, ...kept.map((name) => ({ name, export: name }))]));
  binaryen("wasm-metadce", wasm, "-o", wasm, "--graph-file", graph);
  rmSync(graph);
}

/** Drops the functions that the glue holds ready for a wasm file which asks for others only. */
function dropImports(glue, { imports }) {
  const needed = new Set(imports.map(([, name]) => name));
  return replaceAll(glue, /^ {12}(__\w+): function\([^]*?^ {12}\}(?:, arguments\); \})?,\n/gm, (text, name) => (needed.has(name) ? text : ""));
}

/** Calls everything by the short names that binaryen has given; it calls the module of the imports `a`. */
function rename(glue, { imports, exports }) {
  const short = new Map(imports.map(([, long, name]) => [long, name]));
  glue = replaceAll(glue, /^( {12})(__\w+)(: function\()/gm, (text, indent, long, rest) => indent + short.get(long) + rest);
  glue = replaceAll(glue, /"\.\/[\w-]+_bg\.js": import0/g, "a: import0");
  const names = new Map(exports);
  return replaceAll(glue, /\bwasm\.(\w+)\b/g, (text, long) => (names.has(long) ? `wasm.${names.get(long)}` : text));
}

/** Shrinks the app's wasm file and the glue that wasm-bindgen wrote for it, both in place. */
export function shrink(wasm, gluePath) {
  const glue = dropClasses(readFileSync(gluePath, "utf8"));
  emptyFunctions(wasm, /\bwasm_streams\b/);
  blankText(wasm, "entity not found", "operation successful");
  blankText(wasm, "attempted to take ownership of Rust value", "unsafe aliasing in rust");
  dropExports(wasm, glue);
  binaryen("wasm-opt", wasm, "-o", wasm, ...SMALLEST);
  orderBySimilarity(wasm);
  const inOrder = ["--skip-pass=reorder-functions", "--strip-target-features", "--minify-imports-and-exports-and-modules"];
  const names = JSON.parse(binaryen("wasm-opt", wasm, "-o", wasm, ...SMALLEST, ...inOrder));
  writeFileSync(gluePath, rename(dropImports(glue, names), names));
}
