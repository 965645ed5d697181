// The search page. js/search.test.mjs tests the results.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

const items = [
  story(1, { title: "The market opens", content_html: "<p>On the square.</p><p>Beside the <b>harbour</b> bridge.</p>" }),
  story(2, { title: "A ferry again", summary: "Until the harbour is dredged" }),
  story(3, { title: "Harbour nights", tags: ["Music"], authors: [{ name: "Ana Wren" }] }),
  story(4, { title: "咸宁承办交流活动", language: "zh-Hans", content_html: "<p>在城市中心举行。</p>" }),
  story(5, { title: "Élections à Besançon", language: "fr", content_text: "L’Europe a voté.", content_html: undefined }),
  story(6, { title: "ภาษาไทย", language: "th", content_html: "<p>เขียนติดกัน</p>" }),
];
test.use({ files: { "feed.json": feedFile(feedWith(0, { items })) } });

const field = (page) => page.getByRole("searchbox", { name: "Search the stories" });
const status = (page) => page.locator("#search-status");
const marks = (page) => page.locator("main mark").allTextContents();
const requested = (site) => site.requests.filter((request) => /\/search\.js$/.test(request.path)).length;
const toSearch = (page) => page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Search" });

test("nothing of the search is loaded before a reader opens it, and then once", async ({ page, site, complaints }) => {
  await open(page, site);
  expect(requested(site)).toBe(0);
  await toSearch(page).click();
  await expect(field(page)).toBeVisible();
  await expect.poll(() => requested(site)).toBe(1);
  await page.getByRole("link", { name: "City Paper" }).click();
  await toSearch(page).click();
  await field(page).fill("ferry");
  expect(await headlines(page)).toEqual(["A ferry again"]);
  expect(requested(site)).toBe(1);
  expect(complaints).toEqual([]);
});

test("a reader who follows the link has the focus in the field, with a hint", async ({ page, site }) => {
  await open(page, site);
  await toSearch(page).click();
  await expect(page).toHaveURL(`${site.url}?search`);
  await expect(page).toHaveTitle("Search – City Paper");
  await expect(field(page)).toBeFocused();
  await expect(toSearch(page)).toHaveAttribute("aria-current", "page");
  await page.keyboard.type("ferry");
  await expect(page.locator("main .story-card__headline")).toHaveText(["A ferry again"]);
});

test("an address with a query shows what it finds", async ({ page, site }) => {
  await open(page, site, "?search=harbour+bridge");
  await expect(field(page)).toHaveValue("harbour bridge");
  await expect(status(page)).toHaveText("Found in 1 of 6 stories.");
  expect(await headlines(page)).toEqual(["The market opens"]);
});

test("headlines come before summaries, and summaries before bodies", async ({ page, site }) => {
  await open(page, site, "?search=harbour");
  await expect(status(page)).toHaveText("Found in 3 of 6 stories.");
  expect(await headlines(page)).toEqual(["Harbour nights", "A ferry again", "The market opens"]);
});

test("matches are marked in the headline, the summary, or the place in the body", async ({ page, site }) => {
  await open(page, site, "?search=HARB");
  await expect(page.locator("main mark")).toHaveText(["Harb", "harb", "harb"]);
  await expect(page.locator("main .story-card__headline mark")).toHaveText(["Harb"]);
  await expect(page.locator("main .story-card__summary").last()).toHaveText(/On the square\.\s+Beside the harbour bridge\./);
});

test("results and address follow the typing, and the history gets no entry for it", async ({ page, site }) => {
  await open(page, site);
  await toSearch(page).click();
  const entries = await page.evaluate(() => history.length);
  for (const [typed, query, count] of [["h", "?search=h", 3], ["harbour n", "?search=harbour%20n", 1], ["harbour x", "?search=harbour%20x", 0], ["", "?search", 0], ["a & b=c#d", "?search=a%20%26%20b%3Dc%23d", 0]]) {
    await field(page).fill(typed);
    await expect(page.locator("main .story-card__headline")).toHaveCount(count);
    await expect(page).toHaveURL(site.url + query);
  }
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await page.reload();
  await expect(field(page)).toHaveValue("a & b=c#d");
  await page.goBack();
  await expect(page).toHaveURL(site.url);
  await expect(page.locator("#app h1")).toHaveText("City Paper");
});

test("the field keeps focus and cursor while results come and go", async ({ page, site }) => {
  await open(page, site, "?search=harbour");
  await field(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.type("the ");
  await expect(field(page)).toHaveValue("the harbour");
  await expect(field(page)).toBeFocused();
  expect(await field(page).evaluate((field) => field.selectionStart)).toBe(4);
  await expect(page.locator("main .story-card__headline")).not.toHaveCount(0);
});

test("a result opens, and Back leads to the results as they were", async ({ page, site }) => {
  await open(page, site, "?search");
  await field(page).fill("harbour");
  await page.getByRole("link", { name: "A ferry again" }).click();
  await expect(page.locator("#app h1")).toHaveText("A ferry again");
  await page.goBack();
  await expect(field(page)).toHaveValue("harbour");
  await expect(page).toHaveURL(`${site.url}?search=harbour`);
  await expect(page.locator("main .story-card__headline")).toHaveCount(3);
  await page.goForward();
  await expect(page.locator("#app h1")).toHaveText("A ferry again");
});

test("the status has the number of results, a message for none, and a hint for an empty query", async ({ page, site }) => {
  await open(page, site, "?search");
  await expect(status(page)).toHaveRole("status");
  await expect(status(page)).toHaveText("Type a word, a name or a part of a headline.");
  await field(page).fill("market");
  await expect(status(page)).toHaveText("Found in 1 of 6 stories.");
  await field(page).fill("aeroplane");
  await expect(status(page)).toHaveText("Not found in 6 stories. Words are found by their beginning.");
  await field(page).fill("   ");
  await expect(status(page)).toHaveText("Type a word, a name or a part of a headline.");
});

test("tags and authors are found too, without being shown as text", async ({ page, site }) => {
  for (const query of ["music", "wren"]) {
    await open(page, site, `?search=${query}`);
    await expect(page.locator("main .story-card__headline")).toHaveText(["Harbour nights"]);
    expect(await marks(page)).toEqual([]);
  }
});

test("Chinese and Thai are found anywhere, other scripts where a word begins, with or without accents", async ({ page, site }) => {
  await open(page, site, "?search");
  for (const [query, marked] of [
    ["承办", ["承办"]],
    ["中心", ["中心"]],
    ["ไทย", ["ไทย"]],
    ["ติด", ["ติด"]],
    ["elections besancon", ["Élections", "Besançon"]],
    ["europe", ["Europe"]],
    ["arbour", []],
    ["urope", []],
  ]) {
    await field(page).fill(query);
    await expect(status(page)).toHaveText(marked.length > 0 ? "Found in 1 of 6 stories." : /^Not found/);
    expect(await marks(page), query).toEqual(marked);
  }
});

test("the query is text and never markup", async ({ page, site, complaints }) => {
  await open(page, site, `?search=${encodeURIComponent('<img src=x onerror=alert(1)> "market')}`);
  await expect(field(page)).toHaveValue('<img src=x onerror=alert(1)> "market');
  await field(page).fill("<b>harbour</b>");
  await expect(status(page)).toHaveText(/stories/);
  await expect(page.locator("main img")).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test("a search that cannot be loaded gives a message, and a later visit tries again", async ({ page, site }) => {
  const part = /\/(search\.js)/;
  await page.route(part, (route) => route.fulfill({ status: 404, body: "" }));
  await open(page, site, "?search=harbour");
  await expect(status(page)).toHaveText("The search could not be loaded. Reload the page to try again.");
  expect(await headlines(page)).toEqual([]);
  await page.unroute(part);
  await page.getByRole("link", { name: "City Paper" }).click();
  await toSearch(page).click();
  await field(page).fill("harbour");
  await expect(page.locator("main .story-card__headline")).toHaveCount(3);
});

test.describe("more than twenty results", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(45)) } });

  test("are shown twenty at a time, and from the top again for another query", async ({ page, site }) => {
    await open(page, site, "?search=story");
    const cards = page.locator("main .story-card__headline");
    const more = page.getByRole("button", { name: "Show more results" });
    await expect(status(page)).toHaveText("Found in 45 of 45 stories.");
    await expect(cards).toHaveCount(20);
    await more.click();
    await expect(cards).toHaveCount(40);
    await expect(cards.nth(20).getByRole("link")).toBeFocused();
    await more.click();
    await expect(cards).toHaveCount(45);
    await expect(more).toHaveCount(0);
    await field(page).fill("text");
    await expect(cards).toHaveCount(20);
    await expect(more).toBeVisible();
  });
});

test.describe("older pages of the feed", () => {
  const older = feedWith(0, { items: [story(4, { title: "An old harbour" }), story(5)] });
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items: items.slice(0, 3), next_url: "2.json" })), "2.json": feedFile(older) } });

  test("are searched once the reader loads them, and the query stays", async ({ page, site }) => {
    await open(page, site, "?search");
    await field(page).fill("harbour");
    await expect(status(page)).toHaveText("Found in 3 of 3 stories.");
    expect(site.requests.some((request) => request.path.endsWith("2.json"))).toBe(false);
    await page.getByRole("button", { name: "Show older stories" }).click();
    await expect(status(page)).toHaveText("Found in 4 of 5 stories.");
    expect(await headlines(page)).toEqual(["Harbour nights", "An old harbour", "A ferry again", "The market opens"]);
    await expect(field(page)).toHaveValue("harbour");
    await expect(page).toHaveURL(`${site.url}?search=harbour`);
    await expect(page.getByRole("button", { name: "Show older stories" })).toHaveCount(0);
  });
});

test.describe("a search of thirty stories", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(30)) } });
  test("is emptied by the link 'Search'", async ({ page, site }) => {
    await open(page, site);
    await toSearch(page).click();
    await field(page).fill("story 7");
    await expect(page.locator("main .story-card__headline")).toHaveCount(1);
    await toSearch(page).click();
    await expect(page).toHaveURL(`${site.url}?search`);
    await expect(field(page)).toHaveValue("");
    await expect(page.locator("main .story-card__headline")).toHaveCount(0);
  });

  test("comes back with the query", async ({ page, site }) => {
    await open(page, site, "?search=story+8");
    await field(page).fill("story 7");
    await toSearch(page).click();
    await expect(field(page)).toHaveValue("");
    await page.goBack();
    await expect(field(page)).toHaveValue("story 7");
    await expect(page.locator("main .story-card__headline")).toHaveCount(1);
  });

  test("survives a reload with a query of more than 200 characters", CHROMIUM.typing, async ({ page, site }) => {
    await open(page, site, "?search");
    await field(page).fill("story ".repeat(60));
    await expect(page.locator("main .story-card__headline")).toHaveCount(20);
    await page.reload();
    await expect(page.locator("main .story-card__headline")).toHaveCount(20);
  });
});

test.describe("a search of eight thousand stories", () => {
  const words = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor ".repeat(20);
  const items = Array.from({ length: 8000 }, (_, at) => story(at + 1, { content_html: `<p>${words} unique${at + 1}</p>` }));
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items })) } });
  test("finds the right stories for a reader who leaves and comes back while they are read", async ({ page, site }) => {
    test.setTimeout(60000);
    await open(page, site, "?search");
    await expect(field(page)).toBeVisible();
    await page.evaluate(async () => {
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      document.querySelector(".masthead a").click();
      await wait(30);
      document.querySelector(".section-nav__search").click();
      await wait(30);
    });
    await field(page).fill("unique7001");
    await expect(status(page)).toHaveText(/^Found in/, { timeout: 30_000 });
    // The page that was left would go on reading for some seconds.
    await page.waitForTimeout(2000);
    await field(page).fill("unique7001 ");
    await expect(status(page)).toHaveText("Found in 1 of 8,000 stories.");
    expect(await headlines(page)).toEqual(["Story 7001"]);
  });
});
