// Larger text, narrower windows and other spacing take nothing away.
import { expect, feedFile, test } from "./support/site.mjs";
import { collisions, cut, outside, overflow, restyle } from "./support/layout.mjs";
import { PAPERS, PICTURE } from "./support/scripts.mjs";
import { pagesOf } from "./support/states.mjs";

const SHOWN = ["the front page", "a section", "all sections", "an article with everything open", "a search with results", "a story that has left the feed", "the address to copy by hand"];

/** Nothing runs out of the window or its box, or over anything else. */
async function expectWhole(page, name) {
  expect(await overflow(page), name).toBeLessThanOrEqual(0);
  expect(await cut(page), name).toEqual([]);
  expect(await collisions(page), name).toEqual([]);
}

for (const [script, paper] of Object.entries(PAPERS)) {
  const pages = pagesOf(paper.words);
  test.describe(`in ${script}`, () => {
    test.use({ locale: paper.words.browser, files: { "feed.json": feedFile(paper.feed), "bridge.svg": PICTURE } });
    test.slow();

    for (const [window, viewport, scale] of [
      ["a phone's window of 320 px", { width: 320, height: 640 }, 1],
      ["a window of 1280 by 1024 at 400 %", { width: 320, height: 256 }, 4],
    ]) {
      test(`${window} shows every page without scrolling sideways`, async ({ browser, site, locale }) => {
        const page = await browser.newPage({ viewport, deviceScaleFactor: scale, locale });
        for (const name of SHOWN) {
          await pages[name](page, site);
          expect(await overflow(page), name).toBeLessThanOrEqual(0);
          expect(await outside(page), name).toEqual([]);
        }
        await page.close();
      });
    }

    test("the dialog fits into a window of 320 by 256, and can be closed there", async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 256 });
      await pages["the QR dialog"](page, site);
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

    test("text of twice the size is whole, and stays in the window", async ({ page, site }) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const name of SHOWN) {
          await pages[name](page, site);
          await restyle(page, ":root { font-size: 200% }");
          await expectWhole(page, `${name} at ${width}`);
        }
      }
    });

    test("the spacing that WCAG asks for takes no text away", async ({ page, site }) => {
      const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`;
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const name of SHOWN) {
          await pages[name](page, site);
          await restyle(page, spacing);
          await expectWhole(page, `${name} at ${width}`);
        }
      }
    });
  });
}
