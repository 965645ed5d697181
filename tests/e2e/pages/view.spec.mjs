// Elements that stay while a page changes, and elements that do not.
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const older = (more = {}) => feedFile(feedWith(0, { items: [story(4), story(5)], ...more }));
const newest = feedWith(3, { next_url: "2.json" });
test.use({ files: { "feed.json": feedFile(newest), "2.json": older() } });

const requested = (site, path) => site.requests.filter((request) => request.path.endsWith(path)).length;

test("elements that are still the same keep their node, focus and selection when older stories come", async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => {
    window.saved = [document.querySelector("header"), document.querySelector("main h2 a")];
    window.saved[1].focus();
    getSelection().selectAllChildren(window.saved[0]);
  });
  await page.evaluate(() => document.querySelector("main .more button").click());
  await expect(page.getByRole("link", { name: "Story 5", exact: true })).toBeVisible();
  const same = await page.evaluate(() => [
    document.querySelector("header") === window.saved[0],
    document.querySelector("main h2 a") === window.saved[1],
    document.activeElement === window.saved[1],
    getSelection().toString().trim() !== "",
  ]);
  expect(same).toEqual([true, true, true, true]);
});

test("a button that stays through several answers sends one request a click", async ({ page, site }) => {
  site.fault("2.json", { status: 500 });
  await open(page, site);
  await page.getByRole("button", { name: "Show older stories" }).click();
  for (let clicks = 2; clicks <= 4; clicks++) {
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => requested(site, "2.json")).toBe(clicks);
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  }
  site.fault("2.json", null);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Story 5", exact: true })).toBeVisible();
  expect(requested(site, "2.json")).toBe(5);
});

test("the text size that is chosen in one story is checked in the next, and works there", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 2", exact: true }).click();
  await page.getByText("Large", { exact: true }).click();
  await page.locator(".neighbours__older").click();
  await expect(page.locator("#app h1")).toHaveText("Story 3");
  await expect(page.getByRole("radio", { name: "Large" })).toBeChecked();
  await page.getByText("Small", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "small");
});

test("a card's picture is never that of another story", async ({ page, site }) => {
  const items = Array.from({ length: 45 }, (_, at) => story(at + 1, { image: `https://pictures.example/${at + 1}.png` }));
  site.fault("feed.json", feedFile(feedWith(0, { items })));
  await page.route("https://pictures.example/**", (route) => route.abort());
  await open(page, site, "?page=2");
  await page.evaluate(() => (window.picture = document.querySelector("main img")));
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByRole("link", { name: "Story 41", exact: true })).toBeVisible();
  expect(await page.evaluate(() => window.picture.isConnected)).toBe(false);
});

test("a page that the browser has translated is made anew, not mixed", async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => {
    for (const link of document.querySelectorAll("main h2 a, .masthead bdi")) link.innerHTML = "<font>Übersetzt</font>";
  });
  await page.locator("main h2 a").first().click();
  await expect(page.locator("#app h1")).toHaveText("Story 1");
  await page.goBack();
  await expect(page.locator("main h2 a").first()).toHaveText("Story 1");
  await expect(page.locator(".masthead__name")).toHaveText("City Paper");
});

test("an open dialog of one story is not open in the next", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 1", exact: true }).click();
  await page.getByRole("button", { name: "WeChat" }).click();
  await expect(page.locator(".qr-dialog__fits")).toBeVisible();
  await page.evaluate(() => document.querySelector(".neighbours__older").click());
  await expect(page.locator("#app h1")).toHaveText("Story 2");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator(".qr-dialog")).toBeAttached();
  expect(await page.locator(".qr-dialog__fits").evaluate((fits) => fits.hidden)).toBe(true);
});
