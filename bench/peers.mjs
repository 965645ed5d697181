// Builds the React and the Preact site, each into one script of production, as esbuild makes it. Both get Newsleaf's own
// stylesheet and the skeleton of its shell.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Builds a peer into a folder. `dist` is the build of Newsleaf that lends its stylesheet and icon. */
export async function buildPeer(name, folder, dist) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await esbuild.build({
    entryPoints: [join(here, name, "main.jsx")],
    outfile: join(folder, "app.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome131", "firefox132", "safari18"],
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    jsxImportSource: name,
    legalComments: "none",
    logLevel: "warning",
  });
  const style = copyStyle(dist, folder);
  const shell = readFileSync(join(here, "shared/index.html"), "utf8");
  const values = { SCRIPT: "app.js", STYLE: style, SKELETON: skeletonOf(readFileSync(join(dist, "index.html"), "utf8")) };
  writeFileSync(join(folder, "index.html"), shell.replace(/SCRIPT|STYLE|SKELETON/g, (placeholder) => values[placeholder]));
}

/** Copies Newsleaf's stylesheet and icon; returns the name of the stylesheet. */
export function copyStyle(dist, folder) {
  const style = readdirSync(dist).find((file) => /^style-.*\.css$/.test(file));
  if (!style) throw new Error(`${dist} has no stylesheet; run make dist.`);
  for (const file of [style, "icon.svg"]) copyFileSync(join(dist, file), join(folder, file));
  return style;
}

/** What the shell shows until the app has rendered. */
function skeletonOf(shell) {
  return /<div id="app">(.*)<\/div>\s*<\/body>/s.exec(shell)[1];
}
