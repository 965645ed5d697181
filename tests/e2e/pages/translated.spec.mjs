// A page that the browser translates: each text node stands in elements of the browser's, and what the app shows afterwards is
// seen all the same.
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

/** Puts each text of the page into two elements, as Chromium's translation does. */
const translate = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = `‹${text.data}›`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  });

const serve = (site, feed) => site.fault("feed.json", { headers: { "Content-Type": "application/feed+json" }, body: JSON.stringify(feed) });
const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
const newer = (count) => {
  const feed = feedWith(30);
  for (let at = 0; at < count; at++) feed.items.unshift(story(-at, { id: `new-${at}`, title: `New ${at}` }));
  return feed;
};

test.describe("where every text is translated", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(30, { _newsleaf: {} })) } });

  test("the headline of the next story is seen, and the list again after Back", async ({ page, site, complaints }) => {
    await open(page, site);
    await translate(page);
    await page.locator(".story-card__headline a").nth(1).click();
    await expect(page.locator("#app h1")).toHaveText("Story 2");
    await expect(page.locator(".body")).toHaveText("The text of story 2.");
    await translate(page);
    await page.locator(".neighbours__older").click();
    await expect(page.locator("#app h1")).toHaveText("Story 3");
    await expect(page.locator(".article__origin time")).toHaveText("2023-12-29");
    await translate(page);
    await page.goBack();
    await expect(page.locator("#app h1")).toHaveText("Story 2");
    await translate(page);
    await page.goBack();
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
    await expect(page.locator("main .story-card__headline")).toHaveCount(20);
    expect(complaints).toEqual([]);
  });

  test("new stories are offered by their number, and shown", async ({ page, site, complaints }) => {
    await open(page, site);
    await translate(page);
    serve(site, newer(2));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "2 new stories" })).toBeVisible();
    await translate(page);
    serve(site, newer(3));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "3 new stories" })).toHaveText("3 new stories");
    await translate(page);
    await page.locator(".feed-notice .button").first().click();
    await expect(page.locator("main .story-card__headline").first()).toHaveText("New 2");
    await expect(page.locator(".feed-notice--new")).toHaveCount(0);
    expect(complaints).toEqual([]);
  });

  test("a story that was corrected is seen when the reader opens it", async ({ page, site }) => {
    await open(page, site);
    await translate(page);
    const feed = feedWith(30);
    feed.items[4].title = "Corrected";
    feed.items[4].content_html = "<p>Other words.</p>";
    serve(site, feed);
    await comeBack(page);
    await expect.poll(() => site.requests.filter(({ path }) => path.endsWith("/feed.json")).length).toBe(2);
    await page.locator(".story-card__headline a").nth(4).click();
    await expect(page.locator("#app h1")).toHaveText("Corrected");
    await expect(page.locator(".body")).toHaveText("Other words.");
  });
});

test("the button for older stories says what it does, also when it is pressed", async ({ page, site }) => {
  site.fault("feed.json", { headers: { "Content-Type": "application/feed+json" }, body: JSON.stringify(feedWith(3, { next_url: "older.json" })) });
  site.fault("older.json", { answer: () => {} });
  await open(page, site);
  const button = page.locator(".more button");
  await expect(button).toHaveText("Show older stories");
  await translate(page);
  await button.click();
  await expect(button).toHaveText("Looking for older stories …");
});
