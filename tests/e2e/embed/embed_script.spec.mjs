// The element of js/embed.js: which address its frame has, when it loads, the link that is there until it can be read, and
// what becomes of it when it is changed, moved or taken away.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, ON_WHITE, test } from "../support/embed.mjs";

const element = (page, at = 0) => page.locator("newsleaf-embed").nth(at);
const frame = (page, at = 0) => element(page, at).locator("iframe");
const link = (page, at = 0) => element(page, at).locator("a[part=link]");
const tag = (news, attributes = "", content = "") => `<newsleaf-embed src="${news.url}" ${attributes}>${content}</newsleaf-embed>`;

/** Long enough for anything that was set off to have happened: a task, a look at the viewport, a request. */
const settle = (page) => page.waitForTimeout(300);

/* ---- Its frame ---- */

test("every parameter is an attribute and comes into the frame's address", async ({ page, news, host }) => {
  const given = {
    section: "news/xianning-news", tag: "Ü & ü", limit: "12", layout: "cards", images: "false", summary: "true", theme: "dark",
    background: "transparent", accent: "#8a1c1c", size: "large", title: "News + more", open: "inside", article: "abcdefghjk-a-story",
  };
  const escape = (value) => value.replaceAll("&", "&amp;");
  await host.open(tag(news, Object.entries(given).map(([name, value]) => `${name}="${escape(value)}"`).join(" ")));
  const url = new URL(await frame(page).getAttribute("src"));
  expect(url.origin + url.pathname).toBe(news.url);
  expect(url.search).toMatch(/^\?embed&section=/);
  expect(Object.fromEntries(url.searchParams)).toEqual({ embed: "", ...given });
});

test("without parameters the address is the bare word, and how the host looks", async ({ page, news, host }) => {
  await host.open(tag(news));
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed${ON_WHITE}`);
});

test("empty attributes are ignored, except the title; a switch needs no value", async ({ page, news, host }) => {
  await host.open(tag(news, 'section="" limit="" title="" images summary="false"'));
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed&images=true&summary=false&title=${ON_WHITE}`);
});

test("an address that was copied from a frame keeps its parameters, and attributes win over them", async ({ page, host, news }) => {
  await host.open(`<newsleaf-embed src="${news.url}folder/?limit=3&embed&theme=dark" limit="7"></newsleaf-embed>`);
  await expect(frame(page)).toHaveAttribute("src", `${news.url}folder/?embed&limit=7&theme=dark`);
  await expect(frame(page)).toHaveCSS("color-scheme", "dark");
});

test("a relative address is the page's own site", async ({ page, host }) => {
  await host.open('<newsleaf-embed src="paper/" loading="eager"></newsleaf-embed>');
  await expect(frame(page)).toHaveAttribute("src", `${host.url}paper/?embed${ON_WHITE}`);
});

test("the frame may do exactly this, and its site hears nothing of the page", async ({ page, news, host }) => {
  await host.open(tag(news, 'title="Our news"'), { headers: { "Referrer-Policy": "unsafe-url" } });
  await host.widget();
  const attributes = await frame(page).evaluate((frame) => Object.fromEntries([...frame.attributes].map(({ name, value }) => [name, value])));
  delete attributes.style;
  expect(attributes).toEqual({
    part: "frame",
    title: "Our news",
    src: `${news.url}?embed&title=Our+news${ON_WHITE}`,
    sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    allow: "web-share; clipboard-write",
    referrerpolicy: "no-referrer",
  });
  const requested = () => news.requests.filter(({ path, search }) => path === "/" && search);
  expect(requested().map(({ headers }) => headers.referer)).toEqual([undefined]);
  await element(page).evaluate((element) => element.setAttribute("limit", "2"));
  await expect.poll(() => requested().map(({ headers }) => headers.referer)).toEqual([undefined, undefined]);
});

test("in the sandbox there is storage, copying is granted, and the page is led nowhere", CHROMIUM.interfaces, async ({ page, news, host }) => {
  // Another origin, but the same site: Playwright's browser refuses storage to frames of other sites, whatever their sandbox.
  await host.open(`<newsleaf-embed src="${news.origin}"></newsleaf-embed>`);
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
  const widget = page.frames()[1];
  const found = await widget.evaluate(() => {
    localStorage.setItem("newsleaf:text-size", "large");
    let led = "nowhere";
    try {
      top.location = "https://evil.example/";
      led = "away";
    } catch {
      // As it should be.
    }
    return { stored: localStorage.getItem("newsleaf:text-size"), origin: self.origin, led, copying: document.featurePolicy.allowsFeature("clipboard-write"), camera: document.featurePolicy.allowsFeature("camera") };
  });
  expect(found).toEqual({ stored: "large", origin: news.origin, led: "nowhere", copying: true, camera: false });
  await settle(page);
  expect(page.url()).toBe(`${host.url}page.html`);
});

test("a story opens in a tab that is under no sandbox", CHROMIUM.frames, async ({ page, news, host }) => {
  await host.open(tag(news));
  const widget = await host.widget();
  news.fault("opened", { body: "<!doctype html><form action='./sent'><button>Send</button></form>", headers: { "Content-Type": "text/html" } });
  const opened = page.waitForEvent("popup");
  await widget.getByRole("link").click();
  const tab = await opened;
  // The frame may not send forms.
  await tab.getByRole("button").click();
  await expect.poll(() => tab.url()).toContain("/sent");
});

test("without a title the frame is named by its site's host", async ({ page, news, host }) => {
  await host.open(tag(news) + tag(news, 'title=""'));
  const name = new URL(news.url).host;
  await expect(frame(page, 0)).toHaveAttribute("title", name);
  await expect(frame(page, 1)).toHaveAttribute("title", name);
});

const WRONG_ADDRESSES = [
  ["a script", 'src="javascript:alert(1)"'],
  ["a script behind a space and a line", 'src=" java&#10;script:alert(1)"'],
  ["data", 'src="data:text/html,<script>alert(1)</script>"'],
  ["another scheme", 'src="ftp://news.example/"'],
  ["no host", 'src="https://"'],
  ["nothing", 'src=""'],
  ["blanks", 'src="  "'],
  ["no src", ""],
];

test("for a wrong address there is no frame, but an error and what stands in the element", async ({ page, host }) => {
  const dialogs = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.dismiss()));
  for (const [what, src] of WRONG_ADDRESSES) {
    await test.step(what, async () => {
      await host.open(`<newsleaf-embed ${src} loading="eager"><a href="/news">Our news</a></newsleaf-embed>`);
      await expect.poll(host.events).toEqual(["error address"]);
      await expect(frame(page)).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Our news" })).toBeVisible();
      await expect(link(page)).toBeHidden();
      await settle(page);
      expect(await host.events()).toEqual(["error address"]);
      expect(dialogs).toEqual([]);
    });
  }
});

test("an address that becomes a right one loads, and one that becomes wrong is taken away", async ({ page, news, host }) => {
  await host.open("<newsleaf-embed></newsleaf-embed>");
  await expect.poll(host.events).toEqual(["error address"]);
  await element(page).evaluate((element, url) => element.setAttribute("src", url), news.url);
  await host.widget();
  await expect(link(page)).toBeHidden();
  await element(page).evaluate((element) => element.setAttribute("src", "data:,"));
  await expect(frame(page)).toHaveCount(0);
  expect(await host.events()).toEqual(["error address", "resize 300", "load", "error address"]);
});

/* ---- When it loads ---- */

test("a frame far below loads when it comes near, and one that is eager at once", async ({ page, news, host }) => {
  await host.open(`<div style="height: 3000px"></div>${tag(news)}${tag(news, 'loading="eager" tag="eager"')}${tag(news, 'tag="later"')}`);
  await expect.poll(news.loads).toEqual(["?embed&tag=eager"]);
  await settle(page);
  expect(news.loads()).toEqual(["?embed&tag=eager"]);
  await expect(frame(page, 0)).toHaveCount(0);
  await element(page, 2).evaluate((element) => element.setAttribute("loading", "eager"));
  await expect.poll(news.loads).toEqual(["?embed&tag=eager", "?embed&tag=later"]);
  // The viewport is 800 pixels high.
  await page.evaluate(() => window.scrollTo(0, 1400));
  await settle(page);
  expect(news.loads()).toHaveLength(2);
  await page.evaluate(() => window.scrollTo(0, 1900));
  await expect.poll(news.loads).toEqual(["?embed&tag=eager", "?embed&tag=later", "?embed"]);
  expect((await element(page).boundingBox()).y).toBeGreaterThan(800);
});

test("in something that scrolls by itself a frame loads near its edge", async ({ page, news, host }) => {
  await host.open(`<div id="inner" style="height: 300px; overflow: auto"><div style="height: 2000px"></div>${tag(news)}</div>`);
  await settle(page);
  expect(news.loads()).toEqual([]);
  await page.evaluate(() => document.getElementById("inner").scrollTo(0, 1300));
  await expect.poll(news.loads).toHaveLength(1);
});

test("a hidden element loads nothing until it is shown", async ({ page, news, host }) => {
  await host.open(`<section hidden>${tag(news)}</section>${tag(news, "hidden")}`);
  await settle(page);
  expect(news.loads()).toEqual([]);
  await expect(element(page, 1)).toBeHidden();
  await page.locator("section").evaluate((section) => (section.hidden = false));
  await expect.poll(news.loads).toHaveLength(1);
});

/* ---- The link ---- */

test("a plain link is there while the frame loads, and goes when it can be read", async ({ page, news, host }) => {
  await host.open(tag(news, 'title="Our news"') + "<p id=below>Below</p>");
  news.hold("");
  await element(page).evaluate((element) => element.setAttribute("limit", "3"));
  await expect(link(page)).toBeVisible();
  await expect(link(page)).toHaveText("Our news");
  await expect(link(page)).toHaveAttribute("href", news.url);
  news.heal();
  await expect(link(page)).toBeHidden();
  await expect(frame(page)).toBeVisible();
});

test("it says the site's host where there is no title, and leads to the article where there is one", async ({ page, news, host }) => {
  await host.open(`${tag(news)}<newsleaf-embed src="${news.url}folder/?embed&article=abcdefghjk-x&theme=dark#top"></newsleaf-embed>`);
  await expect(link(page, 0)).toHaveText(new URL(news.url).host);
  await expect(link(page, 1)).toHaveAttribute("href", `${news.url}folder/?article=abcdefghjk-x`);
});

test("what the author has put into the element takes the link's place", async ({ page, news, host }) => {
  const first = 'title="Ours"';
  const src = `${news.url}?first=loading`;
  await host.open(`<newsleaf-embed src="${src}" ${first} tag="own">\n  <a href="/own">Own words</a>\n</newsleaf-embed><newsleaf-embed src="${src}" ${first}>\n  <!-- nothing -->\n</newsleaf-embed>`);
  await host.widget("tag=own");
  await expect(page.getByRole("link", { name: "Own words" })).toBeVisible();
  await expect(link(page, 0)).toBeHidden();
  await expect(link(page, 1)).toBeVisible();
  await host.say({ type: "size", height: 200, state: "ready" }, "tag=own");
  await expect(page.getByRole("link", { name: "Own words" })).toBeHidden();
  // One that comes later counts as well.
  await element(page, 1).evaluate((element) => element.append("Words"));
  await expect(link(page, 1)).toBeHidden();
});

test("the link does not move the frame, and does not go from under the focus", async ({ page, news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}?first=loading&height=400"></newsleaf-embed><button>Below</button>`);
  await host.widget();
  const before = await frame(page).boundingBox();
  await link(page).focus();
  await host.say({ type: "size", height: 400, state: "ready" });
  await expect(link(page)).toBeVisible();
  await expect(link(page)).toBeFocused();
  await page.getByRole("button", { name: "Below" }).focus();
  await expect(link(page)).toBeHidden();
  expect(await frame(page).boundingBox()).toEqual(before);
});

test("a frame that has failed stays, with the link; when it comes right the link goes", async ({ page, news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}?first=loading"></newsleaf-embed>`);
  await host.widget();
  await host.say({ type: "size", height: 120, state: "failed" });
  await host.say({ type: "size", height: 130, state: "failed" });
  await expect(link(page)).toBeVisible();
  await expect(frame(page)).toBeVisible();
  expect(await host.events()).toEqual(["resize 300", "resize 120", "error failed", "resize 130"]);
  await host.say({ type: "size", height: 130, state: "loading" });
  await expect(link(page)).toBeVisible();
  await host.say({ type: "size", height: 500, state: "ready" });
  await expect(link(page)).toBeHidden();
  await host.say({ type: "size", height: 500, state: "failed" });
  await expect(link(page)).toBeVisible();
  await host.say({ type: "size", height: 500, state: "ready" });
  expect((await host.events()).slice(4)).toEqual(["resize 500", "load", "error failed"]);
});

test("after fifteen seconds without a word there is an error, the frame stays, and a later word mends it", async ({ page, news, host }) => {
  await page.clock.install();
  await host.open(`<newsleaf-embed src="${news.url}?first=nothing"></newsleaf-embed>`);
  await page.clock.runFor(100);
  await host.widget();
  // Time passes by itself too, so there is some to spare.
  await page.clock.runFor(8_000);
  expect(await host.events()).toEqual([]);
  await page.clock.runFor(7_100);
  expect(await host.events()).toEqual(["error silent"]);
  await expect(link(page)).toBeVisible();
  await expect(frame(page)).toBeVisible();
  await page.clock.runFor(60_000);
  expect(await host.events()).toEqual(["error silent"]);
  await host.say({ type: "size", height: 200, state: "ready" });
  await expect(link(page)).toBeHidden();
  expect(await host.events()).toEqual(["error silent", "resize 200", "load"]);
});

test("one word is enough for patience", async ({ page, news, host }) => {
  await page.clock.install();
  await host.open(`<newsleaf-embed src="${news.url}?first=loading"></newsleaf-embed>`);
  await page.clock.runFor(100);
  await host.widget();
  await page.clock.runFor(60_000);
  expect(await host.events()).toEqual(["resize 300"]);
  await expect(link(page)).toBeVisible();
});

for (const [what, fault] of [
  ["refuses to be framed", { headers: { "X-Frame-Options": "DENY" } }],
  ["has no such page", { status: 404 }],
  ["breaks off", { drop: true }],
]) {
  test(`where the news site ${what}, the link stays and an error event is sent`, async ({ page, news, host }) => {
    await page.clock.install();
    news.fault("", fault);
    await host.open(tag(news));
    await page.clock.runFor(100);
    await expect.poll(news.loads).not.toEqual([]);
    await page.clock.runFor(15_100);
    expect(await host.events()).toEqual(["error silent"]);
    await expect(link(page)).toBeVisible();
  });
}

/* ---- Changes ---- */

test("several changes in one task load once, and an unchanged value loads nothing", async ({ page, news, host }) => {
  await host.open(tag(news, 'limit="5"'));
  await host.widget();
  await element(page).evaluate(async (element) => {
    element.setAttribute("limit", "6");
    element.setAttribute("theme", "dark");
    await null;
    element.setAttribute("limit", "7");
    element.removeAttribute("theme");
    element.setAttribute("section", "world");
  });
  await expect.poll(news.loads).toEqual(["?embed&limit=5", "?embed&section=world&limit=7"]);
  await element(page).evaluate((element) => {
    element.setAttribute("limit", "7");
    element.setAttribute("section", "other");
    element.setAttribute("section", "world");
    element.setAttribute("class", "wide");
  });
  await settle(page);
  expect(news.loads()).toHaveLength(2);
});

test("a change keeps the height until the new page says its own, and hears nothing more of the old one", async ({ page, news, host }) => {
  await host.open(tag(news) + "<p id=below>Below</p>");
  const old = await host.widget();
  await host.say({ type: "size", height: 700, state: "ready" });
  const below = () => page.locator("#below").boundingBox();
  const before = await below();
  news.hold("");
  await element(page).evaluate((element) => element.setAttribute("theme", "dark"));
  await expect(frame(page)).toHaveAttribute("src", /theme=dark/);
  await expect(frame(page)).toHaveCSS("color-scheme", "dark");
  expect(await below()).toEqual(before);
  expect(old.isDetached()).toBe(true);
  news.heal();
  await host.widget();
  await expect(frame(page)).toHaveCSS("height", "300px");
  expect(await host.events()).toEqual(["resize 300", "load", "resize 700", "resize 300", "load"]);
});

test("the focus that was in the frame goes to the new one", async ({ page, news, host }) => {
  await host.open(tag(news));
  await (await host.widget()).getByRole("button").click();
  const focused = () => element(page).evaluate((element) => element.shadowRoot.activeElement?.src);
  expect(await focused()).toBe(`${news.url}?embed${ON_WHITE}`);
  await element(page).evaluate((element) => element.setAttribute("limit", "9"));
  await expect.poll(focused).toBe(`${news.url}?embed&limit=9${ON_WHITE}`);
});

test("properties are the attributes, of whatever type", async ({ page, news, host }) => {
  await host.open(tag(news));
  await host.widget();
  const read = await element(page).evaluate((element) => {
    Object.assign(element, { limit: 5, images: false, summary: true, theme: "dark", title: "T", section: undefined, tag: null });
    return [element.limit, element.images, element.title, element.getAttribute("title"), element.section, element.hasAttribute("tag"), element.outerHTML.includes("undefined")];
  });
  expect(read).toEqual(["5", "false", "T", "T", "", false, false]);
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed&limit=5&images=false&summary=true&theme=dark&title=T`);
  await element(page).evaluate((element) => Object.assign(element, { limit: null, title: undefined, images: undefined, summary: undefined, theme: undefined }));
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed${ON_WHITE}`);
});

test("properties that were set before the script came count", async ({ page, news, host }) => {
  await host.open("", { scripts: "" });
  await page.evaluate((url) => {
    const element = document.createElement("newsleaf-embed");
    Object.assign(element, { src: url, limit: 4 });
    document.querySelector("main").append(element);
  }, news.url);
  await page.addScriptTag({ url: `${news.url}embed.js` });
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed&limit=4${ON_WHITE}`);
});

/* ---- Coming and going ---- */

/** Counts what the script leaves running: listeners for messages, timers of fifteen seconds, observers that look. */
function count() {
  window.running = { listeners: 0, timers: new Set(), observed: 0 };
  const { addEventListener, removeEventListener, setTimeout, clearTimeout } = window;
  window.addEventListener = (type, ...rest) => {
    if (type === "message") window.running.listeners++;
    return addEventListener.call(window, type, ...rest);
  };
  window.removeEventListener = (type, ...rest) => {
    if (type === "message") window.running.listeners--;
    return removeEventListener.call(window, type, ...rest);
  };
  window.setTimeout = (act, time) => {
    const id = setTimeout(() => {
      window.running.timers.delete(id);
      act();
    }, time);
    window.running.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    window.running.timers.delete(id);
    clearTimeout(id);
  };
  const { observe, disconnect } = IntersectionObserver.prototype;
  IntersectionObserver.prototype.observe = function (target) {
    if (!this.looks) window.running.observed++;
    this.looks = true;
    observe.call(this, target);
  };
  IntersectionObserver.prototype.disconnect = function () {
    if (this.looks) window.running.observed--;
    this.looks = false;
    disconnect.call(this);
  };
}
const running = (page) => page.evaluate(() => ({ ...window.running, timers: window.running.timers.size }));

test("an element that is taken away leaves nothing running, and loads again when it is put back", async ({ page, news, host }) => {
  await page.addInitScript(count);
  await host.open(`<newsleaf-embed src="${news.url}?first=nothing"></newsleaf-embed><div style="height: 3000px"></div>${tag(news, 'tag="far"')}${tag(news, 'loading="eager" tag="eager"')}`);
  await host.widget(1);
  const before = await running(page);
  expect(before.listeners).toBe(1);
  expect(before.timers).toBe(1);
  expect(before.observed).toBe(1);
  await page.evaluate(() => {
    window.taken = [...document.querySelectorAll("newsleaf-embed")];
    for (const element of window.taken) {
      // The last change has no consequence either.
      element.setAttribute("limit", "3");
      element.remove();
    }
  });
  expect(await running(page)).toEqual({ listeners: 0, timers: 0, observed: 0 });
  await settle(page);
  expect(news.loads()).toHaveLength(2);
  expect(page.frames()).toHaveLength(1);
  await page.evaluate(() => document.querySelector("main").append(window.taken[2]));
  await expect.poll(news.loads).toHaveLength(3);
  await expect.poll(host.events).toEqual(["resize 300", "load", "resize 300", "load"]);
  expect(news.loads()[2]).toBe("?embed&tag=eager&limit=3");
  expect((await running(page)).listeners).toBe(1);
});

test("an element that is moved loads once more, which browsers force, keeping its height; one that moves whole does not", CHROMIUM.frames, async ({ page, news, host }) => {
  await host.open(`<section></section>${tag(news)}`);
  await host.widget();
  await host.say({ type: "size", height: 640, state: "ready" });
  news.hold("");
  await page.evaluate(() => document.querySelector("section").append(document.querySelector("newsleaf-embed")));
  await expect.poll(news.loads).toHaveLength(2);
  expect((await frame(page).boundingBox()).height).toBe(640);
  await expect(link(page)).toBeVisible();
  news.heal();
  await expect.poll(async () => (await host.events()).at(-1)).toBe("load");
  await page.evaluate(() => document.querySelector("main").moveBefore(document.querySelector("newsleaf-embed"), document.querySelector("section")));
  await host.say({ type: "size", height: 333, state: "ready" });
  await expect(frame(page)).toHaveCSS("height", "333px");
  expect(news.loads()).toHaveLength(2);
});

test("twenty on a page each have their own height, and listen once", async ({ page, news, host }) => {
  await page.addInitScript(count);
  const heights = Array.from({ length: 20 }, (_, at) => 100 + at);
  await host.open(heights.map((height) => `<newsleaf-embed src="${news.url}?height=${height}" loading="eager"></newsleaf-embed>`).join(""));
  for (const [at, height] of heights.entries()) await expect(frame(page, at)).toHaveCSS("height", `${height}px`);
  expect((await running(page)).listeners).toBe(1);
});

test("a listener that removes the element gets no further events", async ({ page, news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}?first=loading"></newsleaf-embed>`);
  const widget = await host.widget();
  // Events of an element outside of the page do not reach the page, so the test listens to the element.
  await page.evaluate(() => {
    const element = document.querySelector("newsleaf-embed");
    element.addEventListener("newsleaf:resize", () => element.remove());
    element.addEventListener("newsleaf:load", () => window.noted.push("load after all"));
  });
  await widget.evaluate(() => setTimeout(say, 0, { type: "size", height: 222, state: "ready" }));
  await expect(element(page)).toHaveCount(0);
  await settle(page);
  expect(await host.events()).toEqual(["resize 300", "resize 222"]);
});

test("the element works inside another one's shadow, and its events come out", async ({ page, news, host }) => {
  await host.open("<div id=outer></div>");
  await page.evaluate((url) => {
    document.getElementById("outer").attachShadow({ mode: "open" }).innerHTML = `<newsleaf-embed src="${url}"></newsleaf-embed>`;
  }, news.url);
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
});
