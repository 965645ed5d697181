// The messages of a page without a feed. network.spec.mjs has all failures of a request.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith } from "../support/feeds.mjs";

const heading = (page) => page.getByRole("heading", { level: 1 });

test("invalid JSON is shown around the fault", async ({ page, site }) => {
  site.fault("feed.json", { body: '{"items": [{"title": "A "quoted" word"}]}' });
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, site);
  // Readers first: one sentence and the button; the rest is folded, and its mark is in sight.
  await expect(page.locator("main p").first()).toHaveText("Something is wrong at the site, and not with your device. Please try again later.");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.locator(".excerpt")).toBeHidden();
  await expect(page.getByText("For the publisher")).toBeInViewport({ ratio: 1 });
  await page.getByText("For the publisher").click();
  await expect(page.locator(".excerpt")).toContainText('"A "▸quoted" word"');
  await expect(page.locator(".for-publisher")).toContainText("line 1, column 26");
  await expect(page.locator(".for-publisher")).toContainText("Within a text, write a quotation mark as \\\".");
  await test.step("another fault of the same failure has another sentence", async () => {
    site.fault("feed.json", { body: '{"items": [{"title": "A' });
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".for-publisher")).toContainText("The end of the file is missing.");
  });
  await expect(page.locator(".for-publisher code")).toHaveText("invalid_json");
  await expect(page.getByRole("link", { name: "feed-health.html" })).toHaveAttribute("href", "./feed-health.html");
});

test("a site whose feed has gone keeps its name, without advice on where to put a first feed", async ({ page, site }) => {
  await open(page, site);
  const name = await page.locator(".masthead__name").textContent();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open((await caches.keys()).find((key) => key.startsWith("newsleaf-feeds")))).keys()).length)).toBeGreaterThan(0);
  for (const [visit, status] of [["this visit", 404], ["the next one", 404], ["one after that", 503]]) {
    await test.step(visit, async () => {
      site.fault("feed.json", { status });
      await open(page, site);
      await expect(heading(page)).toHaveText("The stories could not be loaded");
      await expect(page.locator(".masthead__name")).toHaveText(name);
      await expect(page.locator("main p").first()).toHaveText("Something is wrong at the site, and not with your device. Please try again later.");
    });
  }
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ [`newsleaf:name ${site.url}`]: name });
  // A feed that is there again has the word.
  site.fault("feed.json", feedFile(feedWith(1, { title: "Another name" })));
  await open(page, site);
  await expect(heading(page)).toHaveText("Another name");
});

test("no feed yet: the page says where to put it", async ({ page, site }) => {
  site.fault("feed.json", { status: 404 });
  await open(page, site, "?article=0123456789-x");
  await expect(heading(page)).toHaveText("Put feed.json beside this file");
  await expect(page.locator("main")).toContainText(`${site.url}feed.json`);
  await expect(page.getByRole("link", { name: "The JSON Feed specification" })).toBeVisible();
});

test("being offline and a host that is down give different messages", async ({ page, site }) => {
  site.fault("feed.json", { drop: true });
  await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
  await open(page, site, "?page=1");
  await expect(page.locator("main")).toContainText("Your device is offline");
});

test.describe("a feed on another host", () => {
  test("that allows it is read, and one that does not gives a message", async ({ page, site, request }) => {
    const other = await (await import("../../../scripts/static-server.mjs")).startStaticServer({
      folders: [],
      files: {
        "open.json": { body: JSON.stringify(feedWith(1, { title: "Other host" })), headers: { "Access-Control-Allow-Origin": "*" } },
        "closed.json": { body: JSON.stringify(feedWith(1)) },
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

test("the console lists corrections in one group", CHROMIUM.unreported, async ({ page, site }) => {
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

test("a settings file that is broken or slow does not hide the stories", async ({ page, site }) => {
  site.fault("newsleaf.json", { body: "{broken" });
  await open(page, site);
  await expect(heading(page)).toHaveText("The Newsleaf Reader");
  site.hold("newsleaf.json");
  site.fault("feed.json", { delay: 1_500 });
  await page.goto(site.url);
  await expect(heading(page)).toHaveText("The Newsleaf Reader", { timeout: 5_000 });
});
