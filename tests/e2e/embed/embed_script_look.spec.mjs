// On whatever ground a host has, a transparent widget shows it: the browser paints no white box behind the frame. What is
// seen is read from pictures, since no interface tells.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, test } from "../support/embed.mjs";
import { decodePng } from "../support/png.mjs";

const GROUND = [64, 32, 96];

/** The colours in the middle of frames that are all in the window, in one picture. */
async function coloursIn(page, locators) {
  const { data, width } = decodePng(await page.screenshot());
  const boxes = await Promise.all(locators.map((locator) => locator.boundingBox()));
  return boxes.map((box) => {
    const at = (Math.floor(box.y + box.height / 2) * width + Math.floor(box.x + box.width / 2)) * 4;
    return [...data.slice(at, at + 3)];
  });
}

for (const scheme of ["normal", "light", "dark", "light dark"]) {
  test.describe(`on a page with color-scheme ${scheme}`, () => {
    test("a transparent widget shows the host's ground in every theme on a light and on a dark device, and one on paper its own", CHROMIUM.media, async ({ page, news, host }) => {
      test.slow();
      // All eight are in the window, one below the other, and low, so that the picture is small.
      await page.setViewportSize({ width: 600, height: 700 });
      const themes = ["auto", "light", "dark"];
      await host.open(
        themes.map((theme) => `<newsleaf-embed src="${news.url}?height=40" loading="eager" theme="${theme}" background="transparent"></newsleaf-embed><iframe src="${news.url}?embed&height=40&theme=${theme}&background=transparent" data-newsleaf></iframe>`).join("") +
          `<newsleaf-embed src="${news.url}?height=40" loading="eager" theme="light"></newsleaf-embed><newsleaf-embed src="${news.url}?height=40" loading="eager" theme="dark"></newsleaf-embed>`,
        { head: `<style>:root { color-scheme: ${scheme}; background: rgb(${GROUND}) }</style>` },
      );
      await expect.poll(async () => (await host.events()).filter((event) => event === "load").length).toBe(8);
      const frames = [...Array(3).keys()].flatMap((at) => [page.locator("newsleaf-embed").nth(at).locator("iframe"), page.locator("main > iframe").nth(at)]);
      const onPaper = [3, 4].map((at) => page.locator("newsleaf-embed").nth(at).locator("iframe"));
      for (const device of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: device });
        await page.waitForFunction((device) => matchMedia(`(prefers-color-scheme: ${device})`).matches, device);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        const colours = await coloursIn(page, [...frames, ...onPaper]);
        expect(colours.slice(0, 6), device).toEqual(Array(6).fill(GROUND));
        expect(colours[6], device).toEqual([255, 255, 255]);
        expect(colours[7].every((channel) => channel < 40), device).toBe(true);
      }
    });
  });
}
