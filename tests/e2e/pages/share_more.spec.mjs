// The less used buttons of the share row: all other networks behind 'More', and Print.
import { feed, openArticle, row } from "../support/share.mjs";
import { expect, feedFile, test } from "../support/site.mjs";

test.use({ files: { "feed.json": feedFile(feed) } });

test.describe("More", () => {
  const more = (share) => share.locator("details");
  const names = ["Email", "LinkedIn", "Telegram", "Reddit", "Bluesky", "Mastodon", "Threads", "LINE", "Weibo"];

  test("holds all networks that are not in the row, and is closed at first", async ({ page, site }) => {
    const share = await openArticle(page, site);
    await expect(more(share)).not.toHaveAttribute("open");
    const links = more(share).getByRole("link");
    await expect(links).toHaveCount(0);
    await share.getByText("More", { exact: true }).click();
    await expect(links).toHaveText(names.map((name) => new RegExp(`^${name}`)));
    for (const link of await links.all()) {
      await expect(link).toBeVisible();
      if ((await link.textContent()) === "Email") continue;
      await expect(link).toHaveAttribute("target", "_blank");
      await expect(link).toHaveAttribute("href", new RegExp(`^https://.*${encodeURIComponent(page.url()).replace(/[.?]/g, "\\$&")}`));
    }
    await share.getByText("More", { exact: true }).click();
    await expect(links).toHaveCount(0);
  });

  test("opens and closes by the keyboard, after the row, and its links come next", async ({ page, site }) => {
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "WeChat" }).focus();
    await page.keyboard.press("Tab");
    await expect(more(share).locator("summary")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(more(share)).toHaveAttribute("open", "");
    await page.keyboard.press("Tab");
    await expect(more(share).getByRole("link", { name: "Email" })).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await expect(more(share)).not.toHaveAttribute("open");
  });

  test("holds WeChat too where the publisher has chosen others, and its code is drawn", async ({ page, site }) => {
    await page.route("**/newsleaf.json", (route) => route.fulfill({ json: { share: ["email"] } }));
    const share = await openArticle(page, site);
    await share.getByText("More", { exact: true }).click();
    await expect(more(share).locator(".share__list .share__item")).toHaveCount(13);
    await more(share).getByRole("button", { name: "WeChat" }).click();
    await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  });

  test("is there for a publisher who has chosen none", async ({ page, site }) => {
    await page.route("**/newsleaf.json", (route) => route.fulfill({ json: { share: [] } }));
    const share = await openArticle(page, site);
    await expect(row(share)).toHaveText([/^Copy link/]);
    await share.getByText("More", { exact: true }).click();
    await expect(more(share).locator(".share__list .share__item")).toHaveCount(14);
  });

  test("holds Print alone for a publisher who has chosen all", async ({ page, site }) => {
    const share = ["Facebook", "X", "WhatsApp", "WeChat", ...names];
    await page.route("**/newsleaf.json", (route) => route.fulfill({ json: { share } }));
    await expect(row(await openArticle(page, site))).toHaveCount(14);
    await expect(page.locator(".share details .share__list .share__item")).toHaveText(["Print"]);
  });
});

test("Print opens the browser's print dialog, once a click", async ({ page, site, complaints }) => {
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => (window.printed += 1);
  });
  const share = await openArticle(page, site);
  expect(await page.evaluate(() => window.printed)).toBe(0);
  await share.getByText("More", { exact: true }).click();
  await share.getByRole("button", { name: "Print" }).click();
  expect(await page.evaluate(() => window.printed)).toBe(1);
  expect(complaints).toEqual([]);
});
