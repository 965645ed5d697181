// Everything that is pressed is big enough for a finger, or has room around it (WCAG 2.5.8).
import { expect, feedFile, test } from "./support/site.mjs";
import { smallTargets } from "./support/layout.mjs";
import { PAPERS, PICTURE } from "./support/scripts.mjs";
import { pagesOf } from "./support/states.mjs";

const SHOWN = ["the front page", "the front page's second page", "a section", "all sections", "an author", "an article with everything open", "the address to copy by hand", "the QR dialog", "a search with results", "a story that has left the feed"];

for (const [script, { feed, words }] of Object.entries(PAPERS)) {
  test.describe(`in ${script}`, () => {
    test.use({ locale: words.browser, files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });
    test("every target is 24 by 24 px, or has that much room, or stands in a sentence", async ({ page, site }) => {
      test.slow();
      const pages = pagesOf(words);
      for (const name of SHOWN) {
        await pages[name](page, site);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await smallTargets(page), `${name} at ${width}`).toEqual([]);
        }
      }
    });
  });
}
