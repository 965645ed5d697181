// Nothing ever makes the page wider than its window: not the largest text on the narrowest phone, not at 200 % zoom.
import { expect, feedFile, test } from "../support/site.mjs";
import { overflow } from "../support/layout.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const cells = (tag) => `<tr>${Array.from({ length: 14 }, (_, at) => `<${tag}>Column ${at}</${tag}>`).join("")}</tr>`;
const wide = {
  title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  summary: `https://city.example/${"a".repeat(300)}`,
  content_html: `<table>${cells("th")}${cells("td")}</table><pre>${"x".repeat(400)}</pre><p>https://city.example/${"b".repeat(400)}</p>
    <p>${"长".repeat(300)}</p><p>${"ب".repeat(300)}</p><ul><li><ol><li><blockquote><pre>${"deep ".repeat(60)}</pre></blockquote></li></ol></li></ul>
    <img src="p.png" width="3000" height="20" alt="wide"><p><code>${"c".repeat(200)}</code></p>`,
  _newsleaf: { section: ["A very long section name that goes on", "Another one that is longer still"], source: { name: "s".repeat(120) } },
};
test.use({ files: { "feed.json": feedFile(feedWith(0, { items: [story(1, wide), story(2)], title: "Zeitungsüberschriftenverlängerungskommission" })) } });

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

test.describe("words longer than the window", () => {
  const long = "Verkehrsinfrastrukturfinanzierungsgesellschaftsvertrag";
  const address = "https://www.bulletin.example/2026/11/council-approves-the-budget";
  const items = [long, "Between two long words", address, "Short", long].map((title, at) =>
    story(at + 1, {
      title,
      summary: `${long} ${address}`,
      tags: ["Roads", address, long],
      authors: [{ name: long }],
      attachments: [{ url: `https://a.example/${long}.pdf`, mime_type: "application/pdf", title: long }],
      _newsleaf: { section: [long, address], source: { name: address }, kicker: long },
    }),
  );
  const settings = { footer: [{ title: address, url: "https://a.example/" }, { title: long, url: "https://b.example/" }] };
  test.use({ files: { "feed.json": feedFile({ ...feedWith(0), title: long, description: address, language: "de", items, _newsleaf: settings }) } });

  test("make no page and no widget wider", async ({ page, site }) => {
    await open(page, site);
    const article = await page.locator(".story-card__headline a").nth(1).getAttribute("href");
    const queries = ["", article.slice(article.indexOf("?")), "?sections", "?search=long", "?embed", "?embed&layout=cards", "?embed&layout=headlines"];
    for (const query of queries) {
      await page.setViewportSize({ width: 640, height: 640 });
      await page.goto(site.url + query);
      await page.locator(query.startsWith("?embed") ? ".embed__story" : "main h1, .front").first().waitFor();
      for (const width of [200, 320, 360, 412, 768, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        expect.soft(await overflow(page), `${query} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
});
