// Finds the system's Chromium, for Playwright and for scripts/setup. Run by itself it prints the program's path.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findProgram } from "./programs.mjs";

// Without these, Chromium speaks to its maker's servers at every start, which a closed network answers with delays.
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function chromiumPath() {
  const path = process.env.CHROMIUM || findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  if (!path) throw new Error("No Chromium was found. Run scripts/setup, or name the program in the variable CHROMIUM.");
  return path;
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
