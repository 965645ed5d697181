// The hosts' script, js/embed.js, as it goes into dist/. Other sites load it by its name, so that never changes; which
// version it is, it says itself, by the version of Cargo.toml.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

/** The script's text with what it imports, minified for these browsers. */
export function embedScript(source, browsers) {
  const version = /^version = "(.+)"$/m.exec(readFileSync(join(source, "Cargo.toml"), "utf8"))[1];
  const contents = readFileSync(join(source, "js/embed.js"), "utf8").replaceAll("@VERSION@", version);
  const [licence] = contents.split("\n", 1);
  const { outputFiles } = esbuild.buildSync({
    stdin: { contents, resolveDir: join(source, "js") },
    bundle: true,
    format: "iife",
    minify: true,
    banner: { js: licence },
    legalComments: "none",
    target: browsers,
    write: false,
  });
  return outputFiles[0].text.trim();
}
