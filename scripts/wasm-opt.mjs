// Shrinks the app's wasm file in place with binaryen's wasm-opt.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// What rustc may use since 1.87 must be named, else wasm-opt refuses the file.
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

export function optimiseWasm(file) {
  const tool = fileURLToPath(new URL("../node_modules/binaryen/bin/wasm-opt", import.meta.url));
  execFileSync(process.execPath, [tool, file, "-o", file, "-Oz", "--strip-debug", "--strip-producers", ...FEATURES], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}
