// Where scroll bars take room: Playwright hides them, most readers at a desk see them.
import { launchOptions } from "../../../scripts/chromium.mjs";
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { feedWith } from "../support/feeds.mjs";

test.use({
  files: { "feed.json": feedFile(feedWith(30)) },
  launchOptions: { ...launchOptions(), ignoreDefaultArgs: ["--hide-scrollbars"] },
});

test("the page does not move sideways when the stories come", CHROMIUM.protocol, async ({ page, site }) => {
  const release = site.hold("feed.json");
  await page.goto(site.url, { waitUntil: "commit" });
  const masthead = () =>
    page.locator(".masthead").evaluate((masthead) => {
      const { left, right } = masthead.getBoundingClientRect();
      return [left, right];
    });
  await expect(page.locator(".skeleton-page")).toBeVisible();
  const before = await masthead();
  release();
  await expect(page.locator("main .story-card").first()).toBeVisible();
  expect(await page.evaluate(() => innerWidth - document.documentElement.clientWidth), "the bar takes room").toBeGreaterThan(0);
  expect(await masthead()).toEqual(before);
});
