// Measures the search in the release build: how long a keystroke takes until what it found stands on the page, and how
// long the page is busy at a stretch while the stories are read. The feed is made here: 970 stories, 4 MB, in five scripts.
// Times are of this machine; what counts is their ratio to a frame (16.7 ms, 60 a second) and to each other.
//
//   node scripts/bench.mjs            prints a table; run `make dist` before
//   node scripts/bench.mjs FEED.json  the same with a feed of your own
import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { startStaticServer } from "./static-server.mjs";

const FRAME = 1000 / 60;
const STORIES = 970;
const BYTES = 4_000_000;

const WORDS = {
  en: "the council of the city has decided to open a new bridge over the river after eleven months of work",
  fr: "le conseil de la ville a décidé d’ouvrir un nouveau pont sur la rivière après onze mois de travaux",
  de: "der Rat der Stadt hat beschlossen, nach elf Monaten Bauzeit eine neue Brücke über den Fluß zu öffnen",
  zh: "咸宁市政府决定经过十一个月的施工在河上开通一座新桥市民可以步行通过",
  ar: "قرر مجلس المدينة افتتاح جسر جديد على النهر بعد أحد عشر شهرًا من العمل",
};

/** The same feed every time. */
function madeFeed() {
  let seed = 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const languages = Object.keys(WORDS);
  const sentence = (language) => {
    const words = language === "zh" ? [...WORDS.zh] : WORDS[language].split(" ");
    return Array.from({ length: 12 + random(12) }, () => words[random(words.length)]).join(language === "zh" ? "" : " ");
  };
  const items = Array.from({ length: STORIES }, (_, at) => {
    const language = languages[at % languages.length];
    let body = "";
    while (Buffer.byteLength(body) < BYTES / STORIES) body += `<p>${sentence(language)}. <em>${sentence(language)}</em></p>`;
    return { id: `${at}`, title: sentence(language), summary: sentence(language), content_html: body, language, tags: ["News"], date_published: new Date(1.7e12 + at * 1e7).toISOString() };
  });
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "The Bench", language: "en", items });
}

const feed = process.argv[2] ? readFileSync(process.argv[2], "utf8") : madeFeed();
const queries = process.argv[2] ? ["the new", "über", "2020"] : ["bridge over", "rivière", "brucke fluss", "新桥", "جسر جديد", "zzzz"];
const site = await startStaticServer({ folders: ["dist"], files: { "feed.json": { body: feed } }, idleLimit: 120_000 });
const browser = await chromium.launch(launchOptions());
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
const client = await page.context().newCDPSession(page);

const row = (...cells) => console.log(cells.map((cell, at) => (at ? String(cell).padStart(14) : String(cell).padEnd(30))).join(""));
const ms = (value) => `${value.toFixed(1)} ms`;
const frames = (value) => `${(value / FRAME).toFixed(2)} frames`;

console.log(`${(Buffer.byteLength(feed) / 1e6).toFixed(1)} MB, ${JSON.parse(feed).items.length} stories`);
for (const slowdown of [1, 4]) {
  await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(() => {
    window.busy = [];
    new PerformanceObserver((list) => window.busy.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  await page.goto(site.url, { waitUntil: "networkidle" });
  await page.evaluate(() => (window.busy.length = 0));
  const opened = Date.now();
  await page.getByRole("link", { name: "Search" }).click();
  const field = page.getByRole("searchbox");
  await field.fill("x");
  await page.locator(".search__status").getByText("Reading").waitFor({ state: "detached", timeout: 60_000 }).catch(() => {});
  await page.waitForFunction(() => !/Reading/.test(document.querySelector(".search__status").textContent));
  console.log(`\nprocessor / ${slowdown}`);
  row("all stories read", ms(Date.now() - opened), "longest task", ms(Math.max(0, ...(await page.evaluate(() => window.busy)))));
  row("query", "median", "", "slowest");
  const all = [];
  for (const query of queries) {
    const times = [];
    await field.fill("");
    for (let length = 1; length <= query.length; length++) {
      times.push(
        await field.evaluate(async (input, value) => {
          input.value = value;
          const begun = performance.now();
          input.dispatchEvent(new InputEvent("input", { bubbles: true }));
          // The page is changed in a task of its own; then comes the next message.
          await new Promise((resolve) => setTimeout(resolve));
          document.body.offsetHeight;
          return performance.now() - begun;
        }, query.slice(0, length)),
      );
    }
    all.push(...times);
    times.sort((a, b) => a - b);
    row(query, ms(times[times.length >> 1]), frames(times[times.length >> 1]), ms(times.at(-1)), frames(times.at(-1)));
  }
  all.sort((a, b) => a - b);
  row("all keystrokes", ms(all[all.length >> 1]), frames(all[all.length >> 1]), ms(all.at(-1)), frames(all.at(-1)));
}
await browser.close();
await site.close();
