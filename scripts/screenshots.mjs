// Takes pictures of the pages of dist/ with the sample feed, for looking at: every page at a phone's, a tablet's and a
// desk's width, light and dark, and the text sizes where they matter. They land in screenshots/.
//
//   node scripts/screenshots.mjs            everything
//   node scripts/screenshots.mjs article    only the pages whose name contains that word
import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { startStaticServer } from "./static-server.mjs";

const WIDTHS = [390, 768, 1280];
const SCHEMES = ["light", "dark"];

// Each page opens itself; what stands in `sizes` is taken in these text sizes too.
const PAGES = [
  { name: "home", open: (page, site) => visit(page, site.url) },
  { name: "article", open: openFirstArticle, sizes: ["large", "small"] },
  { name: "article-missing", open: (page, site) => visit(page, `${site.url}?article=0000000000`) },
  { name: "section-missing", open: (page, site) => visit(page, `${site.url}?section=missing`) },
  {
    name: "no-feed",
    async open(page, site) {
      site.fault("feed.json", { status: 404 });
      await visit(page, site.url);
    },
  },
  {
    name: "first-paint",
    async open(page, site) {
      site.hold(/data-wasm="([^"]+)"/.exec(await (await fetch(site.url)).text())[1]);
      await page.goto(site.url, { waitUntil: "commit" });
      await page.locator(".masthead").waitFor();
    },
  },
  {
    name: "boot-message",
    async open(page, site) {
      site.fault(/data-glue="([^"]+)"/.exec(await (await fetch(site.url)).text())[1], { status: 404 });
      await page.goto(site.url);
      await page.locator("#boot-message").waitFor();
    },
  },
];

async function visit(page, url) {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
}

async function openFirstArticle(page, site) {
  await visit(page, site.url);
  const link = page.locator('#app a[href*="article="]').first();
  if ((await link.count()) === 0) throw new Error("the home page links no article");
  await visit(page, await link.evaluate((each) => each.href));
}

const wanted = process.argv[2] ?? "";
mkdirSync("screenshots", { recursive: true });
const browser = await chromium.launch(launchOptions());
const failures = [];

for (const { name, open, sizes = [] } of PAGES.filter((each) => each.name.includes(wanted))) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      for (const size of ["medium", ...sizes]) {
        const file = `screenshots/${[name, width, colorScheme, ...(size === "medium" ? [] : [size])].join("-")}.png`;
        const site = await startStaticServer({ folders: ["dist", "sample"] });
        const context = await browser.newContext({ colorScheme, viewport: { width, height: width < 500 ? 844 : 900 }, locale: "en-GB" });
        const page = await context.newPage();
        await page.addInitScript((chosen) => localStorage.setItem("newsleaf:text-size", chosen), size);
        try {
          await open(page, site);
          await page.screenshot({ path: file, fullPage: true });
          console.log(file);
        } catch (error) {
          failures.push(`${file}: ${error.message.split("\n")[0]}`);
        }
        await context.close();
        await site.close();
      }
    }
  }
}

await browser.close();
for (const failure of failures) console.error(`error: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
