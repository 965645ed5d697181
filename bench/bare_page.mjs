// Builds the bare page: the text and the lead picture of an article in one HTML file, with 1 KB of style and three radio inputs that an
// inline script listens to. Nothing that shows this text can be much faster.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPage } from "./html_page.mjs";

const STYLE = `
body { margin: 0 auto; padding: 1rem; max-width: 42rem; font: 1.125rem/1.65 Georgia, serif; color: #1b1a17; background: #fffdf8 }
h1 { font-size: 2.5rem; line-height: 1.15; text-wrap: balance }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2rem 0 .5rem }
a { color: #8a1c1c }
img { max-width: 100%; height: auto }
figure { margin: 1.5rem 0 }
figcaption, .line { font: .875rem/1.4 system-ui, sans-serif; color: #5b574e }
.line { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; border-block: 1px solid #d9d2c0; padding: .75rem 0 }
blockquote { margin: 1.5rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #d9d2c0 }
pre { overflow: auto; padding: 1rem; background: #f5f1e6 }
table { border-collapse: collapse }
td, th { padding: .25rem .75rem; border-bottom: 1px solid #d9d2c0 }
:root[data-text-size=large] { font-size: 125% }
:root[data-text-size=small] { font-size: 87.5% }`;

const SCRIPT = `addEventListener("input", ({ target }) => { document.documentElement.dataset.textSize = target.value; localStorage.textSize = target.value });
document.documentElement.dataset.textSize = localStorage.textSize || "medium";`;

/** Writes the page of the article with this headline. */
export function buildBarePage(folder, { feed, headline }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const page = renderPage(feed, headline);
  const part = (pattern) => pattern.exec(page)?.[0] ?? "";
  const body = /<div[^>]*class="body"[^>]*>[^]*?<\/div>(?=<p class="(byline|print)|<nav|<\/article)/.exec(page)?.[0];
  if (!body) throw new Error("The article has no body.");
  const sizes = ["large", "medium", "small"].map((size) => `<label><input type="radio" name="text-size" value="${size}"${size === "medium" ? " checked" : ""}> ${size}</label>`);
  // The same elements around the text as everywhere, because the measurement finds it by them.
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline}</title>
<link rel="icon" href="data:,">
<script>${SCRIPT}</script>
<style>${STYLE}</style>
</head>
<body>
<div id="app"><article class="article"><h1>${headline}</h1>
<div class="line">${part(/<time[^]*?<\/time>/)} <span>font size: ${sizes.join(" ")}</span></div>
${part(/<figure class="lead-picture">[^]*?<\/figure>/)}
${body}</article></div>
</body>
</html>
`,
  );
}
