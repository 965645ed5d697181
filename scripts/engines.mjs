// Finds the browsers of the other two engines, Firefox and WebKitGTK, and their drivers. `node scripts/engines.mjs` prints
// those that are there, `node scripts/engines.mjs missing` the others, one a line. `node scripts/engines.mjs untested` is the end of
// a run: where one was missing it says so, and with CI set, as where changes land, it fails.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "./programs.mjs";

/** The path of Firefox, or null. */
export const firefoxPath = () => process.env.FIREFOX || findProgram("firefox-esr", "firefox");

/** The paths of WebKitGTK's tools: {driver, browser, display, camera}. A missing one is null. */
export function webkitPaths() {
  return {
    driver: findProgram("WebKitWebDriver"),
    browser: process.env.MINIBROWSER || miniBrowserPath(),
    display: findProgram("Xvfb"),
    camera: findProgram("import"),
  };
}

/** MiniBrowser comes with the library, in a folder that is named after the machine's kind and the library's version. */
function miniBrowserPath() {
  for (const root of ["/usr/lib", "/usr/libexec"]) {
    const kinds = existsSync(root) ? [".", ...readdirSync(root).filter((name) => name.endsWith("-linux-gnu"))] : [];
    for (const kind of kinds) {
      for (const version of ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]) {
        const path = join(root, kind, version, "MiniBrowser");
        if (existsSync(path)) return path;
      }
    }
  }
  return null;
}

/** Whether a program is more than a file: Ubuntu's `firefox` may be a script that only says where to get it. */
function starts(path) {
  try {
    execFileSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

const ENGINES = {
  firefox: { name: "Firefox", isThere: () => firefoxPath() !== null && starts(firefoxPath()) },
  webkit: { name: "WebKit", isThere: () => Object.values(webkitPaths()).every((path) => path !== null) },
};

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const mode = process.argv[2] ?? "there";
  const found = Object.keys(ENGINES).filter((engine) => ENGINES[engine].isThere() === (mode === "there"));
  if (mode !== "untested") {
    for (const engine of found) console.log(engine);
  } else if (found.length > 0) {
    const names = found.map((engine) => ENGINES[engine].name).join(" and ");
    console.error(`${process.env.CI ? "error: not" : "Everything passed that could be tested here. Not"} tested in ${names}, for it could not be installed.`);
    process.exitCode = process.env.CI ? 1 : 0;
  }
}
