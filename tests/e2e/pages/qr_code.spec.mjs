// The QR code of an article's address, for readers of WeChat.
import { readFileSync } from "node:fs";
import jsQR from "jsqr";
import { CHROMIUM } from "../support/chromium.mjs";
import { decodePng } from "../support/png.mjs";
import { feed, openArticle } from "../support/share.mjs";
import { expect, feedFile, test } from "../support/site.mjs";

test.use({ files: { "feed.json": feedFile(feed) } });

test.describe("the QR code", () => {
  /** The text that a QR code reader finds in a picture of the page. */
  function read(png) {
    const { data, width, height } = decodePng(png);
    return jsQR(data, width, height)?.data;
  }

  test("says the shared address to a reader of codes, from the screen", async ({ page, site }) => {
    const share = await openArticle(page, site);
    const requested = () => site.requests.filter((request) => request.path.endsWith("/qrCode.js")).length;
    expect(requested()).toBe(0);
    await share.getByRole("button", { name: "WeChat" }).click();
    const code = page.getByRole("img", { name: "QR code" });
    await expect(code).toBeVisible();
    expect(requested()).toBe(1);
    expect(read(await code.screenshot())).toBe(page.url());
    await expect(page.locator(".qr-dialog__address")).toHaveText(page.url());
  });

  test("can be saved as a picture that says the same", CHROMIUM.unreported, async ({ page, site, complaints }) => {
    const elsewhere = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:") && !request.url().startsWith("https://pictures.invalid/")) elsewhere.push(request.url());
    });
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "WeChat" }).click();
    // Chromium makes the picture when it has nothing to draw; in a page that never draws it finds that out after seconds.
    await page.evaluate(function draw() {
      requestAnimationFrame(draw);
    });
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the code as a picture" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("qr-code.png");
    const png = readFileSync(await download.path());
    const { width, height } = decodePng(png);
    expect(width).toBe(height);
    expect(width).toBeGreaterThan(300);
    expect(read(png)).toBe(page.url());
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("leaves its address where the part that draws it is missing", async ({ page, site, complaints }) => {
    await page.route(/qrCode\.js/, (route) => route.fulfill({ status: 404, body: "" }));
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "WeChat" }).click();
    await expect(page.getByRole("dialog")).toContainText(page.url());
    await expect(page.locator(".qr-dialog__fits")).toBeHidden();
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    expect(complaints).toEqual([]);
  });

  test("is drawn here, on a light plate, with the address below it", CHROMIUM.media, async ({ page, site, complaints }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "WeChat" }).click();
    const dialog = page.getByRole("dialog", { name: "Scan with WeChat" });
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText(page.url());
    const code = dialog.getByRole("img", { name: "QR code" });
    await expect(code).toBeVisible();
    const look = await code.evaluate((code) => {
      const path = code.querySelector("path");
      const { x, y, width } = path.getBBox();
      return { plate: getComputedStyle(code).backgroundColor, ink: getComputedStyle(path).fill, x, y, width, box: code.viewBox.baseVal.width };
    });
    expect(look).toMatchObject({ plate: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", x: 4, y: 4, width: look.box - 8 });
    const { width, height } = await code.boundingBox();
    expect(Math.abs(width - height)).toBeLessThan(1);
    expect(complaints).toEqual([]);
  });

  for (const [way, close] of Object.entries({
    "by Close": (page) => page.getByRole("button", { name: "Close" }).click(),
    "by Escape": (page) => page.keyboard.press("Escape"),
    "by a click beside it": (page) => page.mouse.click(5, 5),
  })) {
    test(`closes ${way}, gives the focus back, and opens again`, async ({ page, site }) => {
      const share = await openArticle(page, site);
      const button = share.getByRole("button", { name: "WeChat" });
      for (let time = 0; time < 2; time++) {
        await button.click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await page.evaluate(() => document.activeElement.closest("dialog") !== null)).toBe(true);
        await close(page);
        await expect(page.getByRole("dialog")).toBeHidden();
        await expect(button).toBeFocused();
      }
    });
  }

  test("stays open for a click in it, and for a selection that ends beside it", async ({ page, site }) => {
    const share = await openArticle(page, site);
    await share.getByRole("button", { name: "WeChat" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading").click();
    await expect(dialog).toBeVisible();
    const { x, y } = await dialog.getByRole("heading").boundingBox();
    await page.mouse.move(x + 20, y + 10);
    await page.mouse.down();
    await page.mouse.move(5, 5, { steps: 4 });
    await page.mouse.up();
    await expect(dialog).toBeVisible();
  });

  test.describe("of an address that is too long", () => {
    const site = `https://example.org/${"long/".repeat(500)}`;
    test.use({ files: { "feed.json": feedFile(feed), "newsleaf.json": { body: JSON.stringify({ site }) } } });
    test("is not there, and the dialog says why and gives the address", async ({ page, site }) => {
      const share = await openArticle(page, site);
      await share.getByRole("button", { name: "WeChat" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog).toContainText("too long for a QR code");
      await expect(dialog).toContainText("https://example.org/long/long/");
      await expect(dialog.locator(".qr-dialog__fits")).toBeHidden();
      await expect(dialog.getByRole("button", { name: "Save the code" })).toBeHidden();
      await expect(dialog.getByRole("button", { name: "Close" })).toBeInViewport();
    });
  });
});
