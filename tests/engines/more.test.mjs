// The rest of what an engine can be asked for in a journey: lists, failures, new stories, a visit without network, the keyboard,
// frames in all their kinds, and every attack there is.
import assert from "node:assert/strict";
import jsQR from "jsqr";
import { decodePng } from "../e2e/support/png.mjs";
import { withstands } from "./support/attacks.mjs";
import { engineName, test } from "./support/engine.mjs";
import { feedOf } from "./support/sites.mjs";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
const HEADLINES = () => [...document.querySelectorAll('main :is(h2, h3) a[href*="article="]')].map(({ textContent }) => textContent.trim());
const IS_FIRST = (name) => document.querySelector('main :is(h2, h3) a[href*="article="]')?.textContent.trim() === name;
const OVERHANG = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** Tells the page that the reader has come back to it, whereupon it looks for new stories. */
const COME_BACK = () => void document.dispatchEvent(new Event("visibilitychange"));

test("a section, a tag and an author have their lists, and Back leads to the story", async ({ reader, sites }) => {
  const of = { 2: { tags: ["Harbour"], authors: [{ name: "Ana Wren" }], _newsleaf: { section: ["News", "Local"] } }, 3: { tags: ["harbour"], authors: [{ name: "Ana Wren" }] } };
  const site = await sites.start(feedOf(4, {}, { of }));
  await reader.open(site.url);
  await reader.press("link", "Story 2", { within: "main" });
  for (const [link, headline, listed] of [["Harbour", "Stories tagged “Harbour”", ["Story 2", "Story 3"]], ["Ana Wren", "Stories by Ana Wren", ["Story 2", "Story 3"]], ["News", "News", ["Story 2"]]]) {
    await reader.isAt("Story 2");
    await reader.press("link", link, { within: "#app" });
    await reader.isAt(headline);
    await reader.untilIs(`the stories of ${link} are listed`, listed, HEADLINES);
    await reader.picture(link);
    await reader.back();
  }
});

test("the second page of the front page has the older stories", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(30));
  await reader.open(site.url);
  await reader.press("link", /older/i, { within: "main" });
  await reader.sees("link", "Story 30", { within: "main" });
});

test("an address that leads nowhere says so", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(2));
  for (const [query, headline] of [["?article=zzzzzzzzzz-a-story-of-old", "This story is not here"], ["?section=nowhere", "There is no such section"], ["?article=x", "This story is not here"], ["?page=x", "There is no such page"]]) {
    await reader.open(site.url + query);
    await reader.isAt(headline);
  }
});

test("whatever comes instead of a feed has a page that says so", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(2));
  const faults = {
    "There is no feed": [{ status: 404 }, "Put feed.json beside this file"],
    "a web page": [{ body: "<!doctype html><title>Log in</title>" }, "A web page came instead of the feed"],
    "invalid JSON": [{ body: '{"items": [{"title": "A "quoted" word"}]}' }, "not valid JSON"],
    "an empty file": [{ body: "" }, "The feed’s file is empty"],
    "a feed of XML": [{ body: '<?xml version="1.0"?><rss></rss>' }, "The feed is XML"],
  };
  for (const [name, [fault, words]] of Object.entries(faults)) {
    site.fault("feed.json", fault);
    await reader.open(site.url);
    await reader.until(`it says: ${words}`, (words) => document.querySelector("#app main")?.textContent.includes(words), words);
    await reader.picture(name);
  }
});

test("new stories are offered by a button, and shown when it is pressed", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(5));
  await reader.open(site.url);
  await reader.until("the first story is there", IS_FIRST, "Story 1");
  const feed = feedOf(5);
  feed.items.unshift({ ...feed.items[0], id: "new", title: "New", date_published: "2024-02-01T00:00:00Z" });
  site.fault("feed.json", { body: JSON.stringify(feed) });
  await reader.read(COME_BACK);
  await reader.press("button", "1 new story");
  await reader.until("the new story is the first", IS_FIRST, "New");
});

test("without the host the page opens with the stories of the last visit, and says how old they are", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(5));
  await reader.open(site.url);
  await reader.until("the site and its feed are kept", async () => {
    const names = (await caches.keys()).filter((name) => name.includes(location.host));
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    // The page itself comes last.
    return [new URL("./", location.href).href, "feed.json"].every((end) => kept.flat().some((url) => url.endsWith(end)));
  });
  await site.close();
  await reader.reload();
  await reader.until("the stories are there", IS_FIRST, "Story 1");
  await reader.until("their age is told", () => document.querySelector(".feed-notice--stale")?.textContent.includes("What you see here was loaded"));
  reader.forgiven();
});

test("a paper in Arabic reads from the right, and fits its window", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(25, { title: "صحيفة المدينة", language: "ar" }, { of: { 1: { title: "خبر أول", content_html: "<p>نص الخبر.</p>", tags: ["ميناء"] } } }));
  await reader.open(site.url);
  for (const size of [WIDE, NARROW]) {
    await reader.resize(size);
    await reader.untilIs("the page runs from the right", "rtl", () => getComputedStyle(document.querySelector("#app main")).direction);
    await reader.untilIs("nothing reaches out of the window", 0, OVERHANG);
    await reader.picture(`${size.width} px`);
  }
  await reader.press("link", "خبر أول", { within: "main" });
  await reader.isAt("خبر أول");
  await reader.untilIs("nothing reaches out of the window", 0, OVERHANG);
});

test("the keyboard stops at what can be pressed, and at what scrolls and has a name", async ({ reader, sites }) => {
  for (const size of [WIDE, NARROW]) {
    await reader.resize(size);
    await reader.open(sites.paper.url);
    await reader.until("there are stories", () => document.querySelectorAll('main a[href*="article="]').length > 3);
    await reader.read(() => document.activeElement.blur?.());
    const stops = [];
    for (let press = 0; press < 30; press++) {
      await reader.key("Tab");
      stops.push(await reader.read(() => {
        const { activeElement: element } = document;
        if (element === document.body) return { isBody: true };
        const isPressed = element.matches("a[href], button, summary, input, select, textarea");
        const scrolls = element.scrollWidth > element.clientWidth && (element.getAttribute("aria-label") ?? "") !== "";
        return { what: `${element.localName} ${element.className} ${element.textContent.trim().slice(0, 30)}`, isRight: isPressed || scrolls };
      }));
    }
    assert.equal(stops[0].what?.trim().endsWith("Skip to the content"), true, `the first stop is ${JSON.stringify(stops[0])}`);
    assert.deepEqual(stops.filter(({ isBody, isRight }) => !isBody && !isRight), []);
    await reader.picture(`${size.width} px`);
  }
});

test("the QR code on the screen says the address", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(2));
  await reader.open(site.url);
  await reader.press("link", "Story 1", { within: "main" });
  await reader.isAt("Story 1");
  await reader.press("button", "WeChat");
  await reader.sees("image", /^QR code/);
  const { data, width, height } = decodePng(await reader.png());
  assert.equal(jsQR(data, width, height)?.data, await reader.read(() => location.href));
});

test("a picture that does not come leaves its words and a link, and the story its place", async ({ reader, sites }) => {
  const site = await sites.start(feedOf(2, {}, { of: { 1: { content_html: '<p>Before.</p><p><img src="missing.png" alt="A bridge" width="600" height="400"></p><p>After.</p>' } } }));
  await reader.open(site.url);
  await reader.press("link", "Story 1", { within: "main" });
  await reader.until("the words of the picture are there", () => {
    const text = document.querySelector(".article .body")?.textContent;
    return ["Before.", "A bridge", "Open the picture", "After."].every((words) => text?.includes(words));
  });
});

test("a frame that embed.js looks after has the height of its widget, also where it becomes narrow", async ({ reader, sites }) => {
  const frame = `<div id="place"><iframe data-newsleaf title="News" width="100%" height="650" src="${sites.paper.url}?embed&amp;limit=4&amp;layout=cards"></iframe></div>`;
  await reader.visit(sites.host.page(frame, `<script async src="${sites.paper.url}embed.js"></script>`));
  const heights = new Set();
  for (const width of [1100, 360]) {
    await reader.read((width) => void (document.querySelector("#place").style.width = `${width}px`), width);
    const isWhole = () => reader.inFrame("News", () => reader.read(() => document.querySelector('.embed[data-state="ready"]') !== null && document.documentElement.scrollHeight <= innerHeight));
    const end = Date.now() + 10_000;
    while (!(await isWhole()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await isWhole(), true, `at ${width} px the widget is whole`);
    heights.add(await reader.read(() => document.querySelector("iframe").clientHeight));
    await reader.picture(`${width} px`);
  }
  assert.equal(heights.size, 2);
  assert.ok(!heights.has(650));
});

test("the element of embed.js shows the news and tells the page of it", async ({ reader, sites }) => {
  const listen = "<script>window.noted = []; for (const type of ['load', 'error']) document.addEventListener('newsleaf:' + type, () => noted.push(type))</script>";
  await reader.visit(sites.host.page(`<newsleaf-embed src="${sites.paper.url}" limit="3" loading="eager"></newsleaf-embed>`, `${listen}<script async src="${sites.paper.url}embed.js"></script>`));
  await reader.untilIs("the page hears that it has loaded", ["load"], () => window.noted);
  await reader.until("it has a height", () => document.querySelector("newsleaf-embed").getBoundingClientRect().height > 150);
});

for (const [kind, sandbox] of [["without a sandbox", null], ["of an origin that is none", "allow-scripts"], ["of its own origin", "allow-scripts allow-same-origin"]]) {
  test(`in a frame ${kind} a story opens inside, in another size, and the headlines come back`, async ({ reader, sites }) => {
    const attribute = sandbox === null ? "" : `sandbox="${sandbox}"`;
    await reader.visit(sites.host.page(`<iframe title="News" width="700" height="800" ${attribute} src="${sites.paper.url}?embed&amp;limit=3&amp;open=inside"></iframe>`));
    await reader.inFrame("News", async () => {
      await reader.until("the widget is ready", () => document.querySelector('.embed[data-state="ready"]') !== null);
      const headline = await reader.read(() => document.querySelector(".embed__headline").textContent.trim());
      await reader.press("link", headline);
      await reader.isAt(headline);
      await reader.press("radio", "Large");
      await reader.untilIs("the text is large", "large", () => document.documentElement.dataset.textSize);
      await reader.press("link", "Back to the headlines");
      await reader.until("the headlines are there", () => document.querySelectorAll(".embed__headline").length === 3);
    });
  });
}

test("the builder shows the widget and writes its code", async ({ reader, sites }) => {
  await reader.visit(`${sites.paper.url}embed-builder.html?limit=2&layout=cards`);
  await reader.isAt("The news, on any page");
  for (const kind of ["element", "frame"]) {
    await reader.until(`the code of the ${kind} holds what was chosen`, (kind) => {
      const code = document.getElementById(`${kind}-code`)?.value ?? "";
      return /limit="?=?"?2/.test(code) && code.includes("cards");
    }, kind);
  }
});

test("of all attacks none runs, and none breaks its page", async ({ reader, sites }) => {
  const { site, count } = await sites.attacked(Infinity);
  console.log(`${count} attacks in ${engineName}`);
  await withstands({ reader, site, count });
}, { timeout: 1_200_000 });
