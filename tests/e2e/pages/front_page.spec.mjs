// The layout of the front page: blocks of sections in rows.
import { expect, feedFile, test } from "../support/site.mjs";
import { feedWith, open, story } from "../support/feeds.mjs";

const summary = "What was said, what was decided, and what has been put off until the river is lower. ".repeat(6);
const picture = { body: '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"/>' };

/** Four stories in each of this many sections, of which the first have pictures. */
const sections = (count, withPictures) =>
  Array.from({ length: 1 + 4 * count }, (_, at) => {
    const section = at % count;
    return story(at, { summary, image: section < withPictures ? "picture.svg" : undefined, _newsleaf: { section: [`Section ${section}`] } });
  });

for (const [name, count, withPictures, width] of [
  ["the last of three, with and without pictures", 3, 1, 800],
  ["the only one, with a picture", 1, 1, 1280],
]) {
  test.describe(`a block with a row to itself: ${name}`, () => {
    test.use({ viewport: { width, height: 900 }, files: { "feed.json": feedFile(feedWith(0, { items: sections(count, withPictures) })), "picture.svg": picture } });

    test("has its headlines beside its story, one close below the other", async ({ page, site }) => {
      await open(page, site);
      await expect(page.locator(".block")).toHaveCount(count);
      const boxes = await page.locator(".block:last-child .story-card").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
      const [lead, ...headlines] = boxes;
      expect(headlines).toHaveLength(3);
      for (const headline of headlines) expect(headline.left).toBeGreaterThan(lead.right);
      expect(headlines[0].top).toBeCloseTo(lead.top, 0);
      // The first two are as high as their words. The last may be higher: nothing stands below it.
      const words = await page.locator(".block:last-child .story-card--headline .story-card__headline").evaluateAll((all) => all.map((each) => each.getBoundingClientRect().bottom));
      for (const at of [0, 1]) expect(headlines[at + 1].top - words[at]).toBeLessThan(16);
    });
  });
}
