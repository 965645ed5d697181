// Attacks on readers, as the bodies of stories, and what judges them in the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findInCorpora } from "../../../scripts/corpora.mjs";
import { observe, setTraps } from "../../e2e/support/traps.mjs";

/** The project's own attacks first; then published ones, where they lie beside the project, or the own ones within foreign elements. */
export function attacks(count) {
  const own = JSON.parse(readFileSync("tests/support/attacks.json", "utf8")).map(({ p }) => p);
  const published = findInCorpora("xss/payloads.json");
  const others = published ? JSON.parse(readFileSync(published, "utf8")).map(({ p }) => p) : own.map(within);
  return [...own, ...spread(others, Math.max(0, count - own.length))];
}

const within = (html, at) => [`<svg><foreignObject><div>${html}</div></foreignObject></svg>`, `<math><annotation-xml encoding="text/html">${html}</annotation-xml></math>`, `<table><td>${html}`][at % 3];

/** So many of a list, from its beginning to its end; all where it has fewer. */
const spread = (list, count) => Array.from({ length: Math.min(count, list.length) }, (_, at) => list[Math.floor((at * list.length) / Math.min(count, list.length))]);

const title = (at) => `Attack ${at + 1}`;

export function attackFeed(attacks) {
  const items = attacks.map((html, at) => ({
    id: `attack ${at}`,
    title: title(at),
    date_published: new Date(Date.UTC(2020, 0, 1) - at * 60_000).toISOString(),
    content_html: html,
  }));
  return { version: "https://jsonfeed.org/version/1.1", title: "Attacks", items };
}

/** Stories that are read between two loads of the page: WebKit allows a page a hundred changes of its history in ten seconds. */
const BATCH = 40;

/** Opens every attack as a story, by the link to the older one. None may run, leave anything outside the policy, or harm the page. */
export async function withstands({ reader, site, count }) {
  const found = [];
  // Pictures that fail stay as they are: nothing is to stand in the body but what came of the feed.
  site.fault(/data-parts="([^"]+)"/.exec(await (await fetch(site.url)).text())[1] + "/failedPicture.js", { status: 404 });
  for (let at = 0; at < count; at += BATCH) {
    await reader.open(at === 0 ? site.url : await reader.read(() => location.href));
    await reader.read(setTraps);
    await reader.lend("observe", observe);
    if (at === 0) await reader.press("link", title(0), { within: "main" });
    found.push(...(await reader.read(readOn, { from: at, to: Math.min(at + BATCH, count) })));
  }
  await new Promise((resolve) => setTimeout(resolve, LAST_CHANCE));
  found.push(...(await reader.read(() => window.ran)));
  assert.deepEqual(found, []);
}

/** Time for what an attack has started to arrive somewhere, in milliseconds. */
const LAST_CHANCE = 300;

/** Runs in the page: reads so many stories, and gives what is wrong with each. Ends with the last one open, or the one after it. */
async function readOn({ from, to }) {
  const wrong = [];
  const place = location.origin + location.pathname;
  for (let at = from; at < to; at++) {
    const name = `Attack ${at + 1}`;
    const started = performance.now();
    while (document.querySelector("#app h1")?.textContent !== name) {
      if (performance.now() - started > 10_000) return [...wrong, `${name} never came up`];
      await new Promise((resolve) => setTimeout(resolve));
    }
    const body = document.querySelector("#app .body");
    // What js/page.js marks pictures with is no part of the body.
    for (const picture of body?.querySelectorAll(".kept-place") ?? []) picture.removeAttribute("class");
    for (const fault of body ? window.observe(body).faults : []) wrong.push(`${name}: ${fault}`);
    for (const part of [".masthead", ".share", ".neighbours", ".footer"]) {
      if (!document.querySelector(`#app ${part}`)?.checkVisibility()) wrong.push(`${name}: there is no ${part}`);
    }
    if (location.origin + location.pathname !== place) wrong.push(`${name}: the page is ${location}`);
    if (window.ran.length) wrong.push(`${name} ran: ${window.ran.splice(0)}`);
    document.querySelector(".neighbours__older")?.click();
  }
  return wrong;
}
