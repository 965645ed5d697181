// Optimises wasm files for size with binaryen's wasm-opt.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

// Features that rustc uses since 1.87 must be named, or binaryen refuses the file.
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

// `-Os` without common subexpressions is larger than `-Oz` and compresses better. Rust puts nothing into the first kilobyte
// of the memory: there is the end of the stack.
const SMALLEST = ["-Os", "--skip-pass=local-cse", "--low-memory-unused", "--strip-debug", "--strip-producers", "--strip-target-features"];

/** Optimises a wasm file in place. */
export async function optimise(wasm) {
  const program = fileURLToPath(new URL("../node_modules/binaryen/bin/wasm-opt", import.meta.url));
  await run(process.execPath, [program, wasm, "-o", wasm, ...SMALLEST, ...FEATURES]);
}
