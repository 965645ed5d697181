// The front page of a large feed on a cold cache and a slow processor, with and without a slow network.
import { visibleProbe } from "./probes.mjs";
import { withPage } from "./throttled_page.mjs";

const CARDS = { selector: "#app .story-card", count: 20 };

export async function measureList(browser, url) {
  return {
    "list visible, slow network": await measureVisible(browser, url, true),
    "list visible, fast network": await measureVisible(browser, url, false),
  };
}

function measureVisible(browser, url, isNetworkSlow) {
  return withPage(browser, { slowdown: 4, isNetworkSlow }, async (page) => {
    await page.addInitScript(visibleProbe, CARDS);
    await page.goto(url, { waitUntil: "commit" });
    return page.evaluate(() => window.bench.visible);
  });
}
