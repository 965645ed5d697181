// What embed-builder.html makes of choices, without a browser: parameters, addresses, code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { articleOf } from "./embed_builder/article.js";
import { keyOf, sectionSlug, slugOf } from "./embed_builder/key.js";
import { fromQuery, PARAMETERS, toSay, valueOf } from "./embed_builder/parameters.js";
import { addressOn, builderQuery, elementSnippet, frameSnippet, pageAddress, startingHeight, widgetAddress } from "./embed_builder/snippet.js";
import { digest, UNKNOWN } from "./embed_builder/site_feed.js";

const BASE = "https://news.example/paper/";
const ARTICLE = "epx7t3f31e-a-headline";

/** The rows of the table of parameters: name, values, default, each as what stands between backticks, and the texts. */
function documented() {
  const rows = readFileSync(new URL("../docs/embedding.md", import.meta.url), "utf8").split("\n");
  const head = rows.findIndex((row) => /^\| parameter \| values \| default \|/.test(row));
  assert.ok(head > 0, "docs/embedding.md has no table of parameters");
  const table = rows.slice(head + 2, rows.findIndex((row, at) => at > head && !row.startsWith("|")));
  return table.map((row) => row.split("|").slice(1, 4).map((cell) => ({ text: cell.trim(), named: [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name) })));
}

test("the table of docs/embedding.md has every parameter, in the same order", () => {
  assert.deepEqual(documented().map(([name]) => name.named), Object.keys(PARAMETERS).map((name) => [name]));
});

test("the table names every value that a parameter may have, and no other", () => {
  for (const [{ named: [name] }, { named, text }] of documented()) {
    const { values, range } = PARAMETERS[name];
    // What stands there beside a list of values is an example, which must be one.
    if (values) assert.deepEqual(named, [...new Set([...values({}), ...values({ article: ARTICLE })])], name);
    else for (const example of named) assert.ok(valueOf(name, { [name]: example.replace("KEY-slug", ARTICLE) }), `${name}: ${example}`);
    if (range) assert.equal(text, `${range[0]}-${range[1]}`);
  }
});

test("the table names the default of every parameter that has one", () => {
  const cases = [{}, { article: ARTICLE }, ...["headlines", "cards"].map((layout) => ({ layout })), { theme: "light" }, { article: ARTICLE, layout: "card" }];
  for (const [{ named: [name] }, , { named, text }] of documented()) {
    const { standard } = PARAMETERS[name];
    const all = standard ? new Set(cases.filter((choices) => !choices.article || PARAMETERS[name].for !== "list").map(standard).filter(Boolean)) : new Set();
    assert.deepEqual(new Set(named), all, `${name}: ${text}`);
  }
});

test("only what differs from the default is said", () => {
  const all = { limit: "5", layout: "list", images: "true", summary: "false", theme: "host", open: "host", section: "", tag: "" };
  assert.deepEqual(toSay(all), []);
  assert.deepEqual(toSay({ ...all, layout: "headlines" }), [["layout", "headlines"], ["images", "true"]]);
  assert.deepEqual(toSay({ title: "" }), [["title", ""]]);
  assert.deepEqual(toSay({ background: "paper" }), [["background", "paper"]], "else the host decides");
  assert.deepEqual(toSay({ theme: "light", background: "paper" }), [["theme", "light"]]);
});

test("a preview gets the parameters that embed.js would add for the page, and choices stay", () => {
  assert.equal(addressOn("dark", `${BASE}?embed`, {}), `${BASE}?embed&scheme=dark&ground=transparent`);
  assert.equal(addressOn("light", `${BASE}?embed`, { theme: "host" }), `${BASE}?embed&scheme=light&ground=transparent`);
  assert.equal(addressOn("dark", `${BASE}?embed&theme=auto`, { theme: "auto" }), `${BASE}?embed&theme=auto`);
});

test("what does not apply is not said", () => {
  assert.deepEqual(toSay({ article: ARTICLE, section: "News", tag: "x", limit: "9", summary: "true", layout: "cards" }), [["article", ARTICLE]]);
  assert.deepEqual(toSay({ article: ARTICLE, layout: "card", summary: "false" }), [["article", ARTICLE], ["layout", "card"], ["summary", "false"]]);
  assert.deepEqual(toSay({ article: ARTICLE, title: "Council", open: "inside", images: "false" }), [["article", ARTICLE], ["images", "false"]]);
  assert.deepEqual(toSay({ article: ARTICLE, layout: "card", title: "Council" }).at(-1), ["title", "Council"]);
  assert.deepEqual(toSay({ layout: "card", size: "huge", theme: "red", images: "yes" }), []);
});

test("numbers and colours are taken only as they are documented", () => {
  const limit = (limit) => valueOf("limit", { limit });
  assert.deepEqual(["1", "50", "007", "0", "51", "5.5", "-1", "1e1", "", "٥"].map(limit), ["1", "50", "7", ...Array(7).fill(undefined)]);
  const accent = (accent) => valueOf("accent", { accent });
  assert.deepEqual(["8a1c1c", "#8A1C1C", "#abc", "red", "#abcd", "#12345g", ""].map(accent), ["8a1c1c", "8a1c1c", "abc", ...Array(4).fill(undefined)]);
});

test("an article is known by its page on this site, or by its key", () => {
  const known = (text) => articleOf(text, BASE);
  for (const text of [ARTICLE, ` ${ARTICLE} `, "EPX7T3F31E-a-headline", `?article=${ARTICLE}`, `${BASE}?article=${ARTICLE}&utm=1#x`, `${BASE}index.html?article=${ARTICLE}`, `http://news.example/paper/?embed&article=${ARTICLE}`, `${BASE}article/${ARTICLE}/`]) {
    assert.equal(known(text), ARTICLE, text);
  }
  assert.equal(known("epx7t3f31e"), "epx7t3f31e");
  assert.equal(known(`${BASE}article/epx7t3f31e-%E6%96%B0/`), "epx7t3f31e-新");
  for (const text of ["", "a headline", "epx7t3f31", "epx7t3f31eu", "uuuuuuuuuu", BASE, `https://other.example/paper/?article=${ARTICLE}`, `https://news.example/?article=${ARTICLE}`, "javascript:alert(1)", "https://[", "%", `${BASE}article/%E0%A4%A/`, "\ud800"]) {
    assert.equal(known(text), undefined, text);
  }
});

test("keys and slugs are those of the site", () => {
  assert.deepEqual([keyOf("https://newsleaf.example/2020/xianning"), keyOf("")], ["epx7t3f31e", "3t94q7bkew"]);
  const slugs = { "Xianning hosts the ‘Innovation China’ cities": "xianning-hosts-the-innovation-china-cities", "  Don’t   panic! ": "dont-panic", "Äpfel & Über-Öl": "äpfel-über-öl", "咸宁市举行“科创中国”会议": "咸宁市举行-科创中国-会议", "हिन्दी समाचार": "हिन्दी-समाचार", "İstanbul’da": "istanbulda", "\u{1f680} 100%": "100" };
  for (const [text, slug] of Object.entries(slugs)) assert.equal(slugOf(text), slug);
  assert.equal(sectionSlug(["News", "Xianning News"]), "news/xianning-news");
  assert.equal(sectionSlug(["★"]), keyOf("★"));
});

test("an address holds any text, and is read back as it was", () => {
  for (const section of ["News/Town & Country", "新闻", "العربية", "a=b&c#d?e%f+g", `"'<>`, "\ud83d\udcf0"]) {
    const address = new URL(widgetAddress(BASE, { section }));
    assert.equal(address.searchParams.get("section"), section);
    assert.ok(address.href.startsWith(`${BASE}?embed&section=`));
    assert.ok(/^[!-~]+$/.test(address.href) && !/["'<>]/.test(address.href), address.href);
    assert.equal(fromQuery(builderQuery({ section }, "light")).section, section);
  }
  assert.equal(new URL(widgetAddress(BASE, { title: "half \ud800 a\u0000b" })).searchParams.get("title"), "half \ufffd a b");
});

test("the builder's own address has an unfinished choice, and the page on which the widget lies", () => {
  assert.equal(builderQuery({}, "light"), "");
  assert.equal(builderQuery({ article: "" }, "dark"), "?article=&on=dark");
  assert.equal(builderQuery({ article: ARTICLE, layout: "card" }, "light"), `?article=${ARTICLE}&layout=card`);
});

test("whoever has no scripts is led to the page that shows the same", () => {
  const feed = digest({ title: "Paper", items: [{ id: "1", title: "One", _newsleaf: { section: ["News", "A/B"] }, tags: ["Town Hall"] }] });
  assert.deepEqual(feed.sections.map(({ value }) => value), ["News", "news/a-b"]);
  assert.equal(pageAddress(BASE, {}, feed), BASE);
  assert.equal(pageAddress(BASE, { section: "news/a-b" }, feed), `${BASE}?section=news/a-b`);
  assert.equal(pageAddress(BASE, { section: "Arts/New Music" }, UNKNOWN), `${BASE}?section=arts/new-music`);
  assert.equal(pageAddress(BASE, { tag: "Town Hall" }, feed), `${BASE}?tag=town-hall`);
  assert.equal(pageAddress(BASE, { article: ARTICLE }, feed), `${BASE}?article=${ARTICLE}`);
});

test("the code is one element or one frame, and the script", () => {
  const choices = { section: "news", limit: "3" };
  assert.equal(
    elementSnippet(BASE, choices, { ...UNKNOWN, title: "Paper" }),
    `<script async src="${BASE}embed.js"></script>\n<newsleaf-embed src="${BASE}" section="news" limit="3">\n  <a href="${BASE}?section=news">news – Paper</a>\n</newsleaf-embed>`,
  );
  assert.equal(
    frameSnippet(BASE, choices, { ...UNKNOWN, title: "Paper" }),
    `<iframe src="${BASE}?embed&amp;section=news&amp;limit=3" data-newsleaf title="news – Paper" width="100%" height="450" frameborder="0" loading="lazy" referrerpolicy="no-referrer" allow="web-share; clipboard-write" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>\n<script async src="${BASE}embed.js"></script>`,
  );
});

test("frame and link are called by names that people know, not by slugs", () => {
  const feed = digest({ title: "Paper", items: [{ id: "1", title: "One", _newsleaf: { section: ["News", "A/B"] }, tags: ["Town Hall"] }] });
  const name = (choices) => / title="([^"]*)"/.exec(frameSnippet(BASE, choices, feed))[1];
  assert.equal(name({ section: "news/a-b" }), "A/B – Paper");
  assert.equal(name({ section: "news" }), "News – Paper");
  assert.equal(name({ section: "arts" }), "arts – Paper", "what the feed does not have is named as it is written");
  assert.equal(name({ tag: "town-hall" }), "Town Hall – Paper");
  assert.equal(name({ tag: "town-hall", title: "Council" }), "Council");
  assert.equal(name({ article: ARTICLE, title: "Council" }), "Paper", "an article in full has no heading of the host's");
});

test("no text ends its attribute, and what turns text round is seen in the code", () => {
  const title = `"><script>alert(1)</script>&amp;\u202e新`;
  for (const snippet of [elementSnippet, frameSnippet]) {
    const code = snippet(BASE, { title }, UNKNOWN);
    assert.equal(code.match(/<script/g).length, 1);
    assert.ok(code.includes("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#x202e;新"), code);
  }
});

test("a frame begins about as high as it will be", () => {
  const heights = [{ layout: "headlines" }, {}, { layout: "cards" }, { article: ARTICLE }, { limit: "50", layout: "cards" }].map(startingHeight);
  assert.ok(heights.every((height) => height >= 300 && height < 9000), String(heights));
  assert.ok(heights[0] < heights[1] && heights[1] < heights[2]);
});

test("values of the right type are suggested from a hostile feed", () => {
  const evil = { items: [null, 7, [], { id: {}, title: [] }, { id: 7, title: "Seven", tags: [[1], "x", "X", ""], _newsleaf: 4 }, { id: "a", title: "\ud800", _newsleaf: { section: { a: 1 } } }], title: { a: 1 }, language: '"><x' };
  const feed = digest(evil);
  assert.deepEqual([feed.title, feed.language], ["", ""]);
  assert.deepEqual(feed.tags.map(({ value }) => value), ["x"]);
  assert.deepEqual(feed.articles.map(({ value }) => value.slice(0, 10)), [keyOf("7"), keyOf("a")]);
  assert.equal(digest({ items: Array.from({ length: 20_000 }, (_, id) => ({ id, title: `T${id}`, tags: [`t${id}`] })) }).tags.length, 200);
});
