// One way through everything a reader, an embedder and a publisher see, for each engine: what must work in all of them.
import assert from "node:assert/strict";
import { test } from "./support/engine.mjs";
import { sample } from "./support/sites.mjs";
import { withstands } from "./support/attacks.mjs";

const name = sample.title;
const inLanguage = (tag) => sample.items.find(({ language, title }) => title && language?.startsWith(tag));

const FIRST_STORY = () => document.querySelector('main :is(h2, h3) a[href*="article"]')?.textContent.trim() || null;
const BODY_SIZE = () => parseFloat(getComputedStyle(document.querySelector(".article .body p")).fontSize);

async function openFirstStory({ reader, site }) {
  await reader.open(site.url);
  const headline = await reader.until("there is a story", FIRST_STORY);
  await reader.press("link", headline, { within: "main" });
  await reader.isAt(headline);
  return headline;
}

/** Opens a story by what a reader remembers of it. */
async function openByTitle({ reader, site }, { title }) {
  await reader.open(`${site.url}?search=${encodeURIComponent(title)}`);
  await reader.press("link", title, { within: "main" });
  await reader.isAt(title);
}

/** A step on both deliveries: `dist/` beside a feed, and the pages that `newsleaf build` writes of it. */
function testBoth(title, run) {
  test(title, ({ sites, ...more }) => run({ ...more, sites, site: sites.paper, isPublished: false }));
  test(`published: ${title}`, ({ sites, ...more }) => run({ ...more, sites, site: sites.published, isPublished: true }));
}

testBoth("the front page has the paper's name and its stories, and fits its window", async ({ reader, site }) => {
  await reader.open(site.url);
  await reader.isAt(name);
  await reader.until("there are twenty stories", () => new Set([...document.querySelectorAll('main a[href*="article"]')].map(({ href }) => href)).size >= 20);
  for (const width of ["wide", "narrow"]) {
    if (width === "narrow") await reader.resize({ width: 390, height: 800 });
    await reader.untilIs(`nothing reaches out of a ${width} window`, 0, () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await reader.picture(width);
  }
});

testBoth("a story opens with its headline in focus, its text and its ways to share", async ({ reader, site, isPublished }) => {
  const headline = await openFirstStory({ reader, site });
  // A page of its own begins where every page begins.
  if (!isPublished) await reader.until("the headline has the focus", () => document.activeElement?.localName === "h1");
  await reader.until("there is text", () => document.querySelectorAll(".article .body p").length > 2);
  await reader.untilIs("the window has the story's title", `${headline} – ${name}`, () => document.title);
  await reader.until("the address is the story's", () => /[?/]article[=/][0-9a-z]{10}-/.test(location.href));
  await reader.sees("link", /^WhatsApp/, { within: ".share" });
});

testBoth("a text size that was chosen stays over a reload", async ({ reader, site }) => {
  await openFirstStory({ reader, site });
  const medium = await reader.until("there is text", BODY_SIZE);
  await reader.press("radio", "Large");
  await reader.until("the text is larger", (before) => parseFloat(getComputedStyle(document.querySelector(".article .body p")).fontSize) > before, medium);
  const large = await reader.read(BODY_SIZE);
  await reader.reload();
  await reader.untilIs("the text is as large as before", large, BODY_SIZE);
  await reader.until("Large is chosen", () => document.querySelector("input[value=large]").checked);
  await reader.press("radio", "Medium");
  await reader.untilIs("the text has its first size", medium, BODY_SIZE);
});

testBoth("the link is copied, and a status says so", async ({ reader, site }) => {
  await openFirstStory({ reader, site });
  await reader.press("button", /^Copy link/);
  await reader.until("the status says that the link is copied", () => [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent.includes("Link copied")));
});

testBoth("the QR dialog shows a code and the address, and gives the focus back", async ({ reader, site }) => {
  await openFirstStory({ reader, site });
  await reader.press("button", "WeChat");
  await reader.sees("image", /^QR code/);
  const shared = (await reader.read(() => location.href)).replace(site.url, site.address);
  await reader.until("the address stands below", (address) => document.querySelector("dialog[open]").textContent.includes(decodeURI(address)), shared);
  await reader.picture("open");
  await reader.key("Escape");
  await reader.until("it is closed", () => !document.querySelector("dialog[open]"));
  await reader.until("the button has the focus again", () => document.activeElement?.textContent.includes("WeChat"));
});

testBoth("Back leads to the place where the reader was", async ({ reader, site }) => {
  await reader.open(site.url);
  await reader.isAt(name);
  await reader.read(() => scrollTo(0, 900));
  const { headline, before } = await reader.until("a headline is in the middle of the window", () => {
    const inside = ({ top, bottom }) => top > 150 && bottom < innerHeight - 150;
    const link = [...document.querySelectorAll('main :is(h2, h3) a[href*="article"]')].find((each) => inside(each.getBoundingClientRect()));
    return link && scrollY > 0 && { headline: link.textContent.trim(), before: scrollY };
  });
  await reader.press("link", headline, { within: "main" });
  await reader.isAt(headline);
  await reader.untilIs("the story begins at its top", 0, () => scrollY);
  await reader.back();
  await reader.isAt(name);
  await reader.untilIs("the front page is where it was", before, () => Math.round(scrollY));
});

testBoth("the search finds as one types, and Back leads to the results", async ({ reader, site }) => {
  await reader.open(site.url);
  await reader.press("link", "Search");
  await reader.sees("searchbox", "Search the stories");
  await reader.until("the field has the focus", () => document.activeElement?.type === "search");
  await reader.type("feed");
  await reader.until("it says in how many stories", () => /^Found in \d+ of \d+ stories/.test(document.querySelector("#search-status")?.textContent.trim()));
  await reader.until("what was found is marked", () => document.querySelector("main mark") !== null);
  await reader.picture("results");
  const headline = await reader.read(FIRST_STORY);
  await reader.press("link", headline, { within: "main" });
  await reader.isAt(headline);
  await reader.back();
  await reader.untilIs("the word is in the field", "feed", () => document.querySelector("[type=search]")?.value);
  await reader.untilIs("the results are there", headline, FIRST_STORY);
});

for (const [tag, direction] of [["zh-Hans", "ltr"], ["ar", "rtl"]]) {
  testBoth(`a story in ${tag === "ar" ? "Arabic" : "Chinese"} has its language and its direction`, async ({ reader, site }) => {
    await openByTitle({ reader, site }, inLanguage(tag));
    const found = await reader.read(() => {
      const headline = document.querySelector("#app h1");
      return [headline.closest("[lang]").lang, getComputedStyle(headline).direction, getComputedStyle(document.querySelector(".article .body")).direction];
    });
    assert.deepEqual(found, [tag, direction, direction]);
  });
}

for (const [kind, sandbox] of [["plain", null], ["sandboxed", "allow-scripts allow-popups allow-popups-to-escape-sandbox"]]) {
  testBoth(`a ${kind} widget in another site's page shows the news in its style, and opens a story`, async ({ reader, site, sites }) => {
    const attribute = sandbox === null ? "" : `sandbox="${sandbox}"`;
    await reader.visit(sites.host.page(`<iframe title="News" width="600" height="700" ${attribute} src="${site.url}?embed&amp;limit=3"></iframe>`));
    let headline;
    await reader.inFrame("News", async () => {
      await reader.until("the widget is ready", () => document.querySelector('.embed[data-state="ready"]') !== null);
      headline = await reader.until("there are three stories", () => {
        const links = [...document.querySelectorAll(".embed__headline a, a.embed__headline")];
        return links.length === 3 && links[0].textContent.trim();
      });
      // Without it the browser's own style would put a margin around the page.
      await reader.untilIs("it has its style", "0px", () => getComputedStyle(document.body).marginTop);
      await reader.press("link", headline);
    });
    await reader.inNewWindow(async () => {
      await reader.isShown();
      await reader.isAt(headline);
    });
  });
}

test("published: old addresses lead to their pages, and others to the page that says so", async ({ reader, sites: { published } }) => {
  const headline = await openFirstStory({ reader, site: published });
  const path = await reader.read(() => location.pathname);
  const [, key] = /article\/([0-9a-z]{10})-/.exec(path);
  for (const address of [`?article=${key}-an-old-headline`, `?article=${key}`]) {
    await reader.visit(published.url + address);
    await reader.isAt(headline);
    await reader.untilIs("the address is the page's", path, () => location.pathname);
  }
  published.notFound(`article/${key}-an-old-headline/`);
  await reader.visit(`${published.url}article/${key}-an-old-headline/`);
  await reader.untilIs("the address is the page's", path, () => location.pathname);
  published.notFound("article/0000000000-gone/");
  await reader.visit(`${published.url}article/0000000000-gone/`);
  await reader.isAt("This story is not here");
});

test("published: a story has no wasm, and its lists lead to each other", async ({ reader, sites: { published } }) => {
  await openFirstStory({ reader, site: published });
  await reader.untilIs("no wasm was requested", 0, () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length);
  const section = await reader.read(() => [...document.querySelectorAll(".breadcrumb a")].at(-1).textContent.trim());
  await reader.press("link", section, { within: ".breadcrumb" });
  await reader.isAt(section);
  await reader.press("link", "All sections");
  await reader.isAt("All sections");
  await reader.back();
  await reader.isAt(section);
});

test("where the feed fails the page says why, and Try again brings the stories", async ({ reader, sites }) => {
  sites.paper.fault("feed.json", { status: 403 });
  await reader.open(sites.paper.url);
  await reader.isAt("The stories could not be loaded");
  await reader.until("it says what the host answered", () => document.querySelector("main").textContent.includes("403"));
  await reader.picture("failed");
  sites.heal();
  await reader.press("button", "Try again");
  await reader.isAt(name);
});

test("feed-health.html says what was corrected in the feed", async ({ reader, sites }) => {
  await reader.visit(`${sites.paper.url}feed-health.html`);
  await reader.isAt("Feed health");
  await reader.until("there is a verdict", () => /corrected/.test(document.querySelector("#feed-heading")?.textContent));
  await reader.until("the facts are told", () => document.querySelector(".facts")?.textContent.includes("JSON Feed 1.1"));
});

test("of two hundred attacks none runs, and none breaks its page", async ({ reader, sites }) => {
  const { site, count } = await sites.attacked(200);
  assert.equal(count, 200);
  await withstands({ reader, site, count });
});
