// Every page and state of the site, and how a reader comes to it. Each `reach` starts from anywhere and ends when it is seen.
import { expect } from "./site.mjs";
import { open } from "./feeds.mjs";

const at = (query) => (page, site, go = open) => go(page, site, query);

/** The key of the site's first story, made from its id. */
const openArticle = at("?article=8nrjmfdvhn");

async function openTag(page, site, go) {
  await openArticle(page, site, go);
  await page.locator(".tags a").first().click();
  await expect(page.locator(".tags")).toHaveCount(0);
}

async function openAuthor(page, site, go) {
  await openArticle(page, site, go);
  await page.locator(".byline a").first().click();
  await expect(page.locator(".byline")).toHaveCount(0);
}

async function search(page, site, text, go = open) {
  await go(page, site, "?search");
  await page.locator("#search-field").fill(text);
  await expect(page.locator(".search__status")).toContainText(/[0-9٠-٩]/);
}

/** The states of a working site. `texts` are those of its script; `go` opens a page. */
export const pagesOf = (texts) => ({
  "the front page": at(""),
  "the front page's second page": at("?page=2"),
  "a page after the last": at("?page=9"),
  "a section": async (page, site, go = open) => {
    await go(page, site);
    await page.locator(".section-nav li:nth-child(2) a").click();
    await expect(page.locator("#app h1")).toBeFocused();
  },
  "no such section": at("?section=nowhere"),
  "all sections": at("?sections"),
  "a tag": openTag,
  "an author": openAuthor,
  "an article": openArticle,
  "the empty search": at("?search"),
  "a search with results": (page, site, go) => search(page, site, texts.search, go),
  "a search without results": (page, site, go) => search(page, site, "qqqq", go),
  "a story that has left the feed": at("?article=zzzzzzzzzz-a-story-of-old"),
  "no such page": at("?page=x"),
  "an article with everything open": async (page, site, go = open) => {
    await openArticle(page, site, go);
    await page.locator(".body summary").click();
    await page.locator(".share__more summary").click();
  },
  "an article in Large": async (page, site, go = open) => {
    await openArticle(page, site, go);
    await page.locator("input[value=large]").check();
  },
  "the QR dialog": async (page, site, go = open) => {
    await openArticle(page, site, go);
    await page.locator("button.share__item", { hasText: /WeChat|微信|وي تشات/ }).click();
    await expect(page.locator(".qr-dialog__code")).toBeVisible();
  },
  "the address to copy by hand": async (page, site, go = open) => {
    await openArticle(page, site, go);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined }));
    await page.locator(".share > ul > li:first-child button").click();
    await expect(page.locator(".share__by-hand input")).toBeFocused();
  },
  "the link that was copied": async (page, site, go = open) => {
    await openArticle(page, site, go);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async () => {} } }));
    await page.locator(".share > ul > li:first-child button").click();
    await expect(page.locator(".share__copy[data-copied]")).toBeVisible();
  },
});

/** The notices about the feed that a reader may see. Each begins and ends with the feed as it is. */
export const NOTICES = {
  "new stories": async (page, site) => {
    await open(page, site);
    const feed = await page.evaluate(async () => (await fetch("feed.json")).json());
    feed.items.push({ id: "new", title: "New" });
    await lookAgain(page, site, { body: JSON.stringify(feed) }, "new");
  },
  "old stories, while it is tried again": async (page, site) => {
    await open(page, site);
    await lookAgain(page, site, { status: 503 }, "stale");
  },
  "old stories, for good": async (page, site) => {
    await open(page, site);
    await lookAgain(page, site, { status: 403 }, "stale");
  },
};

async function lookAgain(page, site, fault, kind) {
  site.fault("feed.json", fault);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator(`.feed-notice--${kind}`)).toBeVisible();
  site.fault("feed.json", null);
}

/** Answers for the feed, each of which is a page of its own. */
export const FEED_FAULTS = {
  "no feed": { status: 404 },
  "a host in trouble": { status: 503 },
  "a host that refuses": { status: 403 },
  "a web page for a feed": { body: "<!doctype html><title>Log in</title>" },
  "an empty file": { body: "" },
  "invalid JSON": { body: '{"items": [{"title": "A "quoted" word"}]}' },
  "JSON that is no feed": { body: '{"hello": 1}' },
  "a host that does not answer": { drop: true },
  "an empty feed": { body: JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "New Paper", items: [] }) },
};
