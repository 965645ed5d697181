// Looking for new stories while the reader reads, and the cache of the last visit.
import { appAdopted, appStarted, expect, feedFile, test } from "../support/site.mjs";
import { headlines, open, feedWith, story } from "../support/feeds.mjs";

const ofFeed = (site) => site.requests.filter((request) => request.path.endsWith("/feed.json"));
const serve = (site, feed) => site.fault("feed.json", { headers: { "Content-Type": "application/feed+json" }, body: JSON.stringify(feed) });
/** The content of a store of the site: `feeds` or `site`; addresses relative to the folder. */
const held = (page, store) =>
  page.evaluate(async (store) => {
    const folder = new URL("./", location.href).href;
    const requests = await (await caches.open(`newsleaf-${store} ${folder}`)).keys();
    return requests.map((request) => request.url.replace(folder, ""));
  }, store);
const notice = (page) => page.locator(".feed-notice--new, .feed-notice--stale");
const newer = (count) => {
  const feed = feedWith(30);
  for (let at = 0; at < count; at++) feed.items.unshift(story(-at, { id: `new-${at}`, title: `New ${at}` }));
  return feed;
};

/** The reader comes back to the tab. */
const comeBack = (page) =>
  page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });

test.use({ files: { "feed.json": feedFile(feedWith(30)) } });

test.describe("new stories", () => {
  test("are looked for every five minutes, offered by a button, and shown when it is pressed", async ({ page, site }) => {
    await page.clock.install();
    await open(page, site);
    await page.clock.runFor(299_000);
    expect(ofFeed(site).length).toBe(1);
    serve(site, newer(2));
    await page.clock.runFor(2_000);
    await expect.poll(() => ofFeed(site).length).toBe(2);
    expect(ofFeed(site)[1].headers["cache-control"]).toBe("max-age=0");
    await expect(page.getByRole("button", { name: "2 new stories" })).toBeVisible();
    expect((await headlines(page))[0]).toBe("Story 1");
    await page.getByRole("button", { name: "2 new stories" }).click();
    await expect(page.locator("main .story-card__headline").first()).toHaveText("New 1");
    await expect(notice(page)).toHaveCount(0);
    await page.clock.runFor(200);
    expect(await page.evaluate(() => document.activeElement.textContent)).toBe("New 1");
  });

  test("that are held back come by themselves at the first look after their time", async ({ page, site }) => {
    await page.clock.install({ time: "2024-06-01T12:00:00Z" });
    const held = story(1, { id: "held", title: "Held", date_published: "2024-06-01T12:14:00Z" });
    serve(site, { ...feedWith(30), items: [held, ...feedWith(30).items] });
    await open(page, site);
    expect((await headlines(page))[0]).toBe("Story 1");
    await page.locator(".masthead, header").first().evaluate((header) => (header.dataset.seen = "before"));
    // It is due ten minutes before its time, since clocks differ: at 12:04. The looks are at 12:05 and every five minutes.
    await page.clock.runFor(299_000);
    expect((await headlines(page))[0]).toBe("Story 1");
    await page.clock.runFor(2_000);
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Held");
    await expect(page.locator("[data-seen]"), "the site was not mounted anew").toHaveCount(1);
    await expect(notice(page)).toHaveCount(0);
  });

  test("can be left for later", async ({ page, site }) => {
    await open(page, site);
    serve(site, newer(1));
    await comeBack(page);
    await notice(page).getByRole("button", { name: "Close" }).click();
    await expect(notice(page)).toHaveCount(0);
    serve(site, newer(2));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "2 new stories" })).toBeVisible();
  });

  test("hide nothing that has the focus, nor the end of the page", async ({ page, site }) => {
    await open(page, site);
    serve(site, newer(1));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "1 new story" })).toBeVisible();
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press("Tab");
      const [focused, noticed] = await page.evaluate(() => [document.activeElement, document.querySelector(".feed-notice")].map((element) => element.getBoundingClientRect().toJSON()));
      if (await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest(".feed-notice, .skip-link") !== null)) continue;
      expect(focused.bottom <= noticed.top || focused.top >= noticed.bottom || focused.left >= noticed.right || focused.right <= noticed.left, `stop ${stop}`).toBe(true);
    }
    // Not `boundingBox`, which Firefox's driver counts from the top of the page, and not of the window.
    const [footer, noticed] = await page.evaluate(() => {
      scrollTo(0, 1e9);
      return [".footer", ".feed-notice"].map((part) => document.querySelector(part).getBoundingClientRect().toJSON());
    });
    expect(footer.bottom).toBeLessThanOrEqual(noticed.top);
  });

  test("are looked for when the reader comes back to the tab, and not while it is hidden", async ({ page, site }) => {
    await page.clock.install();
    await open(page, site);
    await page.evaluate(() => Object.defineProperty(document, "visibilityState", { get: () => window.seen ?? "hidden", configurable: true }));
    await page.clock.runFor(900_000);
    await comeBack(page);
    expect(ofFeed(site).length).toBe(1);
    await page.evaluate(() => (window.seen = "visible"));
    await comeBack(page);
    await expect.poll(() => ofFeed(site).length).toBe(2);
  });

  test("come without moving anything: no scroll, no shift, no lost focus", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => {
      scrollTo(0, 400);
      document.querySelectorAll(".story-card__headline a")[4].focus({ preventScroll: true });
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift" });
      window.watched = document.querySelectorAll(".story-card__headline a")[4];
    });
    const before = await page.evaluate(() => [scrollY, window.watched.getBoundingClientRect().top]);
    serve(site, newer(3));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "3 new stories" })).toBeVisible();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => [scrollY, window.watched.getBoundingClientRect().top])).toEqual(before);
    expect(await page.evaluate(() => document.activeElement === window.watched)).toBe(true);
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });

  test("are announced to screen readers", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => (window.teller = document.querySelector("#app [role=status]")));
    serve(site, newer(1));
    await comeBack(page);
    await expect(page.getByRole("button", { name: "1 new story" })).toBeVisible();
    expect(await page.evaluate(() => [window.teller.isConnected, window.teller.textContent])).toEqual([true, "1 new story"]);
  });

  test("lead from an article to the front page", async ({ page, site }) => {
    await open(page, site);
    await page.locator(".story-card__headline a").nth(2).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 3");
    serve(site, newer(1));
    await comeBack(page);
    await page.getByRole("button", { name: "1 new story" }).click();
    await expect(page.locator("main .story-card__headline").first()).toHaveText("New 0");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 3");
  });

  test("are none where the feed is the same, and then nothing on the page is made anew", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => (document.querySelector("main").dataset.mark = "same"));
    await comeBack(page);
    await expect.poll(() => ofFeed(site).length).toBe(2);
    await page.waitForTimeout(200);
    await expect(notice(page)).toHaveCount(0);
    await expect(page.locator("main")).toHaveAttribute("data-mark", "same");
  });

  test("a correction comes with the next page that the reader opens", async ({ page, site }) => {
    await open(page, site);
    const feed = feedWith(30);
    feed.items[2].content_html = "<p>Corrected.</p>";
    serve(site, feed);
    await comeBack(page);
    await expect.poll(() => ofFeed(site).length).toBe(2);
    await expect(notice(page)).toHaveCount(0);
    await page.locator(".story-card__headline a").nth(2).click();
    await expect(page.locator(".body")).toHaveText("Corrected.");
  });
});

test.describe("a look that fails", () => {
  test("leaves the stories in place with a notice of their age, which goes when a refresh succeeds", async ({ page, site }) => {
    await page.clock.install();
    await open(page, site);
    await page.clock.runFor(200_000);
    site.fault("feed.json", { status: 503 });
    await comeBack(page);
    await expect(notice(page)).toContainText("error 503");
    await expect(notice(page)).toContainText(/What you see here was loaded 3 minutes ago \(\u2066\d{4}-\d\d-\d\d \d\d:\d\d\u2069\)/);
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
    for (let seconds = 0; seconds < 20; seconds++) {
      await page.clock.runFor(1_000);
      await page.waitForTimeout(20);
    }
    expect(ofFeed(site).length).toBe(4);
    site.heal();
    await notice(page).getByRole("button", { name: "Try again" }).click();
    await expect(notice(page)).toHaveCount(0);
  });

  test("because the feed is broken gives the same notice", async ({ page, site }) => {
    await open(page, site);
    site.fault("feed.json", { body: '{"items": [' });
    await comeBack(page);
    await expect(notice(page)).toContainText("only a part of it has arrived");
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
    await notice(page).getByRole("button", { name: "Close" }).click();
    await expect(notice(page)).toHaveCount(0);
  });
});

test.describe("a feed without items", () => {
  const empty = { body: '{"title": "City Paper", "home_page_url": "https://city.example/"}' };

  test("is a site without stories", async ({ page, site }) => {
    site.fault("feed.json", empty);
    await open(page, site);
    await expect(page.locator(".masthead__name")).toHaveText("City Paper");
    await expect(page.locator("main")).toContainText("no stories yet", { ignoreCase: true });
    await expect(notice(page)).toHaveCount(0);
  });

  test("never replaces the stories that are shown", async ({ page, site }) => {
    await open(page, site);
    site.fault("feed.json", empty);
    await comeBack(page);
    await expect(notice(page)).toContainText("JSON, but no feed");
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
  });
});

test.describe("the feed that the device keeps", () => {
  /** A first visit, after which the feed is cached. */
  async function visit(page, site) {
    await open(page, site);
    await expect.poll(() => held(page, "feeds")).toContain("feed.json?newsleaf-current=");
  }

  for (const [what, fault] of [
    ["the host does not answer", { drop: true }],
    ["the host is in trouble", { status: 503 }],
    ["the feed is broken", { body: "{" }],
    ["the feed has lost its items", { body: '{"version": "https://jsonfeed.org/version/1.1", "title": "City Paper"}' }],
  ]) {
    test(`is shown with its age when ${what}`, async ({ page, site }) => {
      await visit(page, site);
      site.fault("feed.json", fault);
      await open(page, site);
      await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
      await expect(notice(page)).toContainText("What you see here was loaded 1 minute ago");
      site.heal();
      await notice(page).getByRole("button", { name: "Try again" }).click();
      await expect(notice(page)).toHaveCount(0);
    });
  }

  test("opens a story that it holds, and does not say of another that it has left the feed", async ({ page, site }) => {
    await visit(page, site);
    const address = await page.locator(".story-card__headline a").nth(5).getAttribute("href");
    site.fault("feed.json", { status: 500 });
    await open(page, site, address.replace("./", ""));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 6");
    await open(page, site, "?article=0123456789-another");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This story could not be looked for");
  });

  test("uses the cached settings, unless the host says that there are none", async ({ page, site }) => {
    const footer = page.locator(".footer").getByRole("link", { name: "Imprint" });
    site.fault("newsleaf.json", { body: JSON.stringify({ footer: [{ title: "Imprint", url: "imprint.html" }] }) });
    await visit(page, site);
    await expect(footer).toBeVisible();
    site.fault("newsleaf.json", { drop: true });
    await open(page, site);
    await expect(footer).toBeVisible();
    site.fault("newsleaf.json", { status: 404 });
    await open(page, site);
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
    await expect(footer).toHaveCount(0);
  });

  test("is not shown where the host says that there is none", async ({ page, site }) => {
    await visit(page, site);
    site.fault("feed.json", { status: 410 });
    await open(page, site);
    await expect(page.locator("main")).toContainText("removed for good");
  });

  test("is shown, then replaced at the reader's wish, where the new one is slow", async ({ page, site }) => {
    await visit(page, site);
    serve(site, newer(4));
    const feed = JSON.stringify(newer(4));
    let send;
    const held = new Promise((resolve) => (send = resolve));
    site.fault("feed.json", { answer: async (_, response) => (await held, response.writeHead(200).end(feed)) });
    await page.clock.install();
    await page.goto(site.url);
    await appAdopted(page);
    await page.waitForTimeout(500);
    await page.clock.runFor(10_000);
    await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
    await expect(notice(page)).toContainText("was loaded");
    send();
    await page.clock.runFor(2_000);
    await expect.poll(async () => (await page.clock.runFor(1_000), page.getByRole("button", { name: "4 new stories" }).count())).toBe(1);
  });

  test("is at most 5 MB large, and a larger one leaves nothing behind", async ({ page, site }) => {
    await visit(page, site);
    const large = feedWith(30);
    large.items[0].content_text = "x".repeat(5_000_000);
    serve(site, large);
    await open(page, site);
    await appStarted(page);
    await expect.poll(() => held(page, "feeds")).toEqual([]);
  });

  test("is of eight feeds at most", async ({ page, site }) => {
    test.slow();
    const names = async () => (await held(page, "feeds")).map((url) => url.replace("#part", ""));
    for (let at = 0; at < 10; at++) {
      site.fault("newsleaf.json", { body: JSON.stringify({ feed: `feed.json?feed-${at}#part` }) });
      await open(page, site);
      await expect.poll(names).toContain(`feed.json?feed-${at}=&newsleaf-current=`);
    }
    // The settings are cached in the same way, and take one of the places.
    const named = [3, 4, 5, 6, 7, 8, 9].flatMap((at) => [`feed.json?feed-${at}`, `feed.json?feed-${at}=&newsleaf-current=`]);
    const all = [...named, "newsleaf.json", "newsleaf.json?newsleaf-current="];
    await expect.poll(async () => (await names()).sort()).toEqual(all.sort());
  });

  for (const [what, block] of [
    ["is blocked", () => Object.defineProperty(window, "caches", { get: () => { throw new DOMException("The operation is insecure.", "SecurityError"); } })],
    ["is missing", () => Object.defineProperty(window, "caches", { value: undefined })],
    ["is full", () => "Cache" in window && (Cache.prototype.put = () => Promise.reject(new DOMException("Full.", "QuotaExceededError")))],
  ]) {
    test(`is done without where storage ${what}`, async ({ page, site, complaints }) => {
      await page.addInitScript(block);
      await open(page, site);
      await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
      site.fault("feed.json", { body: "{" });
      await open(page, site);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("The stories could not be loaded");
      expect(complaints).toEqual([]);
    });
  }
});

test.describe("without a network", () => {
  test.use({ serviceWorkers: "allow" });
  for (const hostFolder of ["/", "/some/folder/"]) {
    test.describe(`in ${hostFolder}`, () => {
      test.use({ hostFolder });
      test("a second visit shows the stories of the first, with their age, on every page", async ({ page, site, context }) => {
        await open(page, site);
        await page.evaluate(() => navigator.serviceWorker.ready);
        await expect.poll(() => held(page, "site")).toContain("");
        await context.setOffline(true);
        await open(page, site);
        await expect(page.locator("main .story-card__headline").first()).toHaveText("Story 1");
        await expect(notice(page)).toContainText("Your device is offline");
        await expect(notice(page)).toContainText("What you see here was loaded");
        const address = await page.locator(".story-card__headline a").nth(1).getAttribute("href");
        await open(page, site, address.replace("./", ""));
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 2");
        await context.setOffline(false);
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await expect(notice(page)).toHaveCount(0);
      });
    });
  }

  test("a new version of the page comes at once where there is a network", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    site.fault("", { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>The new version</title>" });
    await page.goto(site.url);
    await expect(page).toHaveTitle("The new version");
  });

  test("an HTML page in place of a part, as some hosts send it, is not cached", async ({ page, site }) => {
    const html = { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>Every address</title>" };
    await open(page, site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => held(page, "site")).toContain("");
    await page.evaluate(async () => {
      const folder = new URL("./", location.href).href;
      await caches.delete(`newsleaf-site ${folder}`);
    });
    site.fault(site.part("wasm"), html);
    await page.goto(site.url);
    await expect(page.locator("#boot-message p:visible", { hasText: "could not be loaded" })).toBeVisible();
    expect(await held(page, "site")).not.toContain(site.part("wasm"));
    site.heal();
    await page.getByRole("button", { name: "Reload" }).click();
    await appStarted(page);
  });

  test("a wrong cache of an earlier version is deleted before the page is loaded again", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => held(page, "site")).toContain("");
    await page.evaluate(async (wasm) => {
      const folder = new URL("./", location.href).href;
      const store = await caches.open(`newsleaf-site ${folder}`);
      await store.put(folder + wasm, new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } }));
    }, site.part("wasm"));
    await page.goto("about:blank");
    await page.goto(site.url);
    await appStarted(page);
    await expect(page.locator("#boot-message")).toBeHidden();
  });

  test.describe("and pictures of other hosts", () => {
    const feed = feedWith(1);
    feed.items[0].image = "https://pictures.example/bridge-0123456789abcdef.css";
    test.use({ files: { "feed.json": feedFile(feed) } });
    test("are not requested by the worker, and delay nothing", async ({ page, site }) => {
      const requested = [];
      await page.route("https://pictures.example/**", (route) => {
        requested.push(route.request().resourceType());
        return route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' });
      });
      await open(page, site);
      await expect.poll(() => held(page, "site")).toContain("");
      expect(new Set(requested)).toEqual(new Set(["image"]));
      expect((await held(page, "site")).filter((url) => url.includes("bridge"))).toEqual([]);
    });
  });

  test("other files of the folder are left alone", async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    site.fault("other/", { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>Other</title>" });
    await page.goto(`${site.url}other/`);
    await expect(page).toHaveTitle("Other");
    expect((await held(page, "site")).filter((url) => /other|feed/.test(url))).toEqual([]);
  });
});
