// Every page and state, reached once in each script and looked at from all sides: by axe-core on light and dark paper, for a
// finger, in narrow windows, with large text and other spacing, and (in English) by what a screen reader finds.
import { expect, feedFile, test } from "../support/site.mjs";
import { follow, open } from "../support/feeds.mjs";
import { expectNoViolations } from "../support/axe.mjs";
import { collisions, cut, magnified, outside, overflow, restyle, smallTargets } from "../support/layout.mjs";
import { SITES, PICTURE } from "../support/scripts.mjs";
import { FEED_FAULTS, NOTICES, pagesOf } from "../support/states.mjs";
import { frameFaults, levelFaults } from "../support/structure.mjs";

/** The pages that are looked at for a finger, and those that are looked at with larger text and in narrow windows. */
const PRESSED = ["the front page", "the front page's second page", "a section", "all sections", "an author", "an article with everything open", "the address to copy by hand", "the QR dialog", "a search with results", "a story that has left the feed"];
const READ = ["the front page", "a section", "all sections", "an article with everything open", "a search with results", "a story that has left the feed", "the address to copy by hand"];
/** The states that are reached one after the other, in one visit. Large text and dialogs stay, and come last. */
const VISITS = {
  "every list": ["the front page", "the front page's second page", "a page after the last", "a section", "no such section", "all sections", "a tag", "an author"],
  "every search and notice": ["the empty search", "a search with results", "a search without results", "a story that has left the feed", "no such page"],
  "every article": ["an article", "an article with everything open", "the address to copy by hand", "the link that was copied", "the QR dialog", "an article in Large"],
};
/** Lists and notices, whose headings are all ours. */
const OUTLINED = ["the front page", "the front page's second page", "a page after the last", "a section", "a search with results", "a story that has left the feed", "no such page"];

/** The first paint has no headline, because the app knows nothing of the site yet. */
const OF_THE_APP = ["page-has-heading-one"];

const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

/** Holds what is found against its claim, and goes on: one look says all that is wrong with a state. */
const claims = (found, claim) => expect.soft(found, claim).toEqual([]);

async function forFingers(page, name) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    claims(await smallTargets(page), `${name} at ${width}: every target is 24 by 24 px, or has that much room, or stands in a sentence`);
  }
}

async function inNarrowWindows(page, name) {
  const whole = async (window) => {
    expect.soft(await overflow(page), `${name}: ${window} shows every page without scrolling sideways`).toBeLessThanOrEqual(0);
    claims(await outside(page), `${name}: nothing reaches out of ${window}`);
  };
  await page.setViewportSize({ width: 320, height: 640 });
  await whole("a phone's window of 320 px");
  await magnified(page, { width: 320, height: 256 }, 4, () => whole("a window of 1280 by 1024 at 400 %"));
}

/** Nothing runs out of the window or its box, or over anything else. */
async function withOtherText(page, name, claim, rules, widths) {
  await restyle(page, rules);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await overflow(page), `${name} at ${width}: ${claim}, in the window`).toBeLessThanOrEqual(0);
    claims(await cut(page), `${name} at ${width}: ${claim}, not cut off`);
    claims(await collisions(page), `${name} at ${width}: ${claim}, not under another`);
  }
  await restyle(page, "");
}

for (const [script, { feed, texts }] of Object.entries(SITES)) {
  const isEnglish = script === "English";

  test.describe(`in ${script}`, () => {
    test.use({ locale: texts.browser, files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });
    test.slow();

    async function lookAt(page, site, name) {
      // A narrow window is the hardest to reach it in.
      if (READ.includes(name)) await page.setViewportSize({ width: 320, height: 640 });
      await pagesOf(texts)[name](page, site, follow);
      if (READ.includes(name)) {
        await inNarrowWindows(page, name);
        await withOtherText(page, name, "text of twice the size is whole", ":root { font-size: 200% }", [390, 1280]);
        await withOtherText(page, name, "the spacing that WCAG asks for takes no text away", SPACING, [320, 1280]);
      }
      if (PRESSED.includes(name)) await forFingers(page, name);
      await page.setViewportSize({ width: 1280, height: 800 });
      // An open dialog is all that there is.
      if (isEnglish && name !== "the QR dialog") claims(await frameFaults(page), `${name}: one headline, and landmarks with different names`);
      if (isEnglish && OUTLINED.includes(name)) claims(await levelFaults(page), `${name}: headings go down one level at a time`);
      await expectNoViolations(page, name);
    }

    for (const [visit, names] of Object.entries(VISITS)) {
      test(`${visit} breaks no rule of axe, and is whole in every window, with every text, for every finger`, async ({ page, site }) => {
        for (const name of names) await test.step(name, () => lookAt(page, site, name));
      });
    }

    test("the pages that stand in place of a feed break no rule of axe, and have one headline and landmarks", async ({ page, site }) => {
      for (const [name, fault] of Object.entries(FEED_FAULTS)) {
        site.fault("feed.json", fault);
        await open(page, site);
        if (isEnglish) claims(await frameFaults(page), `${name}: one headline, and landmarks with different names`);
        await expectNoViolations(page, name);
      }
    });

    test("axe finds nothing where there is something to say of the feed", async ({ page, site }) => {
      for (const [name, reach] of Object.entries(NOTICES)) {
        await reach(page, site);
        await expectNoViolations(page, name);
      }
    });

    test("axe finds nothing where the reader is offline", async ({ page, site }) => {
      site.fault("feed.json", { drop: true });
      await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
      await open(page, site);
      await expectNoViolations(page, "offline");
    });

    test("axe finds nothing while the page starts, or the feed takes long", async ({ page, site }) => {
      await page.clock.install();
      const start = site.hold(site.part("wasm"));
      site.hold("feed.json");
      await page.goto(site.url, { waitUntil: "commit" });
      await expect(page.locator(".skeleton-page")).toBeVisible();
      await expectNoViolations(page, "the first paint", { except: OF_THE_APP });
      start();
      await expect(async () => {
        await page.clock.runFor(11_000);
        await expect(page.locator("#content")).toBeVisible({ timeout: 200 });
      }).toPass();
      await expectNoViolations(page, "a feed that takes long");
    });

    test("axe finds nothing where the page does not start", async ({ page, site }) => {
      site.fault(site.part("wasm"), { status: 404 });
      await page.goto(site.url);
      await expect(page.locator("#boot-message")).toBeVisible();
      await expectNoViolations(page, "a page that does not start");
    });

    test("the dialog fits into a window of 320 by 256, and can be closed there", async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 256 });
      await pagesOf(texts)["the QR dialog"](page, site);
      const dialog = page.locator(".qr-dialog");
      const { x, y, width, height } = await dialog.boundingBox();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(320);
      expect(y + height).toBeLessThanOrEqual(256);
      const close = dialog.getByRole("button").last();
      await close.scrollIntoViewIfNeeded();
      await expect(close).toBeInViewport({ ratio: 1 });
      expect(await dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
    });
  });
}
