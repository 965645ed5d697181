// Passing an article on: by the device's share sheet, the clipboard, and links.
import { CHROMIUM } from "../support/chromium.mjs";
import { clipboardThat, feed, openArticle, row } from "../support/share.mjs";
import { appStarted, expect, feedFile, test } from "../support/site.mjs";

test.use({ files: { "feed.json": feedFile(feed) } });

/** Gives the browser a share sheet that ends with an error of this name, or well. */
function shareSheetThat(page, { ends }) {
  return page.addInitScript((ends) => {
    window.shared = [];
    Navigator.prototype.share = function (data) {
      if (!(this instanceof Navigator)) throw new TypeError("Illegal invocation");
      window.shared.push({ ...data, inClick: navigator.userActivation.isActive });
      if (ends === "by throwing") throw new TypeError("Not today.");
      return ends === "well" ? Promise.resolve() : Promise.reject(new DOMException("", ends));
    };
  }, ends);
}

test("the first set stands in its order, without a share sheet where there is none", async ({ page, site }) => {
  const share = await openArticle(page, site);
  await expect(row(share)).toHaveText([/^Copy link/, /^WhatsApp/, /^Facebook/, /^X/, "WeChat"]);
  expect(await page.evaluate(() => "share" in navigator)).toBe(false);
});

test("the publisher's networks come instead, in the publisher's order", async ({ page, site, complaints }) => {
  await page.route("**/newsleaf.json", (route) => route.fulfill({ json: { share: ["Mastodon", "telegram"] } }));
  const share = await openArticle(page, site);
  await expect(row(share)).toHaveText([/^Copy link/, /^Mastodon/, /^Telegram/]);
  expect(complaints).toEqual([]);
});

test("every link names the article's page and its headline, and opens beside this page", async ({ page, site }) => {
  const share = await openArticle(page, site);
  const shared = page.url();
  expect(shared).toMatch(/\?article=[0-9a-z]{10}-/);
  const links = await share.getByRole("link").evaluateAll((links) => links.map(({ href, target, rel }) => ({ href, target, rel })));
  expect(links).toHaveLength(3);
  for (const { href, target, rel } of links) {
    const isMail = href.startsWith("mailto:");
    expect({ target, rel }).toEqual(isMail ? { target: "", rel: "" } : { target: "_blank", rel: "noopener noreferrer" });
    expect(href).toContain(encodeURIComponent(shared));
    expect(href).not.toContain("+");
    if (!href.includes("facebook")) expect(href).toContain("Tea%20%26%20%22cake%22%2050%25%20%E5%92%B8%E5%AE%81");
  }
  expect(await share.locator("a[href*='service.weibo.com']").getAttribute("href")).toContain("pic=https%3A%2F%2Fpictures.invalid%2Fa%2520b.jpg");
});

test("the shared address has nothing of the reader's in it", async ({ page, site }) => {
  await openArticle(page, site);
  const plain = page.url();
  await page.goto(`${plain}&utm_source=letter&fbclid=1#content`);
  await appStarted(page);
  const mail = await page.locator("a[href^='mailto:']").getAttribute("href");
  expect(decodeURIComponent(mail)).toContain(`\r\n${plain}`);
  expect(mail).not.toMatch(/utm_source|fbclid|%23content/);
});

test("no network gets a request before the reader clicks", async ({ page, site }) => {
  const elsewhere = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(site.url).origin && url.hostname !== "pictures.invalid") elsewhere.push(request.url());
  });
  await clipboardThat(page, "takes everything");
  const share = await openArticle(page, site);
  await share.getByRole("button", { name: "Copy link" }).click();
  await share.getByRole("button", { name: "WeChat" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test.describe("Copy link", () => {
  test("copies the address and says so", async ({ page, site, complaints }) => {
    await clipboardThat(page, "takes everything");
    const share = await openArticle(page, site);
    await expect(share.getByRole("status")).toBeEmpty();
    const button = share.getByRole("button", { name: "Copy link" });
    const places = () => share.locator(".share__item").evaluateAll((items) => items.filter((item) => item.checkVisibility()).map((item) => item.getBoundingClientRect().top + scrollY + " " + item.getBoundingClientRect().left));
    const before = await places();
    await button.click();
    await expect(share.getByRole("status")).toHaveText("Link copied");
    await expect(share.getByRole("status")).toBeVisible();
    expect(await page.evaluate(() => window.copied)).toEqual([page.url()]);
    expect(await places()).toEqual(before);
    await expect(button).toBeFocused();
    expect(complaints).toEqual([]);
  });

  test("really fills the clipboard", CHROMIUM.clipboard, async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "Copy link" }).click();
    await expect(share.getByRole("status")).toHaveText("Link copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  for (const kind of ["refuses", "is missing"]) {
    test(`gives the address to copy by hand where the clipboard ${kind}`, async ({ page, site, complaints }) => {
      await clipboardThat(page, kind);
      const share = await openArticle(page, site);
      await share.getByRole("button", { name: "Copy link" }).click();
      const field = share.getByRole("textbox", { name: "press Ctrl+C" });
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(page.url());
      await expect(field).not.toBeEditable();
      expect(await field.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(page.url());
      await expect(share.getByRole("status")).toBeEmpty();
      expect(complaints).toEqual([]);
    });
  }

  test.describe("in a frame of another host, which was not given the clipboard,", () => {
    const outer = { body: "<!doctype html><title>Another site</title>", headers: { "Content-Type": "text/html" } };
    test.use({ files: { "feed.json": feedFile(feed), "outer.html": outer } });
    test("gives the address to copy by hand", CHROMIUM.frames, async ({ page, site }) => {
      await openArticle(page, site);
      const article = page.url().replace("127.0.0.1", "localhost");
      await page.goto(`${site.url}outer.html`);
      await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src, width: 800, height: 900 })), article);
      const share = page.frameLocator("iframe").getByRole("region", { name: "Share" });
      await share.getByRole("button", { name: "Copy link" }).click();
      await expect(share.getByRole("textbox")).toHaveValue(article);
      await expect(share.getByRole("textbox")).toBeFocused();
    });
  });
});

test.describe("the share sheet", () => {
  test("is the first button and gets headline and address, in the click itself", async ({ page, site, complaints }) => {
    await shareSheetThat(page, { ends: "well" });
    const share = await openArticle(page, site);
    await expect(share.locator(".share__item").nth(1)).toHaveText("Share…");
    await share.getByRole("button", { name: "Share…" }).click();
    const title = 'Tea & "cake" 50% 咸宁';
    expect(await page.evaluate(() => window.shared)).toEqual([{ title, text: title, url: page.url(), inClick: true }]);
    await expect(share.getByRole("textbox")).toHaveCount(0);
    expect(complaints).toEqual([]);
  });

  test("that is closed again changes nothing", async ({ page, site, complaints }) => {
    await shareSheetThat(page, { ends: "AbortError" });
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "Share…" }).click();
    await page.waitForFunction(() => window.shared.length === 1);
    await page.waitForTimeout(100);
    await expect(share.getByRole("textbox")).toHaveCount(0);
    await expect(share.getByRole("status")).toBeEmpty();
    expect(complaints).toEqual([]);
  });

  test("that is open already says nothing at a second tap", async ({ page, site, complaints }) => {
    await page.addInitScript(() => {
      window.taps = 0;
      Navigator.prototype.share = () => {
        window.taps += 1;
        return window.taps === 1 ? new Promise(() => {}) : Promise.reject(new DOMException("", "InvalidStateError"));
      };
    });
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "Share…" }).click();
    await share.getByRole("button", { name: "Share…" }).click();
    await page.waitForFunction(() => window.taps === 2);
    await page.waitForTimeout(100);
    await expect(share.getByRole("textbox")).toHaveCount(0);
    await expect(share.getByRole("status")).toBeEmpty();
    expect(complaints).toEqual([]);
  });

  for (const ends of ["NotAllowedError", "InvalidStateError", "TypeError", "DataError", "by throwing"]) {
    test(`that does not open (${ends}) leaves the address to copy`, async ({ page, site, complaints }) => {
      await shareSheetThat(page, { ends });
      const share = await openArticle(page, site);
      await share.getByRole("button", { name: "Share…" }).click();
      await expect(share.getByRole("textbox", { name: "The share menu did not open" })).toBeFocused();
      await expect(share.getByRole("textbox")).toHaveValue(page.url());
      expect(complaints).toEqual([]);
    });
  }
});

test("another article has links of its own", async ({ page, site }) => {
  await openArticle(page, site);
  await page.getByRole("link", { name: "Another story" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Another story");
  await expect(page.getByRole("link", { name: "Facebook" })).toHaveAttribute("href", new RegExp(encodeURIComponent(page.url())));
});

test("every control is big enough to press, at any width and size", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const share = await openArticle(page, site);
  await share.getByText("More", { exact: true }).click();
  for (const control of await share.locator(".share__item").all()) {
    const { height, width } = await control.boundingBox();
    expect(Math.min(height, width)).toBeGreaterThanOrEqual(40);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});
