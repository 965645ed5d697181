// Nothing ever makes the page wider than its window: not the largest text on the narrowest phone, not at 200 % zoom.
import { expect, feedFile, test } from "../support/site.mjs";
import { overflow } from "../support/layout.mjs";
import { open, paper, story } from "../support/paper.mjs";

const cells = (tag) => `<tr>${Array.from({ length: 14 }, (_, at) => `<${tag}>Column ${at}</${tag}>`).join("")}</tr>`;
const wide = {
  title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  summary: `https://city.example/${"a".repeat(300)}`,
  content_html: `<table>${cells("th")}${cells("td")}</table><pre>${"x".repeat(400)}</pre><p>https://city.example/${"b".repeat(400)}</p>
    <p>${"长".repeat(300)}</p><p>${"ب".repeat(300)}</p><ul><li><ol><li><blockquote><pre>${"deep ".repeat(60)}</pre></blockquote></li></ol></li></ul>
    <img src="p.png" width="3000" height="20" alt="wide"><p><code>${"c".repeat(200)}</code></p>`,
  _newsleaf: { section: ["A very long section name that goes on", "Another one that is longer still"], source: { name: "s".repeat(120) } },
};
test.use({ files: { "feed.json": feedFile(paper(0, { items: [story(1, wide), story(2)], title: "Zeitungsüberschriftenverlängerungskommission" })) } });

for (const size of ["large", "medium", "small"]) {
  test(`at 320, 160 and 1280 px with ${size} text`, async ({ page, site }) => {
    // 160 px is a phone of 320 px at 200 % zoom.
    const expectWithin = async (name) => {
      for (const width of [320, 160, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        expect.soft(await overflow(page), `${name} at ${width}`).toBeLessThanOrEqual(0);
      }
    };
    await page.setViewportSize({ width: 160, height: 640 });
    await page.addInitScript((size) => localStorage.setItem("newsleaf:text-size", size), size);
    await open(page, site);
    await expectWithin("the front page");
    await page.setViewportSize({ width: 160, height: 640 });
    await page.locator("main .story-card__headline a").first().click();
    await expect(page.locator(".body pre").first()).toBeAttached();
    await expect(page.locator("html")).toHaveAttribute("data-text-size", size);
    await expectWithin("the article");
    for (const query of ["?sections", "?section=a-very-long-section-name-that-goes-on", "?article=zzzzzzzzzz-gone"]) {
      await open(page, site, query);
      await expectWithin(query);
    }
  });
}
