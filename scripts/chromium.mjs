// Finds the system's Chromium, for Playwright and for scripts/setup. Run by itself it prints the program's path.
import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// Without these, Chromium speaks to its maker's servers at every start, which a closed network answers with delays.
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  throw new Error("No Chromium was found. Run scripts/setup, or name the program in the variable CHROMIUM.");
}

/** The options for Playwright's `launch`. Chromium's sandbox does not work for root, which is who containers often run as. */
export function launchOptions() {
  const root = process.getuid?.() === 0;
  return { executablePath: chromiumPath(), args: [...QUIET, ...(root ? ["--no-sandbox"] : [])] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = chromiumPath();
  execFileSync(path, ["--version"], { stdio: "ignore" });
  console.log(path);
}
