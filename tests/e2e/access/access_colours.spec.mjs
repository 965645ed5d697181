// The system's own colours, and a wish for less motion.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { SITES, PICTURE } from "../support/scripts.mjs";
import { pagesOf } from "../support/states.mjs";

const { feed, texts } = SITES.English;
const pages = pagesOf(texts);
test.use({ files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });

test.describe("with the system's colours only", CHROMIUM.media, () => {
  const look = (locator) => locator.evaluate((element) => {
    const { color, backgroundColor, borderTopWidth, borderTopColor, borderBottomColor, borderTopStyle } = getComputedStyle(element);
    return { color, backgroundColor, borderTopWidth, borderTopColor, borderBottomColor, borderTopStyle };
  });

  test("the active text size differs from the others, and buttons have borders, the first of the row a thicker one", async ({ page, site }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await pages["an article"](page, site);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      const [chosen, other] = [await look(page.locator(".text-size label", { hasText: "Medium" })), await look(page.locator(".text-size label", { hasText: "Small" }))];
      expect(chosen.backgroundColor).not.toBe(other.backgroundColor);
      expect(chosen.color).not.toBe(chosen.backgroundColor);

      const items = page.locator(".share > .share__list .share__item");
      for (const item of await items.all()) {
        const { borderTopStyle, borderTopColor, backgroundColor } = await look(item);
        expect(borderTopStyle).toBe("solid");
        expect(borderTopColor).not.toBe(backgroundColor);
      }
      expect((await look(items.first())).borderTopWidth).toBe("2px");
      expect((await look(items.nth(1))).borderTopWidth).toBe("1px");
    }
  });

  test("the QR code stays dark on light", async ({ page, site }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await pages["the QR dialog"](page, site);
    const code = page.locator(".qr-dialog__code");
    await expect(code).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(code.locator("path")).toHaveCSS("fill", "rgb(0, 0, 0)");
  });
});

test.describe("where less motion is wanted", CHROMIUM.media, () => {
  test("nothing moves by itself, with less motion and without", async ({ page, site }) => {
    for (const reducedMotion of ["reduce", "no-preference"]) {
      await page.emulateMedia({ reducedMotion });
      await pages["an article with everything open"](page, site);
      const moving = await page.evaluate(() => {
        const moves = ({ transitionDuration, animationName, scrollBehavior }) => /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior !== "auto";
        return [...document.querySelectorAll("*")].filter((each) => each.checkVisibility() && moves(getComputedStyle(each))).map((each) => each.className);
      });
      expect(moving).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
});
