// `make demo-embed`: the widget in pages of another site, under each library that such sites use (scripts/embed-hosts.mjs)
// and under our own embed.js, in light and dark. The news and the other site are two origins. Ctrl-C ends it.
//
// With SCREENSHOTS=1 or --screenshots it takes pictures into screenshots/, says what each widget requests and how many bytes
// that are, and ends.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { LIBRARIES, hostPage, libraryFiles } from "./embed-hosts.mjs";
import { startStaticServer } from "./static-server.mjs";

const WIDTHS = [390, 768, 1280];
const SCHEMES = ["light", "dark"];
const IDLE_LIMIT = 120_000;

// The content of each library's widget, so that one page has every layout. The article is one of the sample's.
const SHOWN = {
  newsleaf: "limit=5",
  pym: "layout=headlines&limit=6",
  "iframe-resizer-4": "layout=cards&limit=4",
  "iframe-resizer-5": "limit=3&summary=true&images=false",
  "open-iframe-resizer": "limit=3&open=inside&title=Opens+in+the+frame",
  newswire: "limit=3&size=large",
  sidechain: "layout=headlines&limit=4&background=transparent",
  amp: "limit=3&accent=0b6e4f",
  wordpress: "limit=4&title=In+a+sandbox",
  mastodon: "section=publishing&limit=3",
};

const takesPictures = process.env.SCREENSHOTS === "1" || process.argv.includes("--screenshots");

if (!existsSync("dist/index.html")) {
  const build = spawnSync("scripts/dist", { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

const idleLimit = takesPictures ? IDLE_LIMIT : 0;
const news = await startStaticServer({
  folders: ["dist", "sample"],
  // For frames that a sandbox leaves without an origin, such as WordPress's.
  headers: { "Access-Control-Allow-Origin": "*" },
  idleLimit,
});

const widget = (library, scheme) => ({
  id: library,
  src: `${news.url}?embed&${SHOWN[library]}&theme=${scheme}`,
  title: `News, by ${LIBRARIES[library].name}`,
});

/** The page with all of them, and for each a page of its own, on which its bytes are counted. */
function pages(scheme) {
  const part = (library) => ({ library, widgets: [widget(library, scheme)], heading: LIBRARIES[library].name });
  const other = scheme === "dark" ? "light" : "dark";
  const dark = scheme === "dark";
  const before = `<h1>Another site</h1><p>The news below comes from ${news.origin}. This page is also there in <a href="${other}.html">${other}</a>.</p>`;
  const page = (parts, more = "") => ({ headers: { "Content-Type": "text/html; charset=utf-8" }, body: hostPage({ title: `Another site, in ${scheme}`, parts, dark, before: more }) });
  const all = Object.keys(LIBRARIES);
  return [[`${scheme}.html`, page(all.map(part), before)], ...all.map((library) => [`${library}-${scheme}.html`, page([part(library)])])];
}

const files = { ...libraryFiles(), ...Object.fromEntries(SCHEMES.flatMap(pages)) };
files["index.html"] = files["light.html"];
const host = await startStaticServer({ folders: [], files, idleLimit });
// Another name and another port, so that the two are strangers to the browser.
const hostUrl = host.url.replace("127.0.0.1", "localhost");

console.log(`The news is served at ${news.url} (the sample feed)`);
console.log(`Another site with its widgets: ${hostUrl}light.html and ${hostUrl}dark.html`);
if (!LIBRARIES.newsleaf.files["lib/embed.js"]) console.log("dist/ has no embed.js; a plain frame and a few lines stand in for it.");

async function takePictures() {
  const { chromium } = await import("@playwright/test");
  const { launchOptions } = await import("./chromium.mjs");
  mkdirSync("screenshots", { recursive: true });
  const browser = await chromium.launch(launchOptions());
  try {
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) {
        const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: scheme, locale: "en-GB" });
        await page.goto(`${hostUrl}${scheme}.html`);
        await allReady(page, Object.keys(LIBRARIES).length);
        // The browser draws no frame of another site that is below the window, so the window gets as high as the page.
        await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
        await page.waitForTimeout(500);
        const path = `screenshots/embed-${width}-${scheme}.png`;
        await page.screenshot({ path });
        console.log(path);
        await page.close();
      }
    }
    await countBytes(browser);
  } finally {
    await browser.close();
    await news.close();
    await host.close();
  }
}

/** Waits until every widget is there, with its pictures, and as high as it says. */
async function allReady(page, count) {
  const widgets = page.locator(".place iframe");
  for (let at = 0; at < count; at++) {
    await widgets.nth(at).scrollIntoViewIfNeeded();
    await widgets.nth(at).contentFrame().locator('.embed[data-state="ready"]').waitFor();
  }
  await page.evaluate(() => scrollTo(0, 0));
  /* Pictures may still be on their way; on a busy machine that is not worth more than some seconds. */
  await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => {});
  await page.waitForTimeout(500);
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const isPacked = (url) => /\.(avif|gif|jpe?g|m4a|mp3|mp4|ogg|png|webm|webp)$/.test(new URL(url).pathname);

/** The requests of one widget to the news host, the first time in an empty browser. */
async function countBytes(browser) {
  const parts = new Map();
  const rows = [];
  for (const library of Object.keys(LIBRARIES)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    const answers = [];
    page.on("response", (response) => {
      if (response.url().startsWith(news.url)) answers.push(response);
    });
    await page.goto(`${hostUrl}${library}-light.html`);
    await allReady(page, 1);
    const row = { library, requests: answers.length, transferred: 0, brotli: 0 };
    for (const answer of answers) {
      const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
      const body = await answer.body().catch(() => Buffer.alloc(0));
      const packed = isPacked(answer.url()) ? body.length : brotli(body);
      row.transferred += responseHeadersSize + responseBodySize;
      row.brotli += packed;
      parts.set(nameOf(answer.url()), [body.length, packed, answer.status()]);
    }
    rows.push(row);
    await context.close();
  }
  const columns = (name, ...numbers) => console.log(name.padEnd(32) + numbers.map((text) => String(text).padStart(13)).join(""));
  console.log("");
  columns("one widget, nothing cached", "requests", "transferred", "by brotli");
  for (const { library, requests, transferred, brotli } of rows) columns(LIBRARIES[library].name, requests, kilobytes(transferred), kilobytes(brotli));
  console.log("\nThis host sends everything as it is; a host that compresses sends what the last column says.\n");
  columns("part", "status", "raw", "by brotli");
  for (const [name, [raw, packed, status]] of [...parts].sort(([, one], [, other]) => other[1] - one[1])) columns(name, status, kilobytes(raw), kilobytes(packed));
}

/** A file's name without the hash of its content; of the shell, that it is the shell. */
function nameOf(url) {
  const path = url.slice(news.url.length).split(/[?#]/)[0];
  return path.replace(/-[0-9a-f]{16}(?=[./])/, "") || "the page";
}

if (takesPictures) await takePictures();
else console.log("Ctrl-C ends it.");
