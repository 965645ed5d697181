// Measures the search in the release build: how long a keystroke takes until what it found stands on the page, and how
// long the page is busy at a stretch while the stories are read. The feed is made here: 970 stories, 4 MB, in five scripts.
// Times are of this machine; what counts is their ratio to a frame (16.7 ms, 60 a second) and to each other.
//
//   node bench/search.mjs            prints a table; run `make dist` before
//   node bench/search.mjs FEED.json  the same with a feed of your own
import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/chromium.mjs";
import { startStaticServer } from "../scripts/static-server.mjs";
import { largeFeed } from "./large_feed.mjs";

const FRAME = 1000 / 60;

const feed = process.argv[2] ? readFileSync(process.argv[2], "utf8") : largeFeed();
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
