// What a page says where there is no feed. Every way in which one does not come is in network.spec.mjs.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, paper } from "../support/paper.mjs";

const heading = (page) => page.getByRole("heading", { level: 1 });

test("invalid JSON is shown around the fault", async ({ page, site }) => {
  site.fault("feed.json", { body: '{"items": [{"title": "A "quoted" word"}]}' });
  await open(page, site);
  await expect(page.locator(".excerpt")).toContainText('"A "▸quoted" word"');
});

test("no feed yet: the publisher is told where to put it", async ({ page, site }) => {
  site.fault("feed.json", { status: 404 });
  await open(page, site, "?article=0123456789-x");
  await expect(heading(page)).toHaveText("Put feed.json beside this file");
  await expect(page.locator("main")).toContainText(`${site.url}feed.json`);
  await expect(page.getByRole("link", { name: "The JSON Feed specification" })).toBeVisible();
});

test("offline is told from a host that is down", async ({ page, site }) => {
  site.fault("feed.json", { drop: true });
  await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
  await open(page, site, "?page=1");
  await expect(page.locator("main")).toContainText("Your device is offline");
});

test.describe("a feed on another host", () => {
  test("that allows it is read, and one that does not is told", async ({ page, site, request }) => {
    const other = await (await import("../../../scripts/static-server.mjs")).startStaticServer({
      folders: [],
      files: {
        "open.json": { body: JSON.stringify(paper(1, { title: "Other host" })), headers: { "Access-Control-Allow-Origin": "*" } },
        "closed.json": { body: JSON.stringify(paper(1)) },
      },
      idleLimit: 60_000,
    });
    site.fault("newsleaf.json", { body: JSON.stringify({ feed: `${other.url}open.json` }) });
    await open(page, site);
    await expect(heading(page)).toHaveText("Other host");
    site.fault("newsleaf.json", { body: JSON.stringify({ feed: `${other.url}closed.json` }) });
    await open(page, site);
    await expect(page.locator("main")).toContainText(/Access-Control-Allow-Origin/);
    await other.close();
  });
});

test("what was corrected is told in one grouped line of the console", CHROMIUM.untold, async ({ page, site }) => {
  const groups = [];
  const lines = [];
  page.on("console", (message) => {
    if (message.type() === "startGroupCollapsed") groups.push(message.text());
    if (message.type() === "warning") lines.push(message.text());
  });
  site.fault("feed.json", { body: JSON.stringify({ items: [{ id: 7, title: "x", date_published: "soon" }, null] }) });
  await open(page, site);
  expect(groups).toHaveLength(1);
  expect(lines.some((line) => line.includes("items[0] (7) date_published: found soon"))).toBe(true);
  expect(lines.some((line) => line.includes("items[1]"))).toBe(true);
});

test("a settings file that is broken or slow does not keep the stories away", async ({ page, site }) => {
  site.fault("newsleaf.json", { body: "{broken" });
  await open(page, site);
  await expect(heading(page)).toHaveText("The Newsleaf Reader");
  site.hold("newsleaf.json");
  site.fault("feed.json", { delay: 1_500 });
  await page.goto(site.url);
  await expect(heading(page)).toHaveText("The Newsleaf Reader", { timeout: 5_000 });
});
