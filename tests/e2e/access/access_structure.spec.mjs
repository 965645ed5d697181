// The structure of every page for a screen reader: one headline, landmarks, headings in order, languages.
import { expect, feedFile, test } from "../support/site.mjs";
import { follow, open, feedWith, story } from "../support/feeds.mjs";
import { bodyOf, SITES, PICTURE } from "../support/scripts.mjs";
import { levels } from "../support/structure.mjs";

const { feed } = SITES.English;
test.use({ files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });

test("the search is a landmark, and its field has a name and reports the results", async ({ page, site }) => {
  await open(page, site, "?search=bridge");
  const field = page.getByRole("search").getByRole("searchbox", { name: "Search the stories" });
  await expect(field).toHaveAccessibleDescription("Found in 22 of 22 stories.");
  await field.fill("qqqq");
  await expect(field).toHaveAccessibleDescription("Not found in 22 stories. Words are found by their beginning.");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("Not found in 22 stories. Words are found by their beginning.");
});

test("every page has a title of its own", async ({ page, site }) => {
  const titles = {};
  for (const query of ["", "?page=2", "?section=news", "?sections", "?tag=tea", "?author=ann-rivers", "?search", "?article=zzzzzzzzzz-x", "?page=x"]) {
    await follow(page, site, query);
    titles[await page.title()] = query;
  }
  expect(Object.keys(titles)).toHaveLength(9);
  for (const title of Object.keys(titles)) expect(title).toContain("Valley Courier");
});

test("the place where the reader is is marked in navigation and breadcrumb", async ({ page, site }) => {
  const current = () => page.locator("[aria-current]").evaluateAll((links) => links.map((link) => `${link.textContent} ${link.getAttribute("aria-current")}`));
  await open(page, site);
  expect(await current()).toEqual(["Home page"]);
  await open(page, site, "?section=news");
  expect(await current()).toEqual(["News page", "News page"]);
  await page.locator("main h2 a").first().click();
  await expect(page.locator(".article")).toBeVisible();
  expect(await current()).toEqual(["News true"]);
});

test.describe("headings", () => {
  for (const [given, shown] of [
    [[1, 2, 3, 2], [2, 3, 4, 3]],
    [[4, 5, 4], [2, 3, 2]],
    [[3, 1], [2, 2]],
  ]) {
    test(`of a body that begins at ${given} stand below the headline`, async ({ page, site }) => {
      const content_html = given.map((level) => `<h${level}>Part</h${level}><p>Text</p>`).join("");
      site.fault("feed.json", feedFile(feedWith(0, { items: [story(1, { content_html })] })));
      await open(page, site);
      await page.locator("main h2 a").click();
      await expect(page.locator(".body h2").first()).toBeVisible();
      expect(await levels(page)).toEqual([1, ...shown]);
    });
  }
});

test("the interface's words say their language inside a story of another one", async ({ page, site }) => {
  const arabic = { ...SITES.Arabic.feed.items[0], content_html: bodyOf(SITES.Arabic.texts), language: "ar" };
  site.fault("feed.json", feedFile({ ...feed, items: [arabic, ...feed.items.slice(1)] }));
  await open(page, site);
  await page.locator("main h2 a").first().click();
  await expect(page.locator(".article")).toHaveAttribute("lang", "ar");
  const language = (selector) => page.locator(selector).first().evaluate((element) => element.closest("[lang]").lang.split("-")[0]);
  const parts = {
    ".skip-link": "en", ".masthead__name": "en", ".section-nav a": "en", ".breadcrumb a": "en", ".text-size__label": "en", ".text-size label": "en",
    ".article__source bdi": "en", ".article__updated bdi": "en", ".attachments__links": "en", ".tags > span": "en", ".share__item": "en",
    ".neighbours span": "en", ".neighbours bdi": "en", ".footer a": "en", h1: "ar", ".body p": "ar", ".article__source a": "ar", ".tags a": "ar", ".byline a": "ar",
  };
  const found = {};
  for (const selector of Object.keys(parts)) found[selector] = await language(selector);
  expect(found).toEqual(parts);
});
