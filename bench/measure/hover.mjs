// The way to the next article of a published site, where the browser may prepare a page that the pointer rests on: from the press to
// the first paint of the page. Not slowed down: browsers prepare nothing while their developer tools do that. Playwright forbids it
// as well, so this is led by Puppeteer.
import puppeteer from "puppeteer-core";
import { launchOptions } from "../../scripts/chromium.mjs";

/** How long the pointer rests on the link, in milliseconds. */
const REST_MS = 1_000;
const LIMIT_MS = 10_000;
const WINDOW = { width: 1280, height: 900 };

export const launchForHover = () => puppeteer.launch({ ...launchOptions(), headless: true });

export async function measureHover(browser, url) {
  return {
    "next article after a hover": await measure(browser, url, "no-preference"),
    "the same with less motion": await measure(browser, url, "reduce"),
  };
}

async function measure(browser, url, motion) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport(WINDOW);
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: motion }]);
    await page.goto(url, { waitUntil: "networkidle0" });
    await page.evaluate(() => addEventListener("pointerdown", () => sessionStorage.setItem("pressed", performance.timeOrigin + performance.now()), true));
    const [, link] = await page.$$('main .story-card a[href*="article/"]');
    await link.hover();
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    await link.click();
    return await firstPaint(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds from the press to the first paint of the article that it has led to. */
async function firstPaint(page) {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const isThere = location.pathname.includes("/article/") && paint;
    return isThere ? performance.timeOrigin + paint.startTime - sessionStorage.getItem("pressed") : null;
  };
  const end = Date.now() + LIMIT_MS;
  while (Date.now() < end) {
    // While one page takes the place of the other, there is none to ask.
    const found = await page.evaluate(look).catch(() => null);
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No article was shown within ${LIMIT_MS} ms.`);
}
