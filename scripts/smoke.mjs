// The smoke tests: a few browser tests that touch every page and feature (tests/smoke.txt). `node scripts/smoke.mjs` prints
// the pattern that Playwright's --grep takes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The titles of the smoke tests. */
export const smokeTitles = () => readFileSync("tests/smoke.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#"));

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  // Playwright matches a pattern with the titles of a test and its groups, with spaces between them.
  const patterns = smokeTitles().map((title) => title.replaceAll(" › ", " ").replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // And with its tags behind them.
  console.log(`(^| )(${patterns.join("|")})( @\\w+)*$`);
}
