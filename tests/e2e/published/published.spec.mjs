// Pages of a published site: without scripts, with what scripts add, at old addresses, and on the way from one to the next.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHROMIUM } from "../support/chromium.mjs";
import { feedWith, story } from "../support/feeds.mjs";
import { feedFile } from "../support/site.mjs";
import { buildSite, expect, test } from "../support/deliveries.mjs";

const film = '<iframe src="https://www.youtube.com/embed/a1" title="A film" width="560" height="315"></iframe>';
const section = ["News", "Local"];
const items = Array.from({ length: 45 }, (_, at) => story(at + 1, { _newsleaf: { section } }));
items[0] = story(1, { title: "Everything", content_html: `<p>Words of the body.</p>${film}<p>More of them.</p>`, tags: ["Town Hall"], authors: [{ name: "Ana Wren" }], _newsleaf: { section } });
const files = { "feed.json": feedFile(feedWith(0, { items })) };
test.use({ files });

/** The path of a story's page in the site, by its headline. */
const pathOf = async (page, site, title) => {
  await page.goto(site.url);
  return page.getByRole("link", { name: title, exact: true }).first().evaluate((link, root) => link.href.slice(root.length), site.url);
};
/** As a host does it that has a page for addresses without one. */
const notFound = (site, path) => site.fault(path, { status: 404, body: readFileSync(join(site.folder, "404.html")), headers: { "Content-Type": "text/html" } });

test.describe("without scripts", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });

  test("everything can be read, the radio buttons scale the text, and no button is there that does nothing", async ({ page, site }) => {
    // Nothing can be pressed while pages fade into each other, and without scripts the driver does not try again.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(site.url);
    await expect(page.locator("main .story-card").first()).toBeVisible();
    await expect(page.locator("button:visible")).toHaveCount(0);
    await page.getByRole("link", { name: "Everything" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything");
    const text = page.locator(".body p").first();
    await expect(text).toHaveText("Words of the body.");
    await expect(text).toHaveCSS("font-size", "18px");
    await page.getByLabel("Large").check();
    await expect(text).toHaveCSS("font-size", "22.5px");
    await page.getByLabel("Small").check();
    await expect(text).toHaveCSS("font-size", "15.75px");
    await page.getByText("More", { exact: true }).click();
    await expect(page.locator("button:visible")).toHaveCount(0);
    await expect(page.locator(".share a:visible")).toHaveCount(12);
    await expect(page.locator(".frame-card a")).toHaveAttribute("href", "https://www.youtube.com/watch?v=a1");
  });

  test("the search says what there is instead", async ({ page, site }) => {
    await page.goto(`${site.url}search/`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search");
    await expect(page.getByRole("main").getByRole("link", { name: "All sections" })).toBeVisible();
  });
});

test("where the page's script does not come, no button is there that does nothing, and the text size works", async ({ page, site }) => {
  await page.route(/published-.*\/page\.js/, (route) => route.abort());
  await page.goto(site.url + (await pathOf(page, site, "Everything")));
  await expect(page.locator(".share a").first()).toBeVisible();
  await expect(page.locator("button:visible")).toHaveCount(0);
  await page.getByLabel("Large").check();
  await page.reload();
  await expect(page.getByLabel("Large")).toBeChecked();
});

test("by keyboard: to the content, to the share row, into the QR code and out of it, and to more", async ({ page, site }) => {
  await page.goto(site.url + (await pathOf(page, site, "Everything")));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  const reach = async (target) => {
    for (let press = 0; press < 40 && !(await target.evaluate((element) => element === document.activeElement)); press++) await page.keyboard.press("Tab");
    await expect(target).toBeFocused();
  };
  const share = page.getByRole("region", { name: "Share" });
  await reach(page.getByRole("radio", { name: "Medium" }));
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "large");
  await reach(share.getByRole("button", { name: "WeChat" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(share.getByRole("button", { name: "WeChat" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await reach(share.getByRole("button", { name: "Print" }));
});

test.describe("new stories", () => {
  const requested = (site) => site.requests.filter(({ path }) => path.endsWith("/latest.json")).length;
  const known = (site) => JSON.parse(readFileSync(join(site.folder, "latest.json"), "utf8")).stories;
  const publish = (site, ...keys) => site.fault("latest.json", { body: JSON.stringify({ stories: [...keys, ...known(site)].slice(0, 40) }) });
  const show = (page) => page.getByRole("button", { name: /new stor/ });
  /** As if the reader had gone to another tab, or come back. */
  const see = (page, state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  test("are looked for every five minutes while the page is seen, and shown by a button", async ({ page, site, complaints }) => {
    await page.clock.install();
    await page.goto(site.url);
    await page.clock.fastForward("04:50");
    expect(requested(site)).toBe(0);
    await expect(page.getByRole("status")).toBeEmpty();
    await page.clock.fastForward("00:20");
    await expect.poll(() => requested(site)).toBe(1);
    await expect(show(page)).toHaveCount(0);
    publish(site, "aaaaaaaaaa", "bbbbbbbbbb");
    await page.clock.fastForward("05:00");
    await expect(show(page)).toHaveText("2 new stories");
    await expect(page.getByRole("status")).toHaveText("2 new stories");
    await expect(page.getByRole("region", { name: "Feed" })).toBeVisible();
    await see(page, "hidden");
    await page.clock.fastForward("15:00");
    expect(requested(site)).toBe(2);
    await page.evaluate(() => scrollTo(0, 1000));
    const pages = () => site.requests.filter(({ path }) => path === "/some/paper/").length;
    expect(pages()).toBe(1);
    await Promise.all([page.waitForEvent("load"), show(page).click()]);
    expect(pages()).toBe(2);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await expect(show(page)).toHaveCount(0);
    expect(complaints).toEqual([]);
  });

  test("are looked for when the page is seen again after a minute, and stay closed until there are more", async ({ page, site }) => {
    await page.clock.install();
    await page.goto(site.url);
    publish(site, "aaaaaaaaaa");
    await see(page, "hidden");
    await page.clock.fastForward("00:50");
    await see(page, "visible");
    expect(requested(site)).toBe(0);
    await see(page, "hidden");
    await page.clock.fastForward("00:20");
    await see(page, "visible");
    await expect(show(page)).toHaveText("1 new story");
    await page.getByRole("button", { name: "Close" }).click();
    await expect(show(page)).toHaveCount(0);
    await page.clock.fastForward("05:00");
    await expect.poll(() => requested(site)).toBe(2);
    await expect(show(page)).toHaveCount(0);
    publish(site, "aaaaaaaaaa", "bbbbbbbbbb");
    await page.clock.fastForward("05:00");
    await expect(show(page)).toHaveText("2 new stories");
  });

  test("are not looked for by a page that is prepared and not seen, and neither on other pages", async ({ page, site }) => {
    await page.clock.install();
    const article = await pathOf(page, site, "Everything");
    await page.addInitScript(() => {
      window.isPrepared = true;
      Object.defineProperty(Document.prototype, "prerendering", { configurable: true, get: () => window.isPrepared });
    });
    await page.goto(site.url);
    await page.clock.fastForward("11:00");
    expect(requested(site)).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.evaluate(() => {
      window.isPrepared = false;
      document.dispatchEvent(new Event("prerenderingchange"));
    });
    await page.clock.fastForward("05:00");
    await expect.poll(() => requested(site)).toBe(1);
    await page.goto(site.url + article);
    await page.clock.fastForward("11:00");
    expect(requested(site)).toBe(1);
  });

  test("that can't be loaded change nothing", async ({ page, site, complaints }) => {
    await page.clock.install();
    await page.goto(site.url);
    for (const fault of [{ status: 404 }, { body: "<!doctype html>" }, { body: "{}" }, { drop: true }]) {
      site.fault("latest.json", fault);
      await page.clock.fastForward("05:00");
    }
    await expect(show(page)).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
});

test.describe("on the way to the next page", () => {
  const depths = async (page, site) => ["", "section/news/local/", "page/1/", await pathOf(page, site, "Everything")];

  test("the browser may prepare pages of the site, and nothing else", CHROMIUM.interfaces, async ({ page, site, complaints }) => {
    const texts = new Set();
    for (const path of await depths(page, site)) {
      await page.goto(site.url + path);
      const { text, prefetched, prerendered, others } = await page.evaluate(() => {
        const { text } = document.querySelector("script[type=speculationrules]");
        const rules = JSON.parse(text);
        const [prefetch, prerender] = [rules.prefetch, rules.prerender].map(([{ where }]) => where.selector_matches);
        const hrefs = (selector) => [...document.querySelectorAll(selector)].map(({ href }) => href);
        return { text, prefetched: hrefs(prefetch), prerendered: hrefs(prerender), others: hrefs(`a:not(${prefetch})`) };
      });
      texts.add(text);
      expect(prefetched.length).toBeGreaterThan(5);
      for (const href of prefetched) expect(href.startsWith(site.url), href).toBe(true);
      for (const href of prerendered) expect(href).toMatch(/\/article\/[0-9a-z]{10}[^/]*\/$/);
      for (const href of others) expect(href.startsWith(site.url) && !/#content$|feed\.json$|rss\.xml$/.test(href), href).toBe(false);
    }
    expect(texts.size).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("a story is prepared when the pointer rests on its link", CHROMIUM.interfaces, async ({ page, site }) => {
    await page.goto(site.url);
    await page.getByRole("link", { name: "Everything", exact: true }).first().hover();
    await expect.poll(() => site.requests.some(({ path, headers }) => /\/article\//.test(path) && /prefetch|prerender/.test(headers["sec-purpose"] ?? ""))).toBe(true);
  });

  test("one page fades into the next, but not for readers who want less motion", CHROMIUM.media, async ({ page, site }) => {
    await page.addInitScript(() => addEventListener("pagereveal", ({ viewTransition }) => (window.hadTransition = !!viewTransition)));
    for (const [reducedMotion, expected] of [["no-preference", true], ["reduce", false]]) {
      await page.emulateMedia({ reducedMotion });
      await page.goto(site.url);
      // No script may run in the next page before its styles have loaded, or there is no fade.
      await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: "Everything", exact: true }).first().click()]);
      await expect.poll(() => page.evaluate(() => window.hadTransition), reducedMotion).toBe(expected);
    }
    await test.step("nor to a page that the browser may have prepared", async () => {
      await page.emulateMedia({ reducedMotion: "no-preference" });
      await page.goto(site.url);
      const link = page.getByRole("link", { name: "Everything", exact: true }).first();
      await page.mouse.move(0, 0);
      await link.hover();
      // The pointer has to rest for half a second.
      await page.waitForTimeout(600);
      await Promise.all([page.waitForEvent("load"), link.click()]);
      await expect.poll(() => page.evaluate(() => window.hadTransition)).toBe(false);
    });
  });

  test("nothing prevents a page from returning from the back/forward cache", async ({ page, site }) => {
    await page.addInitScript(() => {
      window.heard = [];
      const { addEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (type, ...rest) {
        window.heard.push(type);
        return addEventListener.call(this, type, ...rest);
      };
    });
    for (const path of await depths(page, site)) {
      await page.goto(site.url + path);
      const heard = await page.evaluate(() => window.heard);
      expect(heard).toContain("pageshow");
      for (const type of ["unload", "beforeunload"]) expect(heard).not.toContain(type);
    }
  });
});

test.describe("old addresses", () => {
  test("of the drop-in lead to the pages of today, without an entry in the history", async ({ page, site, complaints }) => {
    const article = await pathOf(page, site, "Everything");
    const key = /article\/(\w{10})/.exec(article)[1];
    for (const [query, path] of Object.entries({
      [`?article=${key}-an-old-name`]: article,
      [`?article=${key}`]: article,
      "?section=news/local": "section/news/local/",
      "?tag=town-hall": "tag/town-hall/",
      "?author=ana-wren": "author/ana-wren/",
      "?sections": "sections/",
      "?page=3": "page/1/",
      "?page=99": "archive/",
    })) {
      await page.goto("about:blank");
      const length = await page.evaluate(() => history.length);
      await page.goto(site.url + query);
      await page.waitForURL(site.url + path);
      await expect(page.locator("#app h1").first()).toBeVisible();
      expect(await page.evaluate(() => history.length), query).toBe(length + 1);
    }
    expect(complaints).toEqual([]);
  });

  test("with a key lead to their story by the host's 404 page", async ({ page, site }) => {
    const article = await pathOf(page, site, "Everything");
    const key = /article\/(\w{10})/.exec(article)[1];
    for (const old of [`article/${key}/`, `article/${key}-an-old-name/`, `article/${key}`]) {
      notFound(site, old);
      await page.goto(site.url + old);
      await page.waitForURL(site.url + article);
      await expect(page.locator("h1")).toHaveText("Everything");
    }
  });

  test("that no story has are said to have none", async ({ page, site }) => {
    await page.goto(`${site.url}?article=0000000000-gone`);
    await page.waitForURL(`${site.url}404.html`);
    await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("heading", { name: "This story is not here" })).first()).toBeVisible();
    notFound(site, "article/0000000000-gone/");
    await page.goto(`${site.url}article/0000000000-gone/`);
    await expect(page.getByText("This story is not here")).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Go to the front page" }).click();
    await page.waitForURL(site.url);
    await page.goto(`${site.url}?page=1`);
    await expect(page.locator("main .story-card").first()).toBeVisible();
  });
});

test.describe("the search", () => {
  test.use({ serviceWorkers: "allow" });
  test("finds stories, leads to their pages, and stores nothing on the device", async ({ page, site, complaints }) => {
    await page.goto(`${site.url}search/?search=everything`);
    const result = page.getByRole("main").getByRole("link", { name: "Everything" }).first();
    await expect(result).toBeVisible();
    // Long enough for scripts that wait for the page to be idle.
    await page.waitForTimeout(1000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("newsleaf-site")))).toEqual([]);
    expect(site.requests.filter(({ path }) => path.endsWith("service-worker.js"))).toEqual([]);
    await result.click();
    await expect(page.locator("h1")).toHaveText("Everything");
    expect(complaints).toEqual([]);
  });
});

test("the search has the footer of the other pages", async ({ page, site }) => {
  const links = () => page.locator(".footer a").evaluateAll((all) => all.map(({ href, textContent }) => `${textContent} ${href}`));
  await page.goto(site.url);
  const expected = await links();
  expect(expected.length).toBeGreaterThan(2);
  await page.goto(`${site.url}search/`);
  await expect(page.getByRole("searchbox")).toBeVisible();
  expect(await links()).toEqual(expected);
});

test.describe("the search of a site whose feed does not have all", () => {
  const older = Array.from({ length: 170 }, (_, at) => {
    const isChinese = at % 10 === 0;
    const html = `<p>${"Words before it. ".repeat(20)}The ferry number ${at + 1} sails. ${isChinese ? "市政府开放新桥。" : ""}</p>`;
    return story(at + 1, { title: at % 40 === 3 ? `Ferry news ${at + 1}` : `Story ${at + 1}`, content_html: html });
  });
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items: older })) } });
  const headlines = (page) => page.locator("main .story-card__headline");
  const status = (page) => page.locator("#search-status");

  test("finds stories by the site's index: headlines first, the newest first, with marks", async ({ page, site, complaints }) => {
    await page.goto(`${site.url}search/?search=ferry`);
    await expect(status(page)).toHaveText("Found in 170 of 170 stories.");
    await expect(headlines(page)).toHaveCount(10);
    const titles = await headlines(page).allTextContents();
    expect(titles.slice(0, 5)).toEqual([...titles.slice(0, 5)].sort((one, other) => Number(one.match(/\d+/)) - Number(other.match(/\d+/))));
    expect(titles.slice(0, 5).every((title) => title.startsWith("Ferry news"))).toBe(true);
    expect(titles[5]).toMatch(/^Story/);
    await expect(page.locator("main .story-card").nth(5).locator("mark")).toHaveText("ferry");
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(headlines(page)).toHaveCount(20);
    await expect(headlines(page).nth(10).getByRole("link")).toBeFocused();
    expect(complaints).toEqual([]);
  });

  test("finds the oldest story by a word of its body, in place of reading all stories", async ({ page, site, complaints }) => {
    await page.goto(`${site.url}search/`);
    await page.getByRole("searchbox").fill("number 168");
    await expect(status(page)).toHaveText("Found in 1 of 170 stories.");
    await expect(headlines(page)).toHaveText(["Story 168"]);
    await expect(page.locator("main mark")).toHaveText(["168", "number", "168"]);
    expect(site.requests.filter(({ path }) => /feed\/\d+\.json/.test(path))).toEqual([]);
    await headlines(page).getByRole("link").click();
    await expect(page.locator("h1")).toHaveText("Story 168");
    expect(complaints).toEqual([]);
  });

  test("finds a part of a run of Chinese, and says where there is nothing", async ({ page, site }) => {
    await page.goto(`${site.url}search/?search=${encodeURIComponent("政府开放")}`);
    await expect(status(page)).toHaveText("Found in 17 of 170 stories.");
    await expect(page.locator("main mark").first()).toHaveText("政府开放");
    await page.getByRole("searchbox").fill("nowhere");
    await expect(status(page)).toContainText("170 stories");
    await expect(headlines(page)).toHaveCount(0);
  });

  test("finds the stories of a site that is built without one of them while the search is open", async ({ page, site, hostFolder }) => {
    await page.goto(`${site.url}search/?search=ferry`);
    await expect(headlines(page)).toHaveCount(10);
    const items = older.filter(({ title }) => title !== "Story 160");
    const built = await buildSite({ "feed.json": feedFile(feedWith(0, { items })) }, hostFolder);
    await page.route(/search\/.*(json|bin)$/, (route) => {
      const file = join(built, new URL(route.request().url()).pathname.slice(hostFolder.length));
      return existsSync(file) ? route.fulfill({ body: readFileSync(file) }) : route.fulfill({ status: 404 });
    });
    await page.getByRole("searchbox").fill("number 150");
    await expect(headlines(page)).toHaveText(["Story 150"]);
    await expect(status(page)).toContainText("Found in 1 of");
  });

  test("without the index it finds the stories of the feed, and offers the older ones", async ({ page, site }) => {
    await page.route(/search\/index\.json/, (route) => route.abort());
    await page.goto(`${site.url}search/?search=ferry`);
    await expect(headlines(page)).toHaveCount(10);
    await expect(page.getByRole("button", { name: /older/i })).toBeVisible();
  });
});

test.describe("before the stylesheet has come", () => {
  const story = (title, language, html) => ({ id: title, title, language, content_html: html, date_published: "2026-11-28T10:00:00Z", authors: [{ name: "Ana Wren" }], tags: ["Town Hall"], _newsleaf: { section: ["News"] } });
  const rest = "<h2>Part</h2><ul><li>One</li><li>Two</li></ul><blockquote><p>Said so.</p></blockquote><table><tr><th>Year</th><td>1,000</td></tr></table><pre><code>code</code></pre>";
  const texts = { en: "A text with some words in it. ".repeat(8), "zh-Hans": "这是一段有几个字的文字。".repeat(8), ar: "هذا نص فيه بعض الكلمات. ".repeat(8) };
  const stories = Object.entries(texts).map(([tag, text]) => story(`Story in ${tag}`, tag, `<p>${text}</p>${rest}<p>${text}</p>`));
  test.use({ files: { "feed.json": feedFile({ version: "https://jsonfeed.org/version/1.1", title: "City Paper", language: "en", items: stories }) } });

  /** What can be seen of the place, the type and the colours of each element that is shown; `isPlaceOnly` leaves type and colours out. */
  const looks = (isPlaceOnly) =>
    [...document.querySelectorAll("#app *")]
      // `main` is as high as what waits in it for the stylesheet.
      .filter((element) => !element.matches("main") && !element.closest(".after-article, .footer, .feed-notice, script, svg") && element.getClientRects().length > 0)
      // What is there for ears alone has no look, only no place.
      .filter((element) => getComputedStyle(element).clipPath !== "inset(50%)" || element.offsetWidth > 1 || element.offsetHeight > 1)
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { fontFamily, fontSize, lineHeight, color, backgroundColor, boxShadow, textAlign } = getComputedStyle(element);
        const place = [x, y, width, height].map((each) => Math.round(each * 10) / 10);
        const look = isPlaceOnly ? [] : [fontFamily, fontSize, lineHeight, color, backgroundColor, boxShadow, textAlign];
        return [element.localName, element.className, place, ...look].join(" ");
      });

  /** Opens a page, and calls `look` before and after its stylesheet comes. */
  async function compare(page, address, look) {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/style-.*\.css/, async (route) => {
      await held;
      await route.continue();
    });
    // The script of the page sets the gaps of the navigation when it comes.
    const setGap = () => page.evaluate(() => document.querySelector(".section-nav ul").style.setProperty("--nav-gap", "1rem"));
    await page.goto(address, { waitUntil: "commit" });
    await expect(page.locator("main a").last()).toBeAttached();
    await setGap();
    const before = await look();
    release();
    await page.waitForLoadState("load");
    await setGap();
    expect(before.length).toBeGreaterThan(20);
    expect(await look()).toEqual(before);
    await page.unroute(/\/style-.*\.css/);
  }

  for (const tag of Object.keys(texts)) {
    test(`a page in ${tag} looks as it does with it`, async ({ page, site }) => {
      const path = await pathOf(page, site, `Story in ${tag}`);
      const inBothSchemes = async () => {
        const all = [];
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          all.push(...(await page.evaluate(looks)).map((each) => `${colorScheme} ${each}`));
        }
        return all;
      };
      for (const width of [390, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        for (const address of [path, ""]) await compare(page, site.url + address, inBothSchemes);
      }
    });
  }

  test("nothing moves where the system sets the colours, and no line is drawn that goes again", CHROMIUM.media, async ({ page, site }) => {
    const path = await pathOf(page, site, "Story in en");
    await page.emulateMedia({ forcedColors: "active" });
    await compare(page, site.url + path, async () => {
      // Its line at the end is drawn by the stylesheet.
      const places = (await page.evaluate(looks, true)).filter((each) => !each.startsWith("nav section-nav"));
      const hasLine = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).borderBlockEndStyle !== "none");
      return [...places, await hasLine(".section-nav a:not([aria-current])"), await hasLine(".text-size label")];
    });
  });
});
