// js/embed.js with the site's own widget in its frame: both sides of the protocol, as embedders get them.
import { CHROMIUM } from "../support/chromium.mjs";
import { decodePng } from "../support/png.mjs";
import { expect, test as hosts } from "../support/embed.mjs";

const GROUND = [64, 32, 96];

/** The news site is `dist/` with the sample's feed, on another site than the host. */
const test = hosts.extend({
  news: async ({ site }, use) => {
    const url = site.url.replace("127.0.0.1", "localhost");
    await use({ url, script: `<script async src="${url}embed.js"></script>` });
  },
});

const element = (page, at = 0) => page.locator("newsleaf-embed").nth(at);
const frame = (page, at = 0) => element(page, at).locator("iframe");
const inside = (page, at = 0) => element(page, at).frameLocator("iframe");
const ready = (host, count = 1) => expect.poll(async () => (await host.events()).filter((event) => event === "load").length, { timeout: 20_000 }).toBe(count);

/** How much of the widget its frame does not show. */
const hidden = (page, at) => inside(page, at).locator("html").evaluate((root) => root.scrollHeight - window.innerHeight);

test("the widget fits its frame exactly, at every width, and the link has gone", async ({ page, host, news }) => {
  await host.open(`<div id="place"><newsleaf-embed src="${news.url}" limit="4"></newsleaf-embed></div>`, { scripts: news.script });
  await ready(host);
  await expect(inside(page).locator(".embed[data-state=ready]")).toBeVisible();
  await expect(element(page).locator("a[part=link]")).toBeHidden();
  for (const width of [320, 900, 480]) {
    await page.locator("#place").evaluate((place, width) => (place.style.width = `${width}px`), width);
    await expect.poll(() => hidden(page)).toBeLessThanOrEqual(0);
    const content = () => inside(page).locator("body").evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
    await expect.poll(async () => (await frame(page).boundingBox()).height - (await content())).toBe(0);
  }
});

test("attributes reach the widget: how many stories, and which heading", async ({ page, host, news }) => {
  await host.open(`<newsleaf-embed src="${news.url}" limit="2" title="Our own heading"></newsleaf-embed>`, { scripts: news.script });
  await ready(host);
  await expect(inside(page).getByRole("heading", { name: "Our own heading" })).toBeVisible();
  const stories = inside(page).locator("a[href*='?article=']");
  const two = await stories.count();
  await element(page).evaluate((element) => Object.assign(element, { limit: 4, title: null }));
  await ready(host, 2);
  await expect.poll(() => stories.count()).toBeGreaterThan(two);
  await expect(inside(page).getByRole("heading", { name: "Our own heading" })).toHaveCount(0);
});

test("without the site's feed the widget says so, the link stays, and the host gets an error event", async ({ page, host, news, site }) => {
  site.fault("feed.json", { status: 404 });
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed>`, { scripts: news.script });
  await expect.poll(host.events, { timeout: 20_000 }).toContain("error failed");
  await expect(element(page).locator("a[part=link]")).toBeVisible();
});

test("a story opened inside begins at its top, and the host's history stays as it was", CHROMIUM.frames, async ({ page, host, news }) => {
  const tall = '<div style="height: 500px"></div>';
  await host.open(`${tall}<newsleaf-embed src="${news.url}" open="inside" layout="cards" limit="12"></newsleaf-embed>${tall}${tall}`, { scripts: news.script });
  await ready(host);
  const length = await page.evaluate(() => history.length);
  const story = inside(page).locator("a[data-inside]").last();
  await story.scrollIntoViewIfNeeded();
  expect(await frame(page).evaluate((frame) => frame.getBoundingClientRect().top)).toBeLessThan(0);
  // A press is sent to where the frame was drawn last, and it has just been scrolled (see frame_cards.spec.mjs).
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 50)))));
  await story.click();
  await expect.poll(() => page.frames().some((each) => /[?&](read|article)=/.test(each.url()))).toBe(true);
  await expect.poll(() => frame(page).evaluate((frame) => Math.round(frame.getBoundingClientRect().top) + 0)).toBe(0);
  await expect(inside(page).locator(".embed[data-state=ready]")).toBeVisible();
  await expect.poll(() => hidden(page)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => history.length)).toBe(length);
});

test.describe("on a dark ground", () => {
  test("a transparent widget shows the host's ground in every theme, on a light and on a dark device", CHROMIUM.media, async ({ page, host, news }) => {
    const themes = ["auto", "light", "dark"];
    await host.open(themes.map((theme) => `<newsleaf-embed src="${news.url}" loading="eager" layout="headlines" limit="2" theme="${theme}" background="transparent"></newsleaf-embed>`).join(""), {
      scripts: news.script,
      head: `<style>:root { color-scheme: dark; background: rgb(${GROUND}) }</style>`,
    });
    await ready(host, 3);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      for (const at of themes.keys()) {
        const { data, width } = decodePng(await frame(page, at).screenshot());
        const corner = (width * 2 - 2) * 4;
        expect([...data.slice(corner, corner + 3)], `${themes[at]} on a ${colorScheme} device`).toEqual(GROUND);
      }
    }
  });
});
