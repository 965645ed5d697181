// The index of a published site, read by the script of its search page, finds what the search in memory finds.
import assert from "node:assert/strict";
import { renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openSiteIndex } from "../../js/search/site_index.js";
import { rank, storyOf } from "../../js/search/story.js";
import { termsOf } from "../../js/search/words.js";
import { build, filesOf, folderFor, read } from "./site.mjs";

const SCRIPTS = {
  en: "the council of the city has decided to open a new bridge over the river after eleven months of work communication committee commission community commuter common compare",
  de: "der Rat der Stadt eröffnet eine Brücke über den Fluß Straße größer Größe schön Schule Schüler",
  zh: "市 政府 城市 中心 新桥 大桥 开放 交流 活动 咸宁 承办 会议",
  ja: "東京 橋 ガイド 市役所 開通 ニュース カメラ",
  ko: "서울 다리 시청 개통 새로운 뉴스 도시",
  th: "ภาษาไทย สะพาน เมือง ข่าว เปิด ใหม่ แม่น้ำ",
  ar: "مدينة جسر جديد المجلس أخبار النهر",
  hi: "समाचार नगर पुल नया परिषद",
};
const TAGS = Object.keys(SCRIPTS);

/** A story in one of the scripts; the number decides on its words. */
function item(at) {
  const tag = TAGS[at % TAGS.length];
  const words = SCRIPTS[tag].split(" ");
  const isSpaced = !["zh", "ja", "th"].includes(tag);
  let seed = at * 7919 + 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const text = (length) => Array.from({ length }, () => words[random(words.length)]).join(isSpaced ? " " : "");
  return {
    id: `s${at}`,
    title: text(4),
    language: tag,
    summary: at % 3 ? undefined : text(5),
    // Numbers in circles are Han characters when they are folded.
    content_html: `<p>${text(12)}</p><p>Number${at} x${at % 10} ${["", "㊀", "㊀y", "y㊁㊀", "㈠", "一市政"][at % 6]}</p>`,
    tags: at % 5 ? [] : [`Topic${at % 7}`],
    date_published: new Date(Date.UTC(2020, 0, 1) + at * 3_600_000).toISOString(),
  };
}

const feed = (count) => ({
  version: "https://jsonfeed.org/version/1.1",
  title: "The Index",
  language: "en",
  items: Array.from({ length: count }, (_, at) => item(count - 1 - at)),
});

function siteIndex(folder, requests = []) {
  return openSiteIndex(async (path, kind) => {
    const bytes = await readFile(join(folder, path));
    requests.push({ path, bytes: bytes.length });
    return kind === "json" ? JSON.parse(bytes) : new Uint8Array(bytes);
  });
}

/** The stories of the index in memory, from the oldest. */
function stories(count) {
  return Array.from({ length: count }, (_, at) => {
    const { title, summary = "", tags, content_html: html } = item(at);
    return storyOf(title, summary, tags.join(" "), html.replace(/<\/?p>/g, " "));
  });
}

function inMemory(all, query) {
  const ranked = [[], []];
  for (let at = all.length - 1; at >= 0; at--) {
    const place = rank(all[at], termsOf(query));
    if (place >= 0) ranked[Math.min(place, 1)].push(at);
  }
  return ranked;
}

const QUERIES = [
  ..."b br bri bridge council co com comm commu community eleven zzz Number7 number70 x3 topic4".split(" "),
  "new bridge", "bridge the of", "BRIDGE River", "brück", "strasse", "GRÖSSE", "schü",
  "㊀", "一", "一y", "㊀y", "y", "y㊁", "㊁㊀", "㊁㊀z", "㈠", "一市",
  "市", "政府", "市政府", "新桥 城市", "大桥开放", "東京", "ガイド", "カ", "다리", "새로운 뉴스", "สะพาน", "ไทย", "ข", "จ", "مدينه", "جسر جديد", "समाचार", "पु",
];

test("the index finds what the search in memory finds, in many scripts", async (t) => {
  const count = 480;
  const folder = build(folderFor(t), { feed: feed(count) });
  const index = await siteIndex(folder);
  // Two times fifty stories at most are in feed.json.
  assert.equal(index.count, 400);
  const all = stories(index.count);
  for (const query of QUERIES) {
    const found = await index.find(query);
    // Pairs of characters may be apart: the page looks at the text of what it shows.
    const holding = found.map((numbers) => numbers.filter((number) => rank(all[number], termsOf(query)) >= 0));
    assert.deepEqual(holding, inMemory(all, query), query);
    if (!/\p{Script=Thai}|\p{Script=Han}|\p{Script=Hangul}/u.test(query)) assert.deepEqual(found, holding, query);
  }
});

test("a result is shown from its item and its text", async (t) => {
  const folder = build(folderFor(t), { feed: feed(160) });
  const index = await siteIndex(folder);
  const { item: shown, text } = await index.story(3);
  assert.equal(shown.id, "s3");
  assert.equal(shown.title, item(3).title);
  assert.ok(!("content_html" in shown));
  assert.match(text, /Number3/);
  await assert.rejects(index.story(1_000_000));
});

test("an open index gives no other stories where one of the stories was removed, and finds them anew", async (t) => {
  const folder = folderFor(t);
  const site = build(folder, { feed: feed(160) });
  const before = filesOf(site).filter((path) => path.startsWith("search/stories/"));
  const index = await siteIndex(site);
  await index.find("x3");
  await index.story(99);
  const without = feed(160);
  without.items = without.items.filter(({ id }) => id !== "s2");
  writeFileSync(join(folder, "newsleaf.json"), JSON.stringify({ removed: ["s2"] }));
  build(folder, { feed: without });
  const after = filesOf(site).filter((path) => path.startsWith("search/stories/"));
  assert.equal(after.length, before.length);
  assert.deepEqual(before.filter((path) => after.includes(path)), [], "an old name would lead to other stories");
  // The files of the parts are in memory, so the numbers are those of the old site; of its stories the one that is in memory is left.
  const [, found] = await index.find("x3");
  assert.equal((await index.story(99)).item.id, "s99");
  assert.ok(found.includes(13) && index.isCurrent(13));
  await assert.rejects(index.story(13), /0002-[0-9a-f]{8}/);
  assert.ok(!index.isCurrent(13));
  const [, anew] = await index.find("x3");
  assert.equal(anew.length, found.length);
  for (const number of anew) {
    assert.ok(index.isCurrent(number) && !found.includes(number));
    assert.match((await index.story(number)).text, /x3/);
  }
});

test("an index whose files are gone for a while stays as it is", async (t) => {
  const site = build(folderFor(t), { feed: feed(160) });
  const index = await siteIndex(site);
  const [story] = filesOf(site).filter((path) => path.startsWith("search/stories/0002-") && path.endsWith(".json"));
  renameSync(join(site, story), join(site, "away"));
  await assert.rejects(index.story(13));
  assert.ok(index.isCurrent(13));
  renameSync(join(site, "away"), join(site, story));
  assert.equal((await index.story(13)).item.id, "s13");
});

test("one new story changes no file of the index, and fifty change few", (t) => {
  const folder = folderFor(t);
  const changes = () => read(folder, "site.changes.txt").split("\n").filter((line) => / search\//.test(line));
  build(folder, { feed: feed(220) });
  build(folder, { feed: feed(221) });
  assert.deepEqual(changes(), []);
  build(folder, { feed: feed(250) });
  const changed = changes().filter((line) => !line.includes("search/stories/"));
  assert.ok(changed.length > 0 && changed.length <= 12, changed.join("\n"));
  // Ten new files of five stories, with compressed copies where they are long enough.
  const ofStories = changes().filter((line) => line.includes("search/stories/"));
  assert.equal(ofStories.filter((line) => line.endsWith(".json")).length, 10);
  assert.deepEqual(ofStories.filter((line) => !line.startsWith("+")), []);
});

test("a site has the same index whether it has grown or is built anew", (t) => {
  const [grown, anew] = [folderFor(t), folderFor(t)];
  for (const count of [120, 199, 260]) build(grown, { feed: feed(count) });
  build(anew, { feed: feed(260) });
  const files = (folder) => filesOf(join(folder, "site")).filter((path) => path.startsWith("search/"));
  assert.deepEqual(files(grown), files(anew));
  for (const path of files(grown)) assert.equal(read(grown, join("site", path)), read(anew, join("site", path)), path);
});

test("a damaged file of the index is made again by the next build", (t) => {
  const folder = folderFor(t);
  const site = build(folder, { feed: feed(150) });
  const file = filesOf(site).find((path) => path.endsWith("words/0.bin"));
  const whole = read(site, file);
  writeFileSync(join(site, file), "damaged");
  build(folder, { feed: feed(150) });
  assert.equal(read(site, file), whole);
});

test("a small site has an index without stories", async (t) => {
  const index = await siteIndex(build(folderFor(t), { feed: feed(20) }));
  assert.equal(index.count, 0);
  assert.deepEqual(await index.find("bridge"), [[], []]);
});
