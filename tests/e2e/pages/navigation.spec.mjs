// Links, history, focus and scroll.
import { expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

const long = "<p>line</p>".repeat(200);
const items = Array.from({ length: 20 }, (_, at) => story(at + 1, { content_html: `${long}<p id="note"><a href="#note">note</a></p>` }));
items[0].content_html =
  '<p><a href="file.pdf">a file</a> <a href="./?article=zzz&amp;x=1">another app</a> <a href="sub/">a folder</a> <a href="https://else.example/">elsewhere</a></p>';
test.use({ files: { "feed.json": feedFile(feedWith(0, { items })), "file.pdf": { body: "%PDF-" }, "sub/index.html": { body: "<h1>Sub</h1>" } } });

/** A window in which every page is longer than the screen. */
const PHONE = { width: 390, height: 640 };

const loads = async (page) => page.evaluate(() => performance.getEntriesByType("navigation").length && (window.stayed ??= Math.random()));

test("our links are followed without loading the page again", async ({ page, site }) => {
  await open(page, site);
  const before = await loads(page);
  await page.getByRole("link", { name: "Story 3", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 3");
  expect(await loads(page)).toBe(before);
  expect(site.requests.filter((request) => request.path === "/feed.json").length).toBe(1);
});

test("the focus goes to the headline of the new page, which announces it", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 3", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#app h1")).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test("back and forward restore page and place", async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  await open(page, site);
  await page.evaluate(() => scrollTo(0, 700));
  // A click of Playwright would scroll to the link first.
  await page.getByRole("link", { name: "Story 9", exact: true }).evaluate((link) => link.click());
  await expect(page.locator("#app h1")).toHaveText("Story 9");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.evaluate(() => scrollTo(0, 300));
  await page.goBack();
  await expect(page.locator("#app h1")).toHaveText("City Paper");
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(700);
  await page.goForward();
  await expect(page.locator("#app h1")).toHaveText("Story 9");
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(300);
});

test("a reload stays where the reader was", async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  await open(page, site);
  await page.evaluate(() => scrollTo(0, 500));
  // The place is noted when scrolling rests.
  await expect.poll(() => page.evaluate(() => history.state[1])).toBe(500);
  await page.reload();
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(500);
});

test("jumps within a page that was opened by a link with an old headline stay on it", async ({ page, site }) => {
  await open(page, site);
  const href = await page.getByRole("link", { name: "Story 9", exact: true }).getAttribute("href");
  await open(page, site, href.replace(/^[^?]*/, "").replace("story-9", "an-older-headline"));
  await expect(page).toHaveURL(/story-9$/);
  await page.evaluate(() => (document.querySelector(".body").saved = true));
  await page.locator(".body a[href^='#']").click();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => [scrollY > 500, document.querySelector(".body").saved])).toEqual([true, true]);
});

test("jumps within a page are the browser's own, there and back", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Story 4", exact: true }).click();
  await page.getByRole("link", { name: "note" }).click();
  await expect(page).toHaveURL(/#user-content-note$/);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
  // Firefox's driver waits for a page to load, and no page does.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/story-4$/);
  await expect(page.locator("#app h1")).toHaveText("Story 4");
  await page.goBack();
  await expect(page.locator("#app h1")).toHaveText("City Paper");
});

test("a link into an article goes to its place once the text is there", async ({ page, site }) => {
  await open(page, site);
  const href = await page.getByRole("link", { name: "Story 4", exact: true }).getAttribute("href");
  await open(page, site, `${href.slice(2)}#user-content-note`);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
});

test("the skip link leads past the navigation", async ({ page, site }) => {
  await open(page, site);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  expect(await headlines(page)).toHaveLength(20);
});

test.describe("what is not ours is left to the browser:", () => {
  test.beforeEach(async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("link", { name: "Story 1", exact: true }).click();
    await page.evaluate(() => {
      // The app listens on the document; a later listener sees which clicks it has handled.
      window.taken = [];
      window.addEventListener("click", (event) => {
        window.taken.push(event.defaultPrevented);
        event.preventDefault();
      });
    });
  });

  for (const name of ["a file", "another app", "a folder", "elsewhere"]) {
    test(name, async ({ page }) => {
      await page.getByRole("link", { name }).click();
      expect(await page.evaluate(() => window.taken)).toEqual([false]);
    });
  }

  for (const modifiers of [["Control"], ["Shift"], ["Meta"], ["Alt"]]) {
    test(`a click with ${modifiers}`, async ({ page }) => {
      await page.getByRole("link", { name: "City Paper" }).click({ modifiers });
      expect(await page.evaluate(() => window.taken)).toEqual([false]);
    });
  }

  test("but a plain click on a page of the site is handled", async ({ page }) => {
    await page.getByRole("link", { name: "City Paper" }).click();
    expect(await page.evaluate(() => window.taken)).toEqual([true]);
  });
});
