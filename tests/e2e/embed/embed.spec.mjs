// The widget itself: what it loads and stores, and how it looks. How hosts size it is in
// embed_hosts.spec.mjs, what its frame may do in embed_sandbox.spec.mjs.
import { CHROMIUM } from "../support/chromium.mjs";
import { expectNoViolations } from "../support/axe.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { feedWith, story } from "../support/feeds.mjs";
import { decodePng } from "../support/png.mjs";

const items = Array.from({ length: 8 }, (_, at) => story(at + 1, { summary: `Summary ${at + 1}.`, _newsleaf: { section: [at % 2 ? "Sport" : "News"] } }));
/* Nothing is wider than its place, however long a word is. */
items.push(story(9, { title: `Story 9 ${"long".repeat(18)}`, summary: "word".repeat(20), _newsleaf: { section: [`Section${"long".repeat(18)}`] } }));

test.use({ files: { "feed.json": feedFile(feedWith(0, { items })) } });

const headlines = (page) => page.locator(".embed__headline").allTextContents();
const readyWidget = (page) => page.locator('.embed[data-state="ready"]').waitFor();

async function open(page, site, query) {
  await page.goto(`${site.url}?embed${query}`);
  await readyWidget(page);
}

/** The widget in a frame of a page of the same host, which is the quickest way to one. */
async function frame(page, site, query, style = "") {
  await page.route(`${site.url}host.html`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="en"><title>Host</title><style>body { margin: 0 } iframe { border: 0; inline-size: 100%; block-size: 600px; ${style} }</style><iframe title="News" src="./?embed${query}"></iframe>` }),
  );
  await page.goto(`${site.url}host.html`);
  const inside = page.frameLocator("iframe");
  await inside.locator('.embed[data-state="ready"]').waitFor();
  return inside;
}

test("headlines need nothing of an article: no sanitiser, no page's program, and two files of data", async ({ page, site }) => {
  const inside = await frame(page, site, "&limit=3");
  await expect(inside.getByRole("link", { name: "Story 1", exact: true })).toBeVisible();
  await page.waitForTimeout(300);
  const files = site.requests.map(({ path }) => path.replace(/-[0-9a-f]{16}/, "-HASH")).filter((path) => path !== "/host.html").sort();
  expect(files).toEqual([
    "/",
    "/embed-HASH/frame.js",
    "/embed-HASH/headlines.js",
    "/embed-HASH/headlines.wasm",
    "/embed-HASH/style.css",
    "/feed.json",
    "/newsleaf.json",
    "/print-HASH.css",
    "/style-HASH.css",
  ]);
});

test.describe("the site's icon", () => {
  const square = '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="180"><rect width="180" height="180" fill="#06c"/></svg>';
  const icon = { body: square, headers: { "Content-Type": "image/svg+xml" } };
  test.use({ files: { "feed.json": feedFile(feedWith(3)), "newsleaf.json": { body: '{"icon":"icon.svg"}' }, "icon.svg": icon } });

  test("has its place beside the name before it comes, and is hidden where it fails", async ({ page, site }) => {
    const release = site.hold("icon.svg");
    await page.goto(`${site.url}?embed`, { waitUntil: "commit" });
    await readyWidget(page);
    const box = (selector) => page.locator(selector).boundingBox();
    const before = await box(".embed__title bdi");
    release();
    const image = page.locator(".embed__title img");
    await expect.poll(() => image.evaluate((img) => img.naturalWidth)).toBe(180);
    expect(await box(".embed__title bdi")).toEqual(before);
    expect(await box(".embed__title img")).toMatchObject({ width: 22, height: 22 });
    site.fault("icon.svg", { status: 404 });
    await open(page, site, "");
    await expect(image).toBeHidden();
  });
});

test("nothing is stored on the device, and no service worker is registered", async ({ page, site }) => {
  await frame(page, site, "");
  await page.waitForTimeout(300);
  const stored = await page.evaluate(async () => [await caches.keys(), { ...localStorage }, { ...sessionStorage }, document.cookie]);
  expect(stored).toEqual([[], {}, {}, ""]);
  expect(site.requests.filter(({ path }) => path.includes("service-worker"))).toEqual([]);
});

test("opened on a page of its own it is readable, and takes no heading from a link that anybody can make", async ({ page, site, complaints }) => {
  await open(page, site, "&title=Your+bank&limit=2&section=sport");
  expect(await headlines(page)).toEqual(["Story 2", "Story 4"]);
  await expect(page.locator(".embed__title")).toHaveText("Sport");
  await expect(page).toHaveTitle("City Paper");
  expect(site.requests.some(({ path }) => path.includes("frame.js"))).toBe(false);
  expect(complaints).toEqual([]);
  const inside = await frame(page, site, "&title=Council&limit=2");
  await expect(inside.locator(".embed__title")).toHaveText("Council");
});

test("wrong values give a notice in the frame, beside the news", async ({ page, site }) => {
  const inside = await frame(page, site, "&limit=none&theme=%3Cb%3E&size=small");
  await expect(inside.getByRole("alert")).toHaveText("limit=none means nothing here; limit takes 1–50.theme=<b> means nothing here; theme takes host, auto, light, dark.");
  await expect(inside.locator(".embed__headline")).toHaveCount(5);
  await open(page, site, "&limit=Your+account+is+locked");
  await expect(page.getByRole("alert")).toHaveText("limit=… means nothing here; limit takes 1–50.");
});

test("the embedder's text size holds until the reader has chosen one", async ({ page, site }) => {
  await open(page, site, "&size=large");
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "large");
  await page.evaluate(() => localStorage.setItem("newsleaf:text-size", "small"));
  await open(page, site, "&size=large");
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "small");
});

test("an article has its font size control and its share links, and no masthead", async ({ page, site, complaints }) => {
  await open(page, site, "&limit=2&open=inside");
  const href = await page.getByRole("link", { name: "Story 2", exact: true }).getAttribute("href");
  const key = /read=([^&]+)/.exec(href)[1];
  await open(page, site, `&article=${key}`);
  await expect(page.locator("#app h1")).toHaveText("Story 2");
  await page.getByRole("radio", { name: "Large" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "large");
  await expect(page.getByRole("button", { name: "Copy link" })).toBeVisible();
  await expect(page.locator(".masthead:visible, .section-nav:visible, .footer:visible, .breadcrumb:visible")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Back to the headlines" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Print" })).toHaveCount(0);
  await open(page, site, `&article=${key}&layout=card`);
  expect(await headlines(page)).toEqual(["Story 2"]);
  expect(complaints).toEqual([]);
});

test("the shared address is the article's own page, without anything of the widget's", async ({ page, site }) => {
  await open(page, site, "&limit=1&open=inside&accent=00f");
  const href = await page.getByRole("link", { name: "Story 1", exact: true }).getAttribute("href");
  await page.goto(site.url + href.slice(2));
  await readyWidget(page);
  const mail = await page.locator("a[href^='mailto:']").getAttribute("href");
  expect(decodeURIComponent(mail)).toContain(`${site.url}?article=`);
  expect(mail).not.toContain("embed");
});

test("on a page of its own, links are links: a tag leads to the site", async ({ page, site }) => {
  site.fault("feed.json", { body: JSON.stringify(feedWith(0, { items: [story(1, { tags: ["Harbour"] })] })), headers: { "Content-Type": "application/feed+json" } });
  await open(page, site, "&open=inside");
  await page.getByRole("link", { name: "Story 1", exact: true }).click();
  await page.getByRole("link", { name: "Harbour" }).click();
  await expect(page.locator("#app .masthead")).toContainText("City Paper");
  await expect(page.locator("#app h1")).toContainText("Harbour");
});

test("it speaks the feed's language, with the words of the widget", async ({ page, site }) => {
  site.fault("feed.json", { body: JSON.stringify(feedWith(0, { language: "de", items })), headers: { "Content-Type": "application/feed+json" } });
  await open(page, site, "&limit=0");
  await expect(page.locator(".embed__from")).toContainText("Nachrichten von City Paper");
  await expect(page.locator(".embed__wrong")).toContainText("möglich bei limit: 1–50");
});

test("nothing in it goes by the height of the window", async ({ page, site }) => {
  const heights = [];
  await open(page, site, "&layout=cards&limit=4");
  for (const height of [200, 900, 3000]) {
    await page.setViewportSize({ width: 600, height });
    heights.push(await page.evaluate(() => document.body.getBoundingClientRect().height));
  }
  expect(new Set(heights).size).toBe(1);
  const rules = await page.evaluate(() => [...document.styleSheets].find(({ href }) => href.includes("embed-")).cssRules.length);
  expect(rules).toBeGreaterThan(10);
});

for (const theme of ["light", "dark", "auto"]) {
  test(`theme ${theme} on a light and on a dark device: the right paper, and a transparent ground is the host's`, CHROMIUM.media, async ({ page, site }) => {
    const devices = ["light", "dark"];
    const inside = await frame(page, site, `&theme=${theme}`);
    for (const colorScheme of devices) {
      await page.emulateMedia({ colorScheme });
      const isDark = theme === "dark" || (theme === "auto" && colorScheme === "dark");
      await expect(inside.locator("body"), colorScheme).toHaveCSS("background-color", isDark ? "rgb(22, 21, 15)" : "rgb(255, 253, 248)");
    }
    const scheme = theme === "auto" ? "light dark" : theme;
    await frame(page, site, `&theme=${theme}&background=transparent&title=&limit=1`, `background: rgb(0, 120, 90); color-scheme: ${scheme};`);
    for (const colorScheme of devices) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const corner = await page.screenshot({ clip: { x: 1270, y: 590, width: 1, height: 1 } });
      expect([...decodePng(corner).data.slice(0, 3)], colorScheme).toEqual([0, 120, 90]);
    }
  });
}

test("axe finds nothing wrong with lists, cards and an article, on light and on dark paper", async ({ page, site }) => {
  for (const query of ["&open=inside", "&layout=cards&limit=2", "&layout=headlines&limit=99"]) {
    await open(page, site, query);
    // The heading is one of a part: its page is the one around the frame.
    await expectNoViolations(page, query, { except: ["page-has-heading-one"] });
  }
  await open(page, site, "&open=inside");
  await page.goto(site.url + (await page.locator(".embed__headline a").first().getAttribute("href")).slice(2));
  await readyWidget(page);
  await expectNoViolations(page, "an article");
});

for (const width of [220, 320]) {
  test(`at ${width} pixels and the largest text nothing is wider than its place`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 600 });
    for (const query of ["&size=large&limit=9", "&size=large&layout=cards&limit=9", "&size=large&layout=headlines&limit=9&accent=none"]) {
      await open(page, site, query);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), query).toBeLessThanOrEqual(0);
    }
  });
}

test("new stories are offered below the headlines, and shown when the reader presses the button", async ({ page, site }) => {
  await open(page, site, "&limit=2");
  const more = [story(0, { title: "Fresh", date_published: "2024-06-01T00:00:00Z" }), ...items];
  site.fault("feed.json", { body: JSON.stringify(feedWith(0, { items: more })), headers: { "Content-Type": "application/feed+json" } });
  await page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(page.getByRole("button", { name: "1 new story" })).toBeVisible();
  expect(await headlines(page)).toEqual(["Story 1", "Story 2"]);
  await page.getByRole("button", { name: "1 new story" }).click();
  await expect(page.locator(".embed__headline").first()).toHaveText("Fresh");
});
