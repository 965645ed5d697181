// Builds the bare HTML site: one page that `newsleaf page` has rendered, with Newsleaf's stylesheet and a few lines of script for the
// font size. It is the least that a browser can need to show this page.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyStyle } from "./peers.mjs";

const SITE = "https://bench.example/";
const script = readFileSync(fileURLToPath(new URL("html/text_size.js", import.meta.url)), "utf8");
const program = join(process.env.CARGO_TARGET_DIR ?? "target", "native/newsleaf");

/** Renders the front page, or the article with this headline. */
export function buildHtmlPage(folder, { feed, dist, headline }) {
  if (!existsSync(program)) throw new Error(`There is no ${program}; run make newsleaf.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const style = copyStyle(dist, folder);
  writeFileSync(join(folder, "index.html"), documentOf(style, renderPage(feed, headline)));
}

/** The content of the front page, or of the article with this headline. */
export function renderPage(feed, headline) {
  const front = render(feed, "");
  return headline ? render(feed, addressOf(headline, front)) : front;
}

/** Builds the published site of a feed. */
export function buildPublished(folder, { feed, dist }) {
  rmSync(folder, { recursive: true, force: true });
  const options = ["build", feed, "--app", dist, "--out", folder, "--site", SITE, "--cards", "none", "--quiet"];
  execFileSync(program, options, { stdio: ["ignore", "ignore", "inherit"] });
}

function render(feed, query) {
  const options = { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] };
  return execFileSync(program, ["page", feed, "--query", query, "--site", SITE], options).replaceAll(SITE, "./");
}

function addressOf(headline, front) {
  const link = [...front.matchAll(/<a href="\.\/(\?article=[^"]*)"[^>]*>([^<]*)<\/a>/g)].find(([, , text]) => text === headline);
  if (!link) throw new Error(`The front page has no link to '${headline}'.`);
  return link[1];
}

const documentOf = (style, page) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>News</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="icon.svg">
<script>${script}</script>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="app">${page}</div>
</body>
</html>
`;
