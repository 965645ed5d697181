// Makes one program small: `node scripts/shrink.mjs PROGRAM_bg.wasm PROGRAM.js`. scripts/finish.mjs runs one of these for each
// program, side by side, because it is most of the time that a release build takes.
import { shrink } from "./glue.mjs";

const [wasm, glue] = process.argv.slice(2);
shrink(wasm, glue);
