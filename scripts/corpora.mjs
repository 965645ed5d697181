// The corpora: public feeds and published attacks, which are no part of the project. NEWSLEAF_CORPORA names the folder that
// has them, and `none` hides them. Without it they are looked for in ../shared. tests/native/support/corpora.rs does the same
// for the native tests. `node scripts/corpora.mjs` prints the folder, or nothing.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The folder of the corpora, or null. */
export function corporaFolder(name = process.env.NEWSLEAF_CORPORA || "../shared") {
  return name !== "none" && existsSync(name) ? name : null;
}

/** The path of a file or folder of the corpora, or null. */
export function findInCorpora(name) {
  const folder = corporaFolder();
  const path = folder && join(folder, name);
  return path && existsSync(path) ? path : null;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) console.log(corporaFolder() ?? "");
