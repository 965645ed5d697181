// js/embed.js in all sorts of pages: with plain frames, loaded twice, under a strict policy, without scripts, without the
// interfaces that it stands on.
import { readFileSync } from "node:fs";
import { CHROMIUM } from "../support/chromium.mjs";
import { violations } from "../support/axe.mjs";
import { expect, test } from "../support/embed.mjs";

const plain = (page, at = 0) => page.locator("iframe").nth(at);
const frame = (page, at = 0) => page.locator("newsleaf-embed").nth(at).locator("iframe");
const attributesOf = (locator) => locator.evaluate((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));

/* ---- Plain frames ---- */

test("a plain frame gets its height, a name, room and a scheme of colours, and nothing that only counts before it loads", async ({ page, news, host }) => {
  await host.open(`<iframe src="${news.url}?embed&theme=dark&height=555" data-newsleaf></iframe>`);
  await expect.poll(host.events).toEqual(["resize 555", "load"]);
  expect(await attributesOf(plain(page))).toEqual({
    src: `${news.url}?embed&theme=dark&height=555`,
    "data-newsleaf": "",
    title: new URL(news.url).host,
    style: "color-scheme: dark; height: 555px;",
  });
  await expect(plain(page)).toHaveCSS("border-top-width", "0px");
  const [own, main] = [await plain(page).boundingBox(), await page.locator("main").boundingBox()];
  expect(own.width).toBe(main.width);
  expect(await (await host.widget()).evaluate(() => heard)).toContainEqual({ newsleaf: 1, type: "init" });
});

test("the title in its address is the name of a plain frame", async ({ page, news, host }) => {
  await host.open(`<iframe src="${news.url}?embed&title=Our+news" data-newsleaf></iframe>`);
  await expect(plain(page)).toHaveAttribute("title", "Our news");
});

test("what a plain frame and the page's style say stays", async ({ page, news, host }) => {
  const attributes = `title="Mine" width="400" sandbox="allow-scripts" allow="" referrerpolicy="origin"`;
  await host.open(
    `<iframe src="${news.url}?embed" data-newsleaf ${attributes} style="color-scheme: light"></iframe><iframe src="${news.url}?embed" data-newsleaf class="mine" aria-label="Named"></iframe>`,
    { head: "<style>iframe { border: 3px solid } .mine { width: 50%; display: inline }</style>" },
  );
  await expect.poll(async () => (await host.events()).length).toBe(4);
  expect(await attributesOf(plain(page))).toEqual({ src: `${news.url}?embed`, "data-newsleaf": "", title: "Mine", width: "400", sandbox: "allow-scripts", allow: "", referrerpolicy: "origin", style: "color-scheme: light; height: 300px;" });
  await expect(plain(page, 0)).toHaveCSS("width", "400px");
  await expect(plain(page, 0)).toHaveCSS("border-top-width", "3px");
  await expect(plain(page, 1)).toHaveCSS("display", "inline");
  expect(await plain(page, 1).getAttribute("title")).toBeNull();
  const [own, main] = [await plain(page, 1).boundingBox(), await page.locator("main").boundingBox()];
  expect(own.width - 6).toBe(main.width / 2);
});

test("frames that come later, alone or within something, or get the attribute later, are found; others are left alone", async ({ page, news, host }) => {
  await host.open("<section></section>");
  await page.waitForFunction(() => customElements.get("newsleaf-embed"));
  await page.evaluate((url) => {
    const make = (query, attribute) => {
      const frame = document.createElement("iframe");
      frame.src = url + query;
      if (attribute) frame.dataset.newsleaf = "";
      return frame;
    };
    document.querySelector("section").append(make("?embed&height=201", true), "text", make("?embed&height=202"));
    const inner = document.createElement("div");
    inner.append(make("?embed&height=203", true));
    document.querySelector("main").append(inner);
  }, news.url);
  const heights = () => page.locator("iframe").evaluateAll((all) => all.map((frame) => frame.style.height));
  await expect.poll(heights).toEqual(["201px", "", "203px"]);
  await plain(page, 1).evaluate((frame) => frame.setAttribute("data-newsleaf", ""));
  await expect.poll(heights).toEqual(["201px", "202px", "203px"]);
  expect((await host.events()).sort()).toEqual(["load", "load", "load", "resize 201", "resize 202", "resize 203"]);
});

test("a frame that is taken away or loses the attribute is left alone, and found again", async ({ page, news, host }) => {
  await host.open(`<iframe src="${news.url}?embed" data-newsleaf></iframe><iframe src="${news.url}?embed&height=200" data-newsleaf></iframe>`);
  await host.widget(1);
  await expect.poll(async () => (await host.events()).length).toBe(4);
  await plain(page, 1).evaluate((frame) => frame.removeAttribute("data-newsleaf"));
  await host.say({ type: "size", height: 800, state: "ready" }, 1);
  await expect(plain(page, 1)).toHaveCSS("height", "200px");
  await page.evaluate(() => {
    window.taken = document.querySelector("iframe");
    window.taken.remove();
  });
  await page.evaluate(() => document.querySelector("main").append(window.taken));
  await expect.poll(async () => (await host.events()).slice(4)).toEqual(["resize 300", "load"]);
});

test("a silent plain frame gives an error event, but not before its browser loads it", async ({ page, news, host }) => {
  await page.clock.install();
  news.fault("folder/", { delay: 1 });
  await host.open(`<iframe src="${news.url}?embed&first=nothing" data-newsleaf></iframe><div style="height: 9000px"></div><iframe loading="lazy" src="${news.url}folder/?embed&first=nothing" data-newsleaf></iframe>`);
  await host.widget();
  await page.clock.runFor(40_000);
  expect(await host.events()).toEqual(["error silent"]);
  await page.evaluate(() => window.scrollTo(0, 9000));
  await host.widget(1);
  await page.clock.runFor(8_000);
  expect(await host.events()).toEqual(["error silent"]);
  await page.clock.runFor(7_500);
  expect(await host.events()).toEqual(["error silent", "error silent"]);
});

test("a lazy frame that has spoken is not silent", async ({ page, news, host }) => {
  await page.clock.install();
  await host.open(`<iframe loading="lazy" src="${news.url}?embed" data-newsleaf></iframe>`);
  await host.widget();
  await page.clock.runFor(60_000);
  expect(await host.events()).toEqual(["resize 300", "load"]);
});

test("a plain frame without a page's address gives an error event and stays as it is", async ({ page, host }) => {
  await host.open(`<iframe data-newsleaf srcdoc="Mine"></iframe><iframe data-newsleaf src="data:text/html,x"></iframe>`);
  await expect.poll(host.events).toEqual(["error address", "error address"]);
  expect(await plain(page).getAttribute("style")).toBeNull();
});

test("a plain frame that gets its address later is found then", async ({ page, news, host }) => {
  await host.open("<iframe data-newsleaf></iframe>");
  await expect.poll(host.events).toEqual(["error address"]);
  await plain(page).evaluate((frame, url) => (frame.src = `${url}?embed`), news.url);
  await expect.poll(host.events).toEqual(["error address", "resize 300", "load"]);
});

/* ---- The script ---- */

const scriptOf = (version) => readFileSync("dist/embed.js", "utf8").replaceAll(/\b\d+\.\d+\.\d+\b/g, version);

test("it says its licence and version, the element's class too", async ({ page, news, host }) => {
  const version = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
  expect(readFileSync("dist/embed.js", "utf8").startsWith(`/*! Newsleaf embed ${version} | MIT OR Apache-2.0 | `)).toBe(true);
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed>`);
  await host.widget();
  expect(await page.evaluate(() => customElements.get("newsleaf-embed").version)).toBe(version);
});

for (const [how, scripts, headers] of [
  ["async", (url) => `<script async src="${url}"></script>`],
  ["deferred", (url) => `<script defer src="${url}"></script>`],
  ["blocking", (url) => `<script src="${url}"></script>`],
  // Browsers ask for modules of other sites only with the site's leave.
  ["as a module", (url) => `<script type="module" src="${url}"></script>`, { "Access-Control-Allow-Origin": "*" }],
  ["twice", (url) => `<script async src="${url}"></script><script async src="${url}"></script>`],
  ["twice, in two manners", (url) => `<script type="module" src="${url}"></script><script src="${url}?again"></script>`],
]) {
  test(`loaded ${how} it does its work, once`, async ({ page, news, host }) => {
    if (headers) news.fault("embed.js", { headers });
    await host.open(`<newsleaf-embed src="${news.url}"><a href="/own">Own</a></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe>`, { scripts: scripts(`${news.url}embed.js`) });
    await expect.poll(async () => (await host.events()).sort()).toEqual(["load", "load", "resize 300", "resize 300"]);
    await page.waitForTimeout(200);
    expect(await host.events()).toHaveLength(4);
    expect(news.loads()).toHaveLength(2);
    await expect(page.locator("newsleaf-embed a")).toHaveCount(2);
  });
}

test("of two versions the one that comes first works, alone", async ({ page, news, host }) => {
  host.files["old.js"] = { body: scriptOf("0.0.1") };
  host.files["new.js"] = { body: scriptOf("9.9.9") };
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe>`, { scripts: '<script src="old.js"></script><script src="new.js"></script>' });
  await expect.poll(async () => (await host.events()).length).toBe(4);
  await page.waitForTimeout(200);
  expect(await host.events()).toHaveLength(4);
  expect(await page.evaluate(() => customElements.get("newsleaf-embed").version)).toBe("0.0.1");
});

test("where something else has taken the element's name, plain frames still work", async ({ news, host }) => {
  host.files["own.js"] = { body: 'customElements.define("newsleaf-embed", class extends HTMLElement {});' };
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe>`, { scripts: `<script src="own.js"></script><script src="${news.url}embed.js"></script>` });
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
});

test("it leaves no name in the page but the element's", async ({ page, news, host }) => {
  const names = () => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  await host.open("", { scripts: "" });
  const before = await names();
  await page.addScriptTag({ url: `${news.url}embed.js` });
  expect(await names()).toEqual(before);
});

/* ---- The pages ---- */

test("under a strict policy nothing is refused, and all works", async ({ page, news, host }) => {
  const policy = `default-src 'none'; script-src ${news.url}embed.js; frame-src ${news.origin.replace("127.0.0.1", "localhost")}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
  await host.open(`<newsleaf-embed src="${news.url}?first=loading" theme="dark"></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe>`, { headers: { "Content-Security-Policy": policy } });
  await host.widget("first=loading");
  await expect(page.locator("a[part=link]")).toBeVisible();
  await host.say({ type: "size", height: 444, state: "ready" }, "first=loading");
  await expect(frame(page)).toHaveCSS("height", "444px");
  await expect(frame(page)).toHaveCSS("border-top-width", "0px");
  await expect(frame(page)).toHaveCSS("color-scheme", "dark");
  await expect(page.locator("a[part=link]")).toBeHidden();
  const [own, main] = [await frame(page).boundingBox(), await page.locator("main").boundingBox()];
  expect(own.width).toBe(main.width);
  await expect(page.locator("main > iframe")).toHaveCSS("height", "300px");
  await expect(page.locator("main > iframe")).toHaveCSS("border-top-width", "0px");
  // Every test here ends with a check that nothing was refused (`complaints`).
});

test("a page whose policy does not name the news site has the link, and gets an error event", async ({ page, news, host, complaints }) => {
  await page.clock.install();
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed>`, { headers: { "Content-Security-Policy": `script-src ${news.url}; frame-src 'self'` } });
  await page.clock.runFor(100);
  await expect(frame(page)).toHaveCount(1);
  await page.clock.runFor(15_100);
  await expect.poll(host.events).toEqual(["error silent"]);
  await expect(page.locator("a[part=link]")).toBeVisible();
  expect(complaints.splice(0).map((complaint) => complaint.split(" ").slice(0, 6).join(" "))).toEqual([`refused by the policy: frame-src ${news.origin.replace("127.0.0.1", "localhost")}`]);
});

test.describe("without scripts", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });

  // Not by the fixture `host`, which listens by a script.
  test("the link that stands in the element is there, and the plain frame shows the news site", async ({ page, news }) => {
    await page.setContent(`<main><newsleaf-embed src="${news.url}"><a href="${news.url}">Our news</a></newsleaf-embed><iframe src="${news.url}?embed" title="News" data-newsleaf></iframe></main><script src="${news.url}embed.js"></script>`);
    await expect(page.getByRole("link", { name: "Our news" })).toBeVisible();
    await expect(page.frameLocator("iframe").getByRole("button", { name: "Press" })).toBeVisible();
    expect(news.requests.some(({ path }) => path === "/embed.js")).toBe(false);
  });
});

test("without custom elements there is a link, the author's or one that is made, and plain frames work", async ({ page, news, host }) => {
  await page.addInitScript(() => Object.defineProperty(window, "customElements", { value: undefined }));
  await host.open(`<newsleaf-embed src="${news.url}" title="Our news"></newsleaf-embed><newsleaf-embed src="${news.url}"><a href="/own">Own</a></newsleaf-embed><newsleaf-embed src="javascript:alert(1)"></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe>`);
  await expect(page.getByRole("link", { name: "Our news" })).toHaveAttribute("href", news.url);
  await expect(page.getByRole("link")).toHaveText(["Our news", "Own"]);
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
});

test("without a way to look at the viewport everything loads at once", async ({ page, news, host }) => {
  await page.addInitScript(() => delete window.IntersectionObserver);
  await host.open(`<div style="height: 9000px"></div><newsleaf-embed src="${news.url}"></newsleaf-embed>`);
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
});

test("styles of the host don't reach into the element, but those that are meant to", async ({ page, news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed>`, { head: "<style>iframe { width: 10px; height: 10px !important; border: 9px solid } newsleaf-embed { max-width: 400px } newsleaf-embed::part(frame) { border-radius: 8px }</style>" });
  await expect.poll(async () => (await host.events()).length).toBe(2);
  expect(await frame(page).boundingBox()).toMatchObject({ width: 400, height: 300 });
  await expect(frame(page)).toHaveCSS("border-radius", "8px");
});

for (const direction of ["ltr", "rtl"]) {
  test(`axe finds nothing wrong, ${direction}: while it loads, when it is ready, when it has failed, in a plain frame`, async ({ page, news, host }) => {
    await host.open(`<div dir="${direction}"><newsleaf-embed src="${news.url}?first=loading"></newsleaf-embed><iframe src="${news.url}?embed" data-newsleaf></iframe><newsleaf-embed src=""><a href="/own">Own</a></newsleaf-embed></div>`, { head: '<meta name="viewport" content="width=device-width"><style>body { background: #111; color: #eee } a { color: #9cf }</style>' });
    await host.widget(1);
    expect(await violations(page)).toEqual([]);
    await host.say({ type: "size", height: 300, state: "ready" }, "first=loading");
    await expect(page.locator("newsleaf-embed").first().locator("a")).toBeHidden();
    expect(await violations(page)).toEqual([]);
    await host.say({ type: "size", height: 300, state: "failed" }, "first=loading");
    await expect(page.locator("newsleaf-embed").first().locator("a")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
