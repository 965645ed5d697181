// What programs of others read in the heads of published articles: Open Graph and Twitter's tags with open-graph-scraper,
// JSON-LD with jsonld, which expands every name by the vocabulary.
import assert from "node:assert/strict";
import { test } from "node:test";
import jsonld from "jsonld";
import openGraph from "open-graph-scraper";
import { build, filesOf, folderFor, read } from "./site.mjs";

const SCHEMA = "https://schema.org/";
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

// schema.org's own context has the vocabulary too; nothing is requested.
const documentLoader = async (documentUrl) => ({ contextUrl: null, documentUrl, document: { "@context": { "@vocab": SCHEMA } } });
const value = (node, name) => node[SCHEMA + name]?.[0]["@value"];
const nodes = (node, name) => node[SCHEMA + name] ?? [];

/** What the page says of itself, read by others. */
async function described(site, path) {
  const html = read(site, path);
  const { result } = await openGraph({ html });
  const expanded = await jsonld.expand(result.jsonLD[0], { documentLoader });
  const typed = (type) => expanded.find((node) => node["@type"]?.[0] === SCHEMA + type);
  return { result, article: typed("NewsArticle"), breadcrumb: typed("BreadcrumbList"), canonical: /<link rel="canonical" href="([^"]*)"/.exec(html)[1] };
}

test("Open Graph and JSON-LD of the sample's articles say what the feed says", async (t) => {
  const site = build(folderFor(t), { cards: "all" });
  const feed = JSON.parse(read(site, "feed.json"));
  const pages = filesOf(site).filter((path) => /^article\/[^/]+\/index\.html$/.test(path));
  const items = new Map(feed.items.map((item) => [item.id, item]));
  const rss = read(site, "rss.xml").matchAll(/<item>[^]*?<link>([^<]*)<\/link>[^]*?<guid[^>]*>([^<]*)<\/guid>/g);
  const stories = new Map(Array.from(rss, ([, link, guid]) => [link, items.get(guid)]));
  let compared = 0;
  for (const path of pages) {
    const { result, article, breadcrumb, canonical } = await described(site, path);
    const item = stories.get(canonical);
    if (!item) continue;
    compared += 1;
    assert.equal(result.ogType, "article", path);
    assert.equal(result.ogUrl, canonical, path);
    assert.equal(result.ogSiteName, feed.title, path);
    assert.equal(result.twitterCard, "summary_large_image", path);
    assert.ok(result.ogTitle && result.ogDescription, path);
    const [picture] = result.ogImage;
    assert.ok(Number(picture.width) >= 200 && Number(picture.height) >= 100 && /^image\/(png|jpeg)$/.test(picture.type) && picture.alt, `${path}: ${JSON.stringify(picture)}`);
    assert.match(picture.url, /^https:\/\//, path);
    if (item.title) {
      assert.equal(result.ogTitle.replace(/…$/, ""), item.title.slice(0, result.ogTitle.replace(/…$/, "").length), path);
      assert.equal(value(article, "headline"), item.title, path);
    }
    assert.equal(article[`${SCHEMA}url`][0]["@value"] ?? article[`${SCHEMA}url`][0]["@id"], canonical, path);
    if (item.date_published) {
      assert.equal(Date.parse(value(article, "datePublished")), Date.parse(item.date_published), path);
      assert.equal(Date.parse(result.articlePublishedTime), Date.parse(item.date_published), path);
      assert.match(value(article, "datePublished"), WITH_OFFSET, path);
      assert.match(value(article, "dateModified"), WITH_OFFSET, path);
    }
    assert.deepEqual(nodes(article, "keywords").map((node) => node["@value"]), item.tags ?? [], path);
    const authors = (item.authors ?? []).map(({ name }) => name).filter(Boolean);
    if (authors.length) assert.deepEqual(nodes(article, "author").map((node) => value(node, "name")), authors, path);
    assert.equal(value(nodes(article, "publisher")[0], "name"), feed.title, path);
    const steps = nodes(breadcrumb, "itemListElement");
    assert.ok(steps.length >= 2, path);
    assert.deepEqual(steps.map((step) => value(step, "position")), steps.map((_, at) => at + 1), path);
  }
  assert.ok(compared >= 20, `${compared} articles were compared`);
});

test("characters that could end the script or an attribute come through as text", async (t) => {
  const title = "5 < 6 && \"quoted\" 'single' \u2028 > -->";
  const feed = { version: "https://jsonfeed.org/version/1.1", title, items: [{ id: "1", title, content_text: title, date_published: "2026-11-28T10:00:00+05:30", tags: [title] }] };
  const site = build(folderFor(t), { feed });
  const path = filesOf(site).find((name) => /^article\/.*index\.html$/.test(name));
  const { result, article } = await described(site, path);
  const text = title.replace(/\s+/g, " ");
  assert.equal(value(article, "headline"), text);
  assert.equal(result.ogTitle, text);
  assert.equal(Date.parse(value(article, "datePublished")), Date.parse("2026-11-28T10:00:00+05:30"));
});
