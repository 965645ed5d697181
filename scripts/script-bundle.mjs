// Bundles a script of js/ with its imports, files of js/ or packages of npm, into one classic script.
import * as esbuild from "esbuild";

/** The supported browsers: the last two years of Chromium, Firefox and Safari. */
export const BROWSERS = ["chrome131", "firefox132", "safari18"];

/** The minified text of the bundle. Notices of licences stay in it unless `legalComments` is `none`. */
export function bundleScript(entry, { legalComments = "inline" } = {}) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    minify: true,
    target: BROWSERS,
    write: false,
    legalComments,
    logLevel: "warning",
  });
  return outputFiles[0].text.trim();
}
