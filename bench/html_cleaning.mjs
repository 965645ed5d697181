// Measures what cleaning a hostile or huge body costs a reader: from the click on the link to the story until its body stands
// on the page (limits, DOMPurify, the walk, putting it in), against DOMPurify alone, as it comes, on the same HTML in the
// same browser, its nodes put into the page too. What changing the page costs with a body of one word is taken off. Times are
// of this machine; the ratio is what counts.
//
//   node bench/html_cleaning.mjs            prints a table; run `make dist` before
//   node bench/html_cleaning.mjs --check    fails where a ratio is above its limit
//
// In the environment, ROUNDS is how often everything is measured (the median counts), ONLY a pattern of names.
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/chromium.mjs";
import { startStaticServer } from "../scripts/static-server.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** How much longer than DOMPurify alone a body may take, which also builds it anew and puts it into a page that is seen. */
const LIMIT = 3;
/** Milliseconds that nobody notices, whatever the ratio: DOMPurify does nothing with one long text, and drops frames. */
const SHORT = 300;

const repeat = (text, times) => text.repeat(times);
const many = (times, make) => Array.from({ length: times }, (_, at) => make(at)).join("");
const sentence = "The council has decided to open a new bridge over the river after eleven months of work. ";

const CASES = {
  "one word": "word",
  "20,000 nested elements": repeat("<div>", 20_000) + "deep" + repeat("</div>", 20_000),
  "20,000 nested, mixed": many(20_000, (at) => ["<ul><li>", "<blockquote>", "<span lang=en>", "<section>"][at % 4]) + "deep",
  "2 MB of paragraphs": repeat(`<p>${sentence}<em>${sentence}</em> <a href="/x">${sentence}</a></p>`, 6_500),
  "2 MB of text": repeat(sentence, 22_000),
  "3 MB, cut": repeat(`<p>${sentence}</p>`, 31_000),
  "10,000 pictures": many(10_000, (at) => `<img src="data:image/png,${at}" width="640" height="480" alt="Picture ${at}">`),
  "10,000 pictures with srcset": many(10_000, (at) => `<p><img src="p${at}.png" hidden loading=lazy srcset="p${at}.png 1x, q${at}.png 2x"></p>`),
  "20,000 unclosed <b>": many(20_000, (at) => `<b x=${at}>word `),
  "200 unclosed <b>, rebuilt": many(200, (at) => `<b x=${at}><p>word `),
  "20,000 unclosed <b>, rebuilt": many(20_000, (at) => `<b x=${at}><p>word `),
  "50,000 attributes": `<p ${many(50_000, (at) => `data-a${at}="${at}" `)}>word</p>`,
  "50,000 elements with ids": many(50_000, (at) => `<i id="i${at}">x</i>`),
  "20,000 links to ids": many(20_000, (at) => `<a href="#n${at}">1</a><i id="n${at}">x</i>`),
  "a table of 50,000 cells": `<table>${many(5_000, (at) => `<tr>${repeat(`<td align=right>${at}</td>`, 10)}</tr>`)}</table>`,
  "5,000 tables": repeat("<table><tr><td>1</td><td>2</td></tr></table>", 5_000),
  "1,000 frames": many(1_000, (at) => `<iframe src="https://www.youtube.com/embed/a${at}" title="Film ${at}" width=560 height=315></iframe>`),
  "10,000 comments": repeat("<!-- -->", 10_000) + "word",
  "20,000 unknown elements": repeat("<x-card>word</x-card> ", 20_000),
};

/** Here DOMPurify alone would have to clean 200 million elements, and the page would end before that. */
const NOT_ALONE = ["20,000 unclosed <b>, rebuilt"];

const names = Object.keys(CASES).filter((name) => !process.env.ONLY || name === "one word" || new RegExp(process.env.ONLY).test(name));
const title = (at) => (at % 2 ? names[(at - 1) / 2] : `between ${at / 2}`);
const items = Array.from({ length: names.length * 2 + 1 }, (_, at) => ({
  id: `${at}`,
  title: title(at),
  content_html: at % 2 ? CASES[title(at)] : "between",
  date_published: new Date(1.7e12 - at * 1e7).toISOString(),
}));
const feed = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "The Bench", language: "en", items });
const site = await startStaticServer({ folders: ["dist"], files: { "feed.json": { body: feed } }, idleLimit: 600_000 });
const browser = await chromium.launch(launchOptions());

/** In a fresh page: milliseconds of every case, ours and DOMPurify's. */
async function round() {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  if (process.env.TRACE) page.on("console", (message) => console.error(message.text()));
  await page.route((url) => !url.href.startsWith(site.url) || /\.png/.test(url.href), (route) => route.abort());
  await page.goto(site.url);
  await page.getByRole("link", { name: "between 0", exact: true }).first().click();
  await page.locator("h1", { hasText: "between 0" }).waitFor();
  const times = await page.evaluate(async ([cases, notAlone]) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const goOlder = (wanted) =>
      new Promise((resolve) => {
        const begun = performance.now();
        const observer = new MutationObserver(() => {
          if (document.querySelector("#app h1")?.textContent !== wanted) return;
          observer.disconnect();
          resolve(performance.now() - begun);
        });
        observer.observe(document.getElementById("app"), { childList: true, subtree: true, characterData: true });
        document.querySelector(".neighbours__older").click();
      });
    const times = [];
    const slot = document.body.appendChild(document.createElement("div"));
    slot.hidden = true;
    for (const [at, [name, html]] of cases.entries()) {
      await pause();
      const ours = await goOlder(name);
      await pause();
      await goOlder(`between ${at + 1}`);
      await pause();
      if (notAlone.includes(name)) {
        times.push([ours, Infinity]);
        console.debug(name, ours);
        continue;
      }
      const begun = performance.now();
      slot.append(window.DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true }));
      const alone = performance.now() - begun;
      slot.textContent = "";
      times.push([ours, alone]);
      console.debug(name, ours, alone);
    }
    return times;
  }, [names.map((name) => [name, CASES[name]]), NOT_ALONE]);
  await page.context().close();
  return times;
}

const rounds = [];
for (let at = 0; at < ROUNDS; at++) rounds.push(await round());
await browser.close();
await site.close();

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const row = (name, ...cells) => console.log(name.padEnd(32) + cells.map((cell) => String(cell).padStart(14)).join(""));
row("body", "size", "whole body", "DOMPurify", "ratio");
const pageChange = median(rounds.map((times) => times[0][0]));
let failed = false;
for (const [at, name] of names.entries()) {
  const ours = median(rounds.map((times) => times[at][0]));
  const alone = median(rounds.map((times) => times[at][1]));
  const body = at === 0 ? ours : Math.max(0, ours - pageChange);
  const ratio = at === 0 ? "" : (body / alone).toFixed(2);
  row(name, `${(Buffer.byteLength(CASES[name]) / 1000).toFixed(0)} kB`, `${body.toFixed(1)} ms`, Number.isFinite(alone) ? `${alone.toFixed(1)} ms` : "too long", ratio);
  failed ||= at > 0 && body / alone > LIMIT && body > SHORT;
}
if (process.argv.includes("--check") && failed) {
  console.error(`error: a body took more than ${LIMIT} times as long as DOMPurify alone.`);
  process.exit(1);
}
