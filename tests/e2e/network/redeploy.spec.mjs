// An old page after an update of the site, whose parts are gone; and the way to a story where nothing helps.
import { readFileSync } from "node:fs";
import { appStarted, expect, feedFile, test } from "../support/site.mjs";
import { feedWith, story } from "../support/feeds.mjs";

const PAGE = readFileSync("dist/index.html", "utf8");
/** A page of an earlier version: one of its parts has another name. */
const old = (part) => PAGE.replaceAll(part, part.replace(/[0-9a-f]{16}/, "0123456789abcdef"));
/** The message is there, and says this where it can be seen. */
const expectMessage = (page, words) => expect(page.locator("#boot-message p:visible", { hasText: words })).toHaveCount(1);
const pages = (site) => site.requests.filter((request) => request.path === "/");

for (const kind of ["wasm", "glue", "sanitiser"]) {
  test(`an old page whose ${kind} is gone is replaced by the new one, past a cache that would keep it`, async ({ page, site }) => {
    let visits = 0;
    site.fault("", {
      answer: (_, response) => {
        const isOld = visits++ === 0;
        response.writeHead(200, { "Content-Type": "text/html", "Cache-Control": isOld ? "max-age=3600" : "no-cache" });
        response.end(isOld ? old(site.part(kind)) : PAGE);
      },
    });
    await page.goto(site.url);
    await appStarted(page);
    await expect(page.locator("#boot-message")).toBeHidden();
  });

  test(`where a reload does not bring back the ${kind}, the message comes, and no second reload, also with storage blocked`, async ({ page, site, complaints }) => {
    await page.addInitScript(() => {
      for (const storage of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
        Object.defineProperty(window, storage, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
      }
    });
    site.fault(site.part(kind), { status: 404 });
    await page.goto(site.url);
    await expectMessage(page, "the site has just been updated");
    await page.waitForTimeout(1_000);
    expect(pages(site).length).toBe(3);
    expect(complaints).toEqual([]);
  });
}

test("a page that cannot be loaded again is not replaced by the browser's own error page", async ({ page, site }) => {
  site.fault(site.part("wasm"), {
    answer: (request, response) => {
      site.fault("", { drop: true });
      response.writeHead(404).end();
    },
  });
  await page.goto(site.url);
  await expectMessage(page, "could not be loaded");
});

test("a host that does not answer the request for a new page delays the message by ten seconds at most", async ({ page, site }) => {
  site.fault(site.part("wasm"), {
    answer: (request, response) => {
      site.fault("", { answer: () => {} });
      response.writeHead(404).end();
    },
  });
  // Ten seconds are half of one here, and every other time is as long as ever.
  await page.addInitScript(() => {
    const original = window.setTimeout;
    window.setTimeout = (callback, delay, ...rest) => original(callback, delay === 10_000 ? 500 : delay, ...rest);
  });
  await page.goto(site.url);
  await expect.poll(() => pages(site).length).toBe(2);
  await expectMessage(page, "could not be loaded");
});

test.describe("where the app cannot run", () => {
  const feed = feedWith(2);
  feed.items.push(story(3, { id: "https://newsleaf.example/2020/xianning", title: "Xianning opens its bridge", url: "https://press.example/bridge" }));
  test.use({ files: { "feed.json": feedFile(feed) } });
  const source = (page) => page.locator("#boot-message").getByRole("link", { name: "Read “Xianning opens its bridge” at its source" });

  for (const [what, fault, sign] of [
    ["a part is gone", (page, site) => site.fault(site.part("wasm"), { status: 404 }), "could not be loaded"],
    ["WebAssembly is switched off", (page) => page.addInitScript(() => delete window.WebAssembly), "switched off or forbidden"],
    ["a part is broken", (page, site) => site.fault(site.part("glue"), { headers: { "Content-Type": "text/javascript" }, body: "throw new Error('broken')" }), "went wrong"],
  ]) {
    test(`because ${what}, the story's source is linked beside 'Reload' and the feed`, async ({ page, site }) => {
      await fault(page, site);
      await page.goto(`${site.url}?article=epx7t3f31e-xianning`);
      await expectMessage(page, sign);
      await expect(source(page)).toHaveAttribute("href", "https://press.example/bridge");
      await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Open the feed" })).toBeVisible();
    });
  }

  test("because it has stopped, too", async ({ page, site }) => {
    await page.goto(`${site.url}?article=epx7t3f31e-xianning`);
    await appStarted(page);
    await page.evaluate(() => window.newsleaf.failed("a panic"));
    await expect(source(page)).toBeVisible();
  });

  test("a reader of another language gets that line too", async ({ browser, site }) => {
    const context = await browser.newContext({ locale: "de-DE" });
    const page = await context.newPage();
    site.fault(site.part("wasm"), { status: 404 });
    await page.goto(`${site.url}?article=epx7t3f31e-xianning`);
    await expect(page.locator("#boot-message").getByRole("link", { name: /Xianning opens its bridge/ })).toBeVisible();
    await context.close();
  });

  test("the feed and the story are found where the settings put the feed", async ({ page, site }) => {
    site.fault("feed.json", { status: 404 });
    site.fault("newsleaf.json", { body: JSON.stringify({ feed: "other/paper.json" }) });
    site.fault("other/paper.json", { body: JSON.stringify(feed) });
    site.fault(site.part("wasm"), { status: 404 });
    await page.goto(`${site.url}?article=epx7t3f31e-xianning`);
    await expect(source(page)).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the feed" })).toHaveAttribute("href", `${site.url}other/paper.json`);
  });

  test("no line is left empty where there is no such story", async ({ page, site }) => {
    site.fault(site.part("wasm"), { status: 404 });
    await page.goto(`${site.url}?article=0123456789-other`);
    await expect(page.locator("#boot-message")).toBeVisible();
    await page.waitForTimeout(300);
    await expect(page.locator(".boot-message__item")).toBeHidden();
  });
});
