// The widget of a published site in other sites' pages, by its script and by plain frames.
import { CHROMIUM } from "../support/chromium.mjs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { feedWith, story } from "../support/feeds.mjs";
import { feedFile } from "../support/site.mjs";
import { expect, test as published } from "../support/deliveries.mjs";

const files = { "feed.json": feedFile(feedWith(0, { items: [1, 2, 3].map((number) => story(number, { title: `Story ${number}` })) })) };

const test = published.extend({
  files,
  hostHeaders: { "Access-Control-Allow-Origin": "*" },

  /** A page of another site with this body. `news` is the published site as the host knows it. */
  host: async ({ page, site }, use) => {
    const pages = {};
    const server = await startStaticServer({ folders: [], files: pages, idleLimit: 120_000 });
    const news = site.url.replace("127.0.0.1", "localhost");
    await use({
      news,
      async open(body, script = `<script async src="${news}embed.js"></script>`) {
        pages["page.html"] = { body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title>${script}<h1>A host</h1>${body}`, headers: { "Content-Type": "text/html" } };
        await page.goto(`${server.url}page.html`);
      },
    });
    await server.close();
  },
});

const requestedPages = (site) => site.requests.filter(({ search }) => /^\?embed\b/.test(search)).map(({ path }) => path);

test("the site's own script asks for the page of widgets at once", async ({ page, host, site, complaints }) => {
  await host.open(`<newsleaf-embed src="${host.news}" limit="2"></newsleaf-embed>`);
  const frame = page.locator("newsleaf-embed iframe");
  await expect(page.frameLocator("newsleaf-embed iframe").getByRole("link", { name: "Story 1" }).first()).toBeVisible();
  await expect(frame).toHaveAttribute("src", new RegExp(`^${host.news}embed/\\?embed&limit=2`));
  expect(requestedPages(site)).toEqual(["/some/paper/embed/"]);
  await expect(page.locator("newsleaf-embed a[part=link]")).toHaveAttribute("href", host.news);
  await expect.poll(async () => (await frame.boundingBox()).height).toBeGreaterThan(50);
  expect(complaints).toEqual([]);
});

test("its script leaves the addresses of other sites as they are", async ({ page, host, site }) => {
  const other = `${host.news}other/`;
  await host.open(`<newsleaf-embed src="${other}" loading="eager"></newsleaf-embed>`);
  await expect(page.locator("newsleaf-embed iframe")).toHaveAttribute("src", new RegExp(`^${other}\\?embed`));
  expect(site.requests.some(({ path }) => path.endsWith("/embed/"))).toBe(false);
});

test("links of the widget lead to the published pages", CHROMIUM.frames, async ({ page, host }) => {
  await host.open(`<newsleaf-embed src="${host.news}"></newsleaf-embed>`);
  const link = page.frameLocator("newsleaf-embed iframe").getByRole("link", { name: "Story 2" }).first();
  await expect(link).toBeVisible();
  expect(await link.evaluate(({ href }) => href)).toMatch(/\/some\/paper\/article\/\w{10}-story-2\/$/);
});

for (const [kind, sandbox] of Object.entries({ "a frame": "", "a sandboxed frame without an origin": ' sandbox="allow-scripts"' })) {
  test(`the front page leads ${kind} that asks for a widget there, unseen, without an entry in the history`, async ({ page, host, site }) => {
    await page.addInitScript(() => {
      if (window === top) return;
      window.painted = 0;
      const look = () => {
        const isFrontPage = !location.pathname.endsWith("/embed/") && document.querySelector(".masthead");
        if (isFrontPage && getComputedStyle(document.documentElement).visibility !== "hidden") top.postMessage("painted", "*");
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await host.open(`<script>onmessage = ({ data }) => { if (data === "painted") window.sawFrontPage = true }</script><iframe width="600" height="600"${sandbox} src="${host.news}?embed&limit=2&theme=dark"></iframe>`, "");
    const length = await page.evaluate(() => history.length);
    await expect(page.frameLocator("iframe").getByRole("link", { name: "Story 1" }).first()).toBeVisible();
    expect(requestedPages(site)).toEqual(["/some/paper/", "/some/paper/embed/"]);
    expect(page.frames()[1].url()).toBe(`${host.news}embed/?embed&limit=2&theme=dark`);
    expect(await page.evaluate(() => history.length)).toBe(length);
    expect(await page.evaluate(() => window.sawFrontPage)).toBeUndefined();
  });
}
