// What axe finds on the pages by the rules of WCAG 2: nothing, in either direction.
import { readFileSync } from "node:fs";
import { expect, feedFile, test } from "./support/site.mjs";
import { open, paper, story } from "./support/paper.mjs";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const attachments = [{ url: "talk.mp3", mime_type: "audio/mpeg", title: "The talk" }];
const body = '<p>Text <img src="none/a.png" alt="A tower"></p><figure><img src="none/b.png"><figcaption>The river</figcaption></figure>';

/** A paper with something of everything, in one language. */
function newspaper(language) {
  const full = { image: "none/lead.png", tags: ["Town"], authors: [{ name: "Ana" }], attachments, content_html: body, _newsleaf: { section: ["News"], image: { alt: "Bridge" } } };
  const others = Array.from({ length: 22 }, (_, at) => story(at + 2, { tags: ["Town"], _newsleaf: { section: ["News"] } }));
  return feedFile(paper(0, { language, items: [story(1, full), ...others] }));
}

/** What is wrong with the page now, and with which elements. */
async function faults(page) {
  const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}

test.beforeEach(({ page }) => page.addInitScript(axe));

for (const language of ["en", "ar"]) {
  test.describe(`in ${language}`, () => {
    test.use({ files: { "feed.json": newspaper(language) } });

    for (const query of ["", "?sections", "?section=news", "?tag=town", "?author=ana", "?tag=none", "?search", "?search=story"]) {
      test(`the page ${query || "at the front"} has no faults`, async ({ page, site }) => {
        await open(page, site, query);
        if (query === "?search=story") await expect(page.locator("main mark").first()).toBeVisible();
        expect(await faults(page)).toEqual([]);
      });
    }

    test("an article with all its parts has no faults, open or closed", async ({ page, site }) => {
      await open(page, site);
      await page.locator("main h2 a").first().click();
      await expect(page.locator(".failed-picture")).toHaveCount(3);
      expect(await faults(page)).toEqual([]);
      await page.locator(".share__more summary").click();
      expect(await faults(page)).toEqual([]);
      await page.locator(".share__list").first().getByRole("button").nth(1).click();
      await expect(page.locator(".qr-dialog__fits")).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });
  });
}
