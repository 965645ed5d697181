// The way from the list to an article inside the site: from the click to the layout of the frame that shows the article.
import { withPage } from "./throttled_page.mjs";

const FRAME_MS = 1000 / 60;
const CLICKS = 10;

export async function measureNavigation(browser, url) {
  const rows = {};
  for (const slowdown of [4, 1]) {
    const [first, ...later] = await withPage(browser, { slowdown }, (page) => timesOfClicks(page, url));
    rows[`first click, processor / ${slowdown}`] = first / FRAME_MS;
    rows[`later clicks, processor / ${slowdown}`] = later.sort((a, b) => a - b)[later.length >> 1] / FRAME_MS;
  }
  return rows;
}

async function timesOfClicks(page, url) {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.locator("#app .story-card").nth(CLICKS).waitFor();
  return page.evaluate(clickThrough, CLICKS);
}

/** Runs in the page. Each click comes right after a frame, so that none has a shorter way to the next one. */
async function clickThrough(clicks) {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const until = async (isTrue) => {
    do await nextFrame();
    while (!isTrue());
  };
  const afterFrame = () =>
    nextFrame().then(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage("");
        }),
    );
  const links = () => document.querySelectorAll("#app .story-card__headline a");
  const shows = (headline) => document.querySelector("#app h1.article__headline")?.textContent === headline && document.querySelector("#app .body p")?.getBoundingClientRect().height > 0;
  const times = [];
  for (let at = 0; at < clicks; at++) {
    const headline = links()[at].textContent;
    // What is left to do for the list is done.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await afterFrame();
    const begun = performance.now();
    links()[at].click();
    await until(() => shows(headline));
    times.push(performance.now() - begun);
    history.back();
    await until(() => links().length > clicks);
  }
  return times;
}
