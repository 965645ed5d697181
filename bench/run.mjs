// Compares Newsleaf with a site of React, one of Preact, and bare HTML: sizes, an article page, a long list, and the way between
// them. README.md says how it is measured.
//
//   node bench/run.mjs [--runs N] [--also NAME=FOLDER]… [--only article,list,navigation,hover]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/chromium.mjs";
import { buildBarePage } from "./bare_page.mjs";
import { buildHtmlPage, buildPublished } from "./html_page.mjs";
import { largeFeed } from "./large_feed.mjs";
import { measureArticle } from "./measure/article.mjs";
import { launchForHover, measureHover } from "./measure/hover.mjs";
import { measureList } from "./measure/list.mjs";
import { measureNavigation } from "./measure/navigation.mjs";
import { orderOfRun, summaryOf } from "./measure/statistics.mjs";
import { comparisonHeader, comparisonRows, markdownTable } from "./measure/table.mjs";
import { buildPeer } from "./peers.mjs";
import { compressedFile, compressedFolder, serveFiles } from "./site.mjs";

const DIST = "dist";
const BUILD = "build/bench";
const SAMPLE_FEED = "sample/feed.json";
const LARGE_FEED = join(BUILD, "large_feed.json");
const HEADLINE = "A morning in a press office of three";
const COMPARE_WITH = ["bare", "html", "react", "preact"];
const MEASUREMENTS = ["article", "list", "navigation", "hover"];

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    also: { type: "string", multiple: true, default: [] },
    only: { type: "string", default: MEASUREMENTS.join(",") },
  },
});
const runs = Number(options.runs);
const wanted = options.only.split(",");
if (!(runs >= 1)) throw new Error(`--runs is a number from 1, not '${options.runs}'.`);
if (!wanted.every((name) => MEASUREMENTS.includes(name))) throw new Error(`--only is a list of ${MEASUREMENTS.join(", ")}.`);

/** Builds every site. Returns [{name, article, list}]: the folders that these two pages are in. */
async function buildSites() {
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(LARGE_FEED, largeFeed());
  const folders = { newsleaf: DIST, ...Object.fromEntries(options.also.map((also) => also.split("="))) };
  for (const peer of ["react", "preact"]) {
    folders[peer] = join(BUILD, peer);
    await buildPeer(peer, folders[peer], DIST);
  }
  const html = { name: "html", article: join(BUILD, "html_article"), list: join(BUILD, "html_list") };
  buildHtmlPage(html.article, { feed: SAMPLE_FEED, dist: DIST, headline: HEADLINE });
  buildHtmlPage(html.list, { feed: LARGE_FEED, dist: DIST });
  const bare = { name: "bare", article: join(BUILD, "bare") };
  buildBarePage(bare.article, { feed: SAMPLE_FEED, headline: HEADLINE });
  const published = { name: "published", article: join(BUILD, "published") };
  buildPublished(published.article, { feed: SAMPLE_FEED, dist: DIST });
  return [...Object.entries(folders).map(([name, folder]) => ({ name, article: folder, list: folder })), html, published, bare];
}

/** Starts each site twice: with the sample's feed, and with the large one. */
async function serveSites(sites) {
  const pictures = compressedFolder("sample/pictures", "pictures/");
  const sample = { "feed.json": compressedFile("feed.json", readFileSync(SAMPLE_FEED)), ...pictures };
  const large = { "feed.json": compressedFile("feed.json", readFileSync(LARGE_FEED)) };
  for (const site of sites) {
    const article = compressedFolder(site.article);
    site.articleServer = await serveFiles(article, sample);
    // A published page is compared as an article; its lists are pages as well.
    if (site.list) site.listServer = await serveFiles(site.list === site.article ? article : compressedFolder(site.list), large);
  }
}

/** Finds the article by its headline on the front page, and notes how many bytes its page loads. */
async function findArticle(browser, site) {
  let page = await (await browser.newContext()).newPage();
  await page.goto(site.articleServer.url);
  site.articleUrl = site.articleServer.url;
  if (!["html", "bare"].includes(site.name)) site.articleUrl = await page.getByRole("link", { name: HEADLINE, exact: true }).first().evaluate((link) => link.href);
  // The front page of a published site is another page, and the browser has its files by now.
  if (site.name === "published") {
    await page.context().close();
    site.articleServer.forgetRequests();
    page = await (await browser.newContext()).newPage();
  }
  await page.goto(site.articleUrl, { waitUntil: "networkidle" });
  await page.locator("#app .article .body p").first().waitFor();
  await page.context().close();
  site.bytes = site.articleServer.bytesRequested();
}

/** Runs one kind of measurement on a site once. Returns values by their titles. */
async function measureOnce(kind, browser, site) {
  if (kind === "article") return measureArticle(browser, site.articleUrl);
  // Only pages that are files can be prepared.
  if (kind === "hover") return site.name === "published" ? measureHover(hoverBrowser, site.articleServer.url) : {};
  if (!site.list) return {};
  if (kind === "list") return measureList(browser, site.listServer.url);
  // The bare HTML site has no second page.
  return site.name === "html" ? {} : measureNavigation(browser, site.listServer.url);
}

function formatOf(title) {
  if (title === "CLS") return (value) => value.toFixed(3);
  if (title.includes("click")) return (value) => `${value.toFixed(2)} frames`;
  return (value) => `${Math.round(value)} ms`;
}

function printSizes(sites) {
  const html = sites.find(({ name }) => name === "html").bytes;
  const rows = sites.map(({ name, bytes }) => [name, `${(bytes / 1024).toFixed(1)} KB`, (bytes / html).toFixed(2)]);
  console.log(`${markdownTable([["article page, brotli", "size", "/ html"], ...rows])}\n`);
}

/** Prints the table of one kind of measurement. `results` is [{name, values}], one for each run of a site. */
function printResults(kind, sites, results) {
  const rows = [];
  for (const title of new Set(results.flatMap(({ values }) => Object.keys(values)))) {
    const valuesOf = (name) => results.filter((result) => result.name === name && title in result.values).map(({ values }) => values[title]);
    const summaries = sites.filter(({ name }) => valuesOf(name).length > 0).map(({ name }) => [name, summaryOf(valuesOf(name))]);
    rows.push(...comparisonRows(title, summaries, { format: formatOf(title), compareWith: COMPARE_WITH }));
  }
  console.log(`${kind}, ${runs} runs\n\n${markdownTable([comparisonHeader(COMPARE_WITH), ...rows])}\n`);
}

const sites = await buildSites();
await serveSites(sites);
const browser = await chromium.launch(launchOptions());
const hoverBrowser = wanted.includes("hover") ? await launchForHover() : null;
try {
  for (const site of sites) await findArticle(browser, site);
  printSizes(sites);
  for (const kind of wanted) {
    const results = [];
    for (let run = 0; run < runs; run++) {
      console.error(`${kind}: run ${run + 1} of ${runs}`);
      for (const site of orderOfRun(sites, run)) results.push({ name: site.name, values: await measureOnce(kind, browser, site) });
    }
    printResults(kind, sites, results);
  }
} finally {
  await browser.close();
  await hoverBrowser?.close();
  for (const { articleServer, listServer } of sites) await Promise.all([articleServer.close(), listServer?.close()]);
}
