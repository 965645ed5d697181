// The shell's skeleton has the boxes of the page that takes its place.
import { appStarted, expect, feedFile, test } from "../support/site.mjs";

const feed = {
  version: "https://jsonfeed.org/version/1.1",
  title: "The Paper",
  description: "News of the town",
  items: [{ id: "1", title: "A story", content_html: "<p>Text.</p>", tags: ["News"], date_published: "2020-11-06T08:00:00+08:00" }],
};

test.use({ files: { "feed.json": feedFile(feed) } });

/** Top, height and width of the boxes at the head of every page. */
function headBoxes(page) {
  return page.evaluate(() =>
    [".masthead", ".masthead__name", ".masthead__description", ".section-nav"].map((selector) => {
      const box = document.querySelector(selector).getBoundingClientRect();
      return [selector, Math.round(box.top), Math.round(box.height), ...(selector.includes("__") ? [] : [Math.round(box.width)])];
    }),
  );
}

for (const width of [390, 768, 1280]) {
  for (const size of ["large", "medium", "small"]) {
    test(`the masthead does not jump at ${width} px in size ${size}`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.addInitScript((chosen) => localStorage.setItem("newsleaf:text-size", chosen), size);
      const release = site.hold(site.part("wasm"));
      await page.goto(site.url, { waitUntil: "commit" });
      await expect(page.locator(".masthead")).toBeVisible();
      const before = await headBoxes(page);
      release();
      await appStarted(page);
      expect(await headBoxes(page)).toEqual(before);
    });
  }
}
