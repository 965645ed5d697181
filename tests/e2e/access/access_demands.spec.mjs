// Further requirements of readers who use a screen reader, enlargement or the keyboard.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { follow, open, feedWith, story } from "../support/feeds.mjs";
import { cut, restyle } from "../support/layout.mjs";
import { bodyOf, SITES, PICTURE } from "../support/scripts.mjs";
import { pagesOf } from "../support/states.mjs";
import { violations } from "../support/axe.mjs";

const { feed, texts } = SITES.English;
test.use({ files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });

async function openStory(page, site, items, more) {
  site.fault("feed.json", feedFile(feedWith(0, { items, ...more })));
  await open(page, site);
  await page.locator("main h2 a").first().click();
  await expect(page.locator(".body")).toBeVisible();
}

test.describe("a browser that speaks Arabic", () => {
  test.use({ locale: "ar" });
  test("gets a page without a feed in Arabic's direction", async ({ page, site }) => {
    site.fault("feed.json", { status: 503 });
    await open(page, site);
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  });
});

test("code in a story that runs from right to left runs from left to right", async ({ page, site }) => {
  await openStory(page, site, [story(1, { title: "جسر", language: "ar", content_html: bodyOf(SITES.Arabic.texts) })], { language: "ar" });
  for (const selector of [".body pre", ".body code", ".body kbd"]) await expect(page.locator(selector).first()).toHaveCSS("direction", "ltr");
});

test("the current section differs from the others in the system's colours too", CHROMIUM.media, async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await pagesOf(texts)["a section"](page, site);
  const line = (selector) => page.locator(selector).first().evaluate((link) => getComputedStyle(link).borderBottomColor);
  expect(await line(".section-nav a[aria-current]")).not.toBe(await line(".section-nav a:not([aria-current])"));
});

test("a reader who loads older stories continues at the first of them", async ({ page, site }) => {
  site.fault("feed.json", feedFile(feedWith(3, { next_url: "2.json" })));
  site.fault("2.json", feedFile(feedWith(0, { items: [story(4), story(5)] })));
  await open(page, site);
  await page.getByRole("button", { name: "Show older stories" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Story 4", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Story 4", exact: true })).toBeFocused();
});

test("a reader who loads more results continues at the first of them", async ({ page, site }) => {
  site.fault("feed.json", feedFile(feedWith(25)));
  await open(page, site, "?search=story");
  await page.getByRole("button", { name: "Show more results" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main article")).toHaveCount(25);
  await expect(page.getByRole("link", { name: "Story 21", exact: true })).toBeFocused();
});

test("headings of a body never leave out a level", async ({ page, site }) => {
  await openStory(page, site, [story(1, { content_html: "<h1>A</h1><p>a</p><h4>B</h4><p>b</p><h4>C</h4><p>c</p><h2>D</h2><p>d</p>" })]);
  expect(await page.locator(".body :is(h2, h3, h4, h5, h6)").evaluateAll((all) => all.map(({ localName }) => localName))).toEqual(["h2", "h3", "h3", "h3"]);
  expect(await violations(page)).toEqual([]);
});

test("two tables of a story have different names", async ({ page, site }) => {
  const table = (name) => `<table><caption>${name}</caption><tr><th>Day</th></tr><tr><td>1</td></tr></table><p>Text</p>`;
  await openStory(page, site, [story(1, { content_html: table("Carts") + table("Trains") })]);
  expect(await violations(page)).toEqual([]);
});

test("English messages declare their language on a site in a language without messages", async ({ page, site }) => {
  site.fault("feed.json", feedFile({ ...feed, language: "pl" }));
  const wrong = [];
  for (const query of ["", "?sections", "?search", "?tag=tea", "?author=ann-rivers", "?article=zzzzzzzzzz-x", "?page=x", "?page=9", "?article=8nrjmfdvhn"]) {
    await follow(page, site, query);
    const found = await page.evaluate(() => {
      const words = /^(Home|All sections|Search|Feed|Older|Newer|What is new|Go to the front page|There is no|There are no|This story has|The feed holds|Stories (by|tagged)|Type a word|The list ends)/;
      const texts = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        const { lang } = parentElement.closest("[lang]");
        if (words.test(data.trim()) && lang !== "en") found.push(`${lang}: ${data.trim()}`);
      }
      return found;
    });
    wrong.push(...found.map((each) => `${query} ${each}`));
  }
  expect(wrong).toEqual([]);
});

test("the site's description and the stories' summaries are whole with any spacing and size", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const summary = "The bridge was closed for two years while its deck and its railing were made anew. ".repeat(2);
  site.fault("feed.json", feedFile(feedWith(0, { description: "News from both sides of the river, every day but Sunday, since the year in which the first bridge was built", items: [story(1), story(2, { summary, image: "bridge.svg" })] })));
  await open(page, site);
  await restyle(page, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } :root { font-size: 200% }");
  expect(await cut(page)).toEqual([]);
});

test("the message that the page did not start is the page's main part, and so is the first paint", async ({ page, site }) => {
  const release = site.hold(site.part("wasm"));
  await page.goto(site.url, { waitUntil: "commit" });
  await expect(page.locator(".skeleton-page")).toBeVisible();
  expect(await violations(page, { except: ["page-has-heading-one"] })).toEqual([]);
  release();
  site.fault(site.part("wasm"), { status: 404 });
  await page.goto(site.url);
  await expect(page.locator("#boot-message")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("trying again says that it is trying, not that it takes long", async ({ page, site }) => {
  site.fault("feed.json", { status: 503 });
  await open(page, site);
  site.hold("feed.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Loading …" })).toBeFocused();
  await expect(page.locator("#app h1")).toHaveText("The stories could not be loaded");
  await expect(page.locator("main")).not.toContainText("taking long", { timeout: 1_000 });
});

test("signs for the eye are not read out", async ({ page, site }) => {
  await pagesOf(texts)["an article"](page, site);
  const tree = await page.locator("main").ariaSnapshot();
  expect(tree).not.toMatch(/[→←]|text: "?[<>]/);
  await pagesOf(texts)["the front page"](page, site);
  expect(await page.locator("main").ariaSnapshot()).not.toMatch(/time: ·/);
});

test.describe("an Arabic site", () => {
  const arabic = SITES.Arabic;
  test.use({ locale: "ar", files: { "feed.json": feedFile(arabic.feed), "bridge.svg": PICTURE } });
  test("has a dialog whose long address hides no part behind a scroll bar of its own", async ({ page, site }) => {
    await pagesOf(arabic.texts)["the QR dialog"](page, site);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.activeElement.localName)).toBe("h2");
  });

  test("writes a file's type and size in its own direction", async ({ page, site }) => {
    await pagesOf(arabic.texts)["an article"](page, site);
    const sides = await page.locator(".attachments__links a").first().evaluate((link) => {
      const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
      const at = {};
      while (text.nextNode()) {
        for (const [name, found] of [["type", text.currentNode.data.indexOf("MP3")], ["unit", text.currentNode.data.search(/[\u0600-\u06ff]/)]]) {
          if (found < 0) continue;
          const range = new Range();
          range.setStart(text.currentNode, found);
          range.setEnd(text.currentNode, found + 1);
          at[name] = range.getBoundingClientRect().left;
        }
      }
      return at;
    });
    expect(sides.unit).toBeLessThan(sides.type);
  });
});
