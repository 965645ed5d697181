// On whatever ground a host has, a transparent widget shows it: the browser paints no white box behind the frame. What is
// seen is read from pictures, since no interface tells.
import { expect, test } from "./support/embed.mjs";
import { decodePng } from "./support/png.mjs";

const GROUND = [64, 32, 96];

/** The colour in the middle of a frame. */
async function colourIn(page, locator) {
  const { data, width, height } = decodePng(await locator.screenshot());
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
  return [...data.slice(at, at + 3)];
}

for (const scheme of ["normal", "light", "dark", "light dark"]) {
  test.describe(`on a page with color-scheme ${scheme}`, () => {
    test("a transparent widget shows the host's ground in every theme on a light and on a dark device, and one on paper its own", async ({ page, news, host }) => {
      test.slow();
      const themes = ["auto", "light", "dark"];
      await host.open(
        themes.map((theme) => `<newsleaf-embed src="${news.url}" loading="eager" theme="${theme}" background="transparent"></newsleaf-embed><iframe src="${news.url}?embed&theme=${theme}&background=transparent" data-newsleaf></iframe>`).join("") +
          `<newsleaf-embed src="${news.url}" loading="eager" theme="light"></newsleaf-embed><newsleaf-embed src="${news.url}" loading="eager" theme="dark"></newsleaf-embed>`,
        { head: `<style>:root { color-scheme: ${scheme}; background: rgb(${GROUND}) }</style>` },
      );
      await expect.poll(async () => (await host.events()).filter((event) => event === "load").length).toBe(8);
      const frames = [...Array(3).keys()].flatMap((at) => [page.locator("newsleaf-embed").nth(at).locator("iframe"), page.locator("main > iframe").nth(at)]);
      for (const device of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: device });
        await page.waitForFunction((device) => matchMedia(`(prefers-color-scheme: ${device})`).matches, device);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        for (const frame of frames) expect(await colourIn(page, frame), device).toEqual(GROUND);
        expect(await colourIn(page, page.locator("newsleaf-embed").nth(3)), device).toEqual([255, 255, 255]);
        expect((await colourIn(page, page.locator("newsleaf-embed").nth(4))).every((channel) => channel < 40), device).toBe(true);
      }
    });
  });
}
