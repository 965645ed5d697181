// An article page on a cold cache, a slow network and a slow processor: when its text is visible, and when the font size works.
import { textSizeProbe, visibleProbe } from "./probes.mjs";
import { withPage } from "./throttled_page.mjs";

const TEXT = "#app .article .body p";
const CONDITIONS = { slowdown: 4, isNetworkSlow: true };
/** Layout shifts and larger paints that come late are noted for so long after the network is quiet. */
const SETTLE_MS = 500;

export async function measureArticle(browser, url) {
  return { ...(await measurePaints(browser, url)), "font size works": await measureTextSize(browser, url) };
}

function measurePaints(browser, url) {
  return withPage(browser, CONDITIONS, async (page) => {
    await page.addInitScript(visibleProbe, { selector: TEXT, count: 1 });
    await page.goto(url, { waitUntil: "commit" });
    const visible = await page.evaluate(() => window.bench.visible);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(SETTLE_MS);
    const metrics = await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      largestPaint: window.bench.largestPaint,
      layoutShift: window.bench.layoutShift,
    }));
    return { "body visible": visible, FCP: metrics.firstPaint, LCP: metrics.largestPaint, CLS: metrics.layoutShift };
  });
}

function measureTextSize(browser, url) {
  return withPage(browser, CONDITIONS, async (page) => {
    await page.addInitScript(textSizeProbe, { selector: TEXT });
    await page.goto(url, { waitUntil: "commit" });
    return page.evaluate(() => window.bench.textSizeChanged);
  });
}
