// Older pages of a feed (`next_url`).
import { expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

const pageOf = (from, to, next) => {
  const items = Array.from({ length: to - from + 1 }, (_, at) => story(from + at));
  return feedFile(feedWith(0, { items, ...(next ? { next_url: next } : {}) }));
};
const requested = (site, path) => site.requests.filter((request) => request.path.endsWith(path)).length;

test.describe("an older page with a query", () => {
  test.use({ files: { "feed.json": pageOf(1, 20, "older.json?page=2&sign=a%2Fb"), "older.json": pageOf(21, 25) } });

  test("is requested by just that URL", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByText("Story 21", { exact: true })).toBeVisible();
    const searches = site.requests.filter((request) => request.path.endsWith("older.json")).map((request) => request.search);
    expect(searches).toEqual(["?page=2&sign=a%2Fb"]);
  });
});

test.describe("a feed of three pages", () => {
  test.use({ files: { "feed.json": pageOf(1, 20, "2.json"), "2.json": pageOf(21, 40, "3.json"), "3.json": pageOf(41, 45) } });

  test("is followed when the reader goes past its first page, and not before", async ({ page, site }) => {
    await open(page, site);
    expect(requested(site, "2.json")).toBe(0);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByText("Story 21", { exact: true })).toBeVisible();
    expect(requested(site, "3.json")).toBe(0);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByText("Story 45", { exact: true })).toBeVisible();
    expect(await headlines(page)).toHaveLength(5);
  });

  test("is searched for a linked story", async ({ page, site }) => {
    await open(page, site, "?page=3");
    await page.getByRole("link", { name: "Story 44", exact: true }).click();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 44");
  });

  test("is given up when the reader goes elsewhere", async ({ page, site }) => {
    await open(page, site);
    site.fault("2.json", { delay: 60_000 });
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByText("Looking for older stories")).toBeVisible();
    const aborted = page.waitForEvent("requestfailed", (request) => request.url().endsWith("2.json"));
    await page.getByRole("link", { name: "City Paper" }).click();
    await aborted;
    expect(await headlines(page)).toHaveLength(20);
  });

  test("leaves the loaded stories in place when an older page fails, and tries again", async ({ page, site }) => {
    await open(page, site);
    site.fault("2.json", { status: 500 });
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByText("The older stories could not be loaded")).toBeVisible();
    site.fault("2.json", null);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("Story 21", { exact: true })).toBeVisible();
  });
});

test.describe("a feed that leads back to itself", () => {
  test.use({ files: { "feed.json": pageOf(1, 5, "2.json"), "2.json": pageOf(4, 8, "feed.json") } });

  test("is followed once, without repeats, and with a notice for the reader", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("button", { name: "Show older stories" }).click();
    await expect(page.getByText("lead round in a circle")).toBeVisible();
    expect(await headlines(page)).toHaveLength(8);
    expect(requested(site, "feed.json")).toBe(1);
  });
});
