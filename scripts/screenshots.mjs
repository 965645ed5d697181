// Takes pictures of the pages of dist/ for looking at: every page and state at five widths, light and dark, in three
// scripts and three text sizes where they matter. They land in screenshots/, with an index.html that shows them side by
// side.
//
//   node scripts/screenshots.mjs            everything
//   node scripts/screenshots.mjs article    only the pages whose name contains that word
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { startStaticServer } from "./static-server.mjs";

const WIDTHS = [320, 390, 768, 1280, 1920];
const SCHEMES = ["light", "dark"];

const sample = JSON.parse(readFileSync("sample/feed.json", "utf8"));
const find = (id) => sample.items.find((item) => item.id === id);

/** The sample's stories in one language as a feed of their own. */
function feedIn(language, title, description) {
  const items = sample.items.filter((item) => item.language?.startsWith(language.slice(0, 2)));
  const filled = Array.from({ length: 3 }, (_, round) => items.map((item) => ({ ...item, id: `${item.id}-${round}` }))).flat();
  return { ...sample, title, description, language, items: filled, _newsleaf: { ...sample._newsleaf, sections: [], footer: [] } };
}

const made = (count, change = () => ({})) => ({
  version: sample.version,
  title: "The Village Bulletin",
  language: "en",
  items: Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    title: `The council has met for the ${at + 1}th time this year`,
    summary: "What was said, what was decided, and what has been put off until the river is lower.",
    content_html: "<p>The council has met.</p>",
    tags: [["Council", "Roads", "School"][at % 3]],
    date_published: new Date(Date.UTC(2026, 10, 20) - at * 86_400_000).toISOString(),
    ...change(at),
  })),
});

const chinese = feedIn("zh-Hans", "新叶报", "这份报纸讲的是它自己：页面上的一切都来自一个 JSON 文件");
const arabic = feedIn("ar", "ورقة جديدة", "صحيفة عن نفسها: كل ما في هذه الصفحات يأتي من ملف واحد");
const long = made(4, (at) => ({ title: at ? ["Yes", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "No"][at - 1] : "What the council said about the bridge, ".repeat(6) }));

// Each page opens itself; `sizes` are further text sizes in which it is taken.
const PAGES = [
  { name: "home", sizes: ["large", "small"] },
  { name: "home-chinese", feed: chinese, sizes: ["large"] },
  { name: "home-arabic", feed: arabic, sizes: ["large"] },
  { name: "home-one-story", feed: made(1) },
  { name: "home-three-stories", feed: made(3) },
  { name: "home-thousand-stories", feed: made(1000) },
  { name: "home-long-headlines", feed: long, sizes: ["large"] },
  { name: "home-empty", feed: made(0) },
  { name: "section", open: (page, site) => visit(page, `${site.url}?section=publishing`) },
  { name: "all-sections", open: (page, site) => visit(page, `${site.url}?sections`) },
  { name: "tag", open: (page, site) => visit(page, `${site.url}?tag=feeds`) },
  { name: "search", open: (page, site) => search(page, site, "feed json") },
  { name: "search-chinese", feed: chinese, open: (page, site) => search(page, site, "中文") },
  { name: "article", open: openArticle("publish-in-three-steps"), sizes: ["large", "small"] },
  { name: "article-news", open: openArticle("xianning-southern-pilot-cities") },
  { name: "article-gallery", open: openArticle("a-gallery") },
  { name: "article-table", open: openArticle("figures-in-columns") },
  { name: "article-sound", open: openArticle("sound-and-video") },
  { name: "article-note", open: openArticle("note-lamp") },
  { name: "article-chinese", feed: chinese, open: openArticle("one-folder-one-paper-zh"), sizes: ["large", "small"] },
  { name: "article-arabic", feed: arabic, open: openArticle("read-from-the-right-ar"), sizes: ["large", "small"] },
  { name: "share-more", open: shareMore },
  { name: "qr-dialog", open: openCode, full: false },
  { name: "article-missing", open: (page, site) => visit(page, `${site.url}?article=0000000000-an-old-story`) },
  { name: "section-missing", open: (page, site) => visit(page, `${site.url}?section=missing`) },
  { name: "not-found", open: (page, site) => visit(page, `${site.url}?article=nothing`) },
  { name: "no-feed", fault: { status: 404 } },
  { name: "failed-json", feed: '{"version": "https://jsonfeed.org/version/1.1",\n"items": [1,]}' },
  { name: "failed-web-page", feed: "<!doctype html><title>Sign in</title>" },
  { name: "failed-server", fault: { status: 503 } },
  { name: "feed-health", open: health },
  { name: "embed-builder", open: builder("") },
  { name: "embed-builder-dark-page", open: builder("?layout=cards&limit=3&theme=dark&background=transparent&accent=0a6&on=dark") },
  { name: "embed-builder-notes", open: builder("?section=Nowhere&limit=99&accent=reddish") },
  { name: "feed-health-odd", feed: made(30, (at) => ({ date_published: "last Tuesday", tags: ["Council", at] })), open: health },
  { name: "feed-health-json", feed: '{"version": "https://jsonfeed.org/version/1.1",\n"items": [1,]}', open: health },
  {
    name: "first-paint",
    async open(page, site) {
      site.hold(await part(site, "wasm"));
      await page.goto(site.url, { waitUntil: "commit" });
      await page.locator(".masthead").waitFor();
    },
  },
  {
    name: "boot-message",
    async open(page, site) {
      site.fault(await part(site, "glue"), { status: 404 });
      await page.goto(site.url);
      await page.locator("#boot-message").waitFor();
    },
  },
];

async function part(site, name) {
  return new RegExp(`data-${name}="([^"]+)"`).exec(await (await fetch(site.url)).text())[1];
}

async function visit(page, url) {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
}

async function search(page, site, query) {
  await visit(page, `${site.url}?search=${encodeURIComponent(query)}`);
  await page.locator(".story-card").first().waitFor();
}

/** Opens the story with this id: by its headline, which the search finds. */
function openArticle(id) {
  const words = (find(id).title ?? find(id).content_text).split(/\s+/).slice(0, 6).join(" ");
  return async (page, site) => {
    await search(page, site, words);
    await visit(page, await page.locator(".story-card__headline a").first().evaluate((link) => link.href));
    // Pictures are taken of the whole page, so late pictures are loaded first.
    for (const picture of await page.locator("img").all()) await picture.evaluate((img) => (img.loading = "eager"));
    await page.waitForLoadState("networkidle");
  };
}

function builder(query) {
  return async (page, site) => {
    await page.goto(`${site.url}embed-builder.html${query}`);
    await page.locator("#site:not(:empty)").waitFor();
  };
}

async function health(page, site) {
  await page.goto(`${site.url}feed-health.html`);
  await page.locator("#feed-heading").waitFor();
}

async function shareMore(page, site) {
  await openArticle("publish-in-three-steps")(page, site);
  await page.locator(".share__more summary").click();
}

async function openCode(page, site) {
  await openArticle("publish-in-three-steps")(page, site);
  await page.getByRole("button", { name: "WeChat" }).click();
  await page.locator(".qr-dialog__fits").waitFor();
}

const filter = process.argv[2] ?? "";
mkdirSync("screenshots", { recursive: true });
const browser = await chromium.launch(launchOptions());
const failures = [];

async function take(taken, width, colorScheme, size) {
  const { name, open = (page, site) => visit(page, site.url), feed, fault, full = true } = taken;
  const file = `screenshots/${[name, width, colorScheme, ...(size === "medium" ? [] : [size])].join("-")}.png`;
  const files = feed === undefined ? {} : { "feed.json": { body: typeof feed === "string" ? feed : JSON.stringify(feed) } };
  const site = await startStaticServer({ folders: ["dist", "sample"], files });
  if (fault) site.fault("feed.json", fault);
  const context = await browser.newContext({ colorScheme, viewport: { width, height: width < 500 ? 844 : 900 }, locale: "en-GB" });
  const page = await context.newPage();
  await page.addInitScript((chosen) => localStorage.setItem("newsleaf:text-size", chosen), size);
  try {
    await open(page, site);
    await page.screenshot({ path: file, fullPage: full });
    console.log(file);
  } catch (error) {
    failures.push(`${file}: ${error.message.split("\n")[0]}`);
  }
  await context.close();
  await site.close();
}

for (const page of PAGES.filter(({ name }) => name.includes(filter))) {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      for (const size of ["medium", ...(page.sizes ?? [])]) await take(page, width, scheme, size);
    }
  }
}
await browser.close();

const pictures = readdirSync("screenshots").filter((file) => file.endsWith(".png"));
const shown = pictures.map((file) => `<figure><img src="${file}" alt="" loading="lazy"><figcaption>${file}</figcaption></figure>`).join("\n");
const style = "body{font:14px sans-serif;background:#888;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}img{height:700px;display:block}";
writeFileSync("screenshots/index.html", `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${shown}`);

for (const failure of failures) console.error(`error: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
