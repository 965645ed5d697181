// What the engines have shown, as pictures: engine-report/index.html, which no version of the project contains.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { basename } from "node:path";

const ROOT = "engine-report";
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** The report of one engine's run of this file; what an earlier one left of it goes. */
export function openReport(engine, version) {
  const journey = basename(process.argv[1], ".test.mjs");
  const folder = join(ROOT, `${engine}-${journey}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const steps = [];
  return {
    folder,
    /** A picture of what is seen now, of a step that may have failed. */
    async add(title, name, window, { failure, took } = {}) {
      const file = `${String(steps.length + 1).padStart(2, "0")}.png`;
      const png = await window.picture().catch((error) => (failure ??= error) && null);
      if (png) writeFileSync(join(folder, file), png);
      steps.push({ title, name, file: png && file, failure: failure?.message ?? null, took });
    },
    write() {
      writeFileSync(join(folder, "steps.json"), JSON.stringify({ version, journey, steps }));
      writeFileSync(join(ROOT, "index.html"), page());
    },
  };
}

/** All runs that lie there. */
function page() {
  const runs = readdirSync(ROOT).sort().filter((name) => existsSync(join(ROOT, name, "steps.json")));
  const figure = (folder, { title, name, file, failure, took }) => {
    const caption = `${title}${name ? `: ${name}` : ""}${took ? `, ${(took / 1000).toFixed(1)} s` : ""}${failure ? ` – FAILED: ${failure}` : ""}`;
    return `<figure>${file ? `<a href="${folder}/${file}"><img src="${folder}/${file}" alt="" width="480" loading="lazy"></a>` : ""}<figcaption>${escape(caption)}</figcaption></figure>`;
  };
  const part = (folder) => {
    const { version, journey, steps } = JSON.parse(readFileSync(join(ROOT, folder, "steps.json"), "utf8"));
    return `<h2>${escape(version)}: ${journey}</h2>\n${steps.map((step) => figure(folder, step)).join("\n")}`;
  };
  const style = "body { font: 1rem system-ui } figure { display: inline-block; inline-size: 480px; margin: 0.5rem; vertical-align: top } img { border: 1px solid; block-size: auto }";
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Newsleaf in other engines</title><style>${style}</style>\n<h1>Newsleaf in other engines</h1>\n${runs.map(part).join("\n")}\n</html>\n`;
}
