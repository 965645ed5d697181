// All failures of a network, played by a real server: the message for the reader, and the actions.
import { gzipSync } from "node:zlib";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { appAdopted, appStarted, expect, feedFile, noteStart, test } from "../support/site.mjs";
import { open, feedWith } from "../support/feeds.mjs";

const FEED = JSON.stringify(feedWith(3));
const heading = (page) => page.getByRole("heading", { level: 1 });
const ofFeed = (site) => site.requests.filter((request) => request.path.endsWith("/feed.json"));

/** Sends the head of an answer, and so much of a feed. */
function begin(response, { length = FEED.length, headers = {}, part = FEED.length / 2 } = {}) {
  response.writeHead(200, { "Content-Type": "application/feed+json", ...(length ? { "Content-Length": length } : {}), ...headers });
  response.write(FEED.slice(0, part));
}

const until = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** [failure, the server's fault, message for the reader], by the cause. */
const FAULTS = {
  "the connection": [
    ["the connection is cut before an answer", { drop: true }, /127\.0\.0\.1:\d+ does not answer\. Either the host is down, or/],
    ["the connection is reset midway", { answer: async (_, response) => (begin(response), await until(100), response.socket.resetAndDestroy()) }, /did not arrive whole/],
    ["the answer is shorter than it says", { answer: async (_, response) => (begin(response), await until(100), response.socket.end()) }, /did not arrive whole/],
    ["an answer in chunks ends without the last one", { answer: async (_, response) => (begin(response, { length: 0 }), await until(100), response.socket.end()) }, /did not arrive whole/],
    ["an answer without a length ends too early", { answer: (_, response) => response.writeHead(200, { Connection: "close", "Content-Type": "application/json" }).end(FEED.slice(0, 100)) }, /only a part of it has arrived: it ends too early, in line 1, column 101/],
    ["the compression is broken", { answer: (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(FEED).fill(7, 20, 60)) }, /or 127\.0\.0\.1:\d+ sends it with a broken compression/],
    ["it says gzip and is none", { answer: (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(FEED) }, /sends it with a broken compression/],
    ["redirects lead round in a circle", { status: 301, headers: { Location: "feed.json" }, body: "" }, /sends the request elsewhere, and that leads nowhere: in a circle/],
    ["a redirect leads to a host that is not there", { status: 302, headers: { Location: "http://127.0.0.1:9/feed.json" }, body: "" }, /sends the request elsewhere/],
  ],
  "the host": [
    ["a login is required", { status: 401 }, /refused to give the feed: it answered with 401/],
    ["it is forbidden", { status: 403 }, /answered with 403/],
    ["it is not there", { status: 404 }, /there is none at http/],
    ["it has been removed", { status: 410 }, /removed for good \(410\)/],
    ["there were too many requests", { status: 429 }, /too much to do at the moment: it answered with 429/],
    ["the server has an error", { status: 500 }, /error 500/],
    ["the server is overloaded", { status: 503 }, /error 503/],
  ],
  "the file": [
    ["a web page comes with 200", { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>Log in</title>" }, /A web page came instead/],
    ["a picture comes", { headers: { "Content-Type": "image/png" }, body: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") }, /not valid JSON: the fault is in line 1, column 1/],
    ["it is empty", { body: "" }, /file is empty/],
    ["there is no content (204)", { answer: (_, response) => response.writeHead(204).end() }, /file is empty/],
    ["it is not there, and the host names a wait all the same", { status: 404, headers: { "Retry-After": "5" } }, /there is none at http/],
    ["it is RSS", { body: '<?xml version="1.0"?><rss></rss>' }, /XML \(RSS or Atom\)/],
    ["it is JSON but no feed", { body: '{"hello": 1}' }, /JSON, but no feed/],
    ["it is invalid JSON", { body: '{\n  "items": [1,,]\n}' }, /line 2, column 15/],
  ],
};

test.describe("the page shows", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(3)) } });

  for (const [group, faults] of Object.entries(FAULTS)) {
    test(`what is wrong with ${group}, and can try again`, async ({ page, site, complaints }) => {
      test.slow();
      // The feed that came at the end of one step would be shown in the next.
      await page.addInitScript(() => Object.defineProperty(window, "caches", { value: undefined }));
      for (const [what, fault, sentence] of faults) {
        await test.step(what, async () => {
          site.fault("feed.json", fault);
          await open(page, site);
          await expect(heading(page)).toHaveText(fault.status === 404 ? "Put feed.json beside this file" : "The stories could not be loaded");
          await expect(page.locator("main")).toContainText(sentence);
          site.fault("feed.json", null);
          await page.getByRole("button", { name: "Try again" }).click();
          await expect(heading(page)).toHaveText("City Paper");
          expect(complaints).toEqual([]);
        });
      }
    });
  }

  test("nothing when the type is wrong and the feed is right", async ({ page, site, complaints }) => {
    site.fault("feed.json", { headers: { "Content-Type": "text/plain" }, body: FEED });
    await open(page, site);
    await expect(heading(page)).toHaveText("City Paper");
    expect(complaints).toEqual([]);
  });
});

test.describe("on another host", () => {
  let other;
  test.beforeEach(async ({ site }) => {
    const files = { "closed.json": feedFile(feedWith(3)), "open.json": feedFile(feedWith(3), { "Access-Control-Allow-Origin": "*" }) };
    other = await startStaticServer({ folders: [], files, idleLimit: 60_000 });
    site.fault("newsleaf.json", { body: JSON.stringify({ feed: `${other.url}closed.json` }) });
  });
  test.afterEach(() => other.close());

  test("a missing CORS header has its own message", async ({ page, site }) => {
    await open(page, site);
    await expect(page.locator("main")).toContainText(/127\.0\.0\.1:\d+ answers, but does not allow this page to read the feed\. It must send the header Access-Control-Allow-Origin/);
  });

  test("a host that refuses every connection gives a message with the possible causes", async ({ page, site }) => {
    await other.close();
    await open(page, site);
    await expect(page.locator("main")).toContainText(/Either that host does not answer, or it does not allow this site/);
  });

  test("an http feed of an https page gives a message", async ({ page, site }) => {
    await page.route("https://news.example/**", async (route) => {
      const url = site.origin + new URL(route.request().url()).pathname;
      const body = route.request().url().endsWith("newsleaf.json") ? JSON.stringify({ feed: "http://press.example/feed.json" }) : undefined;
      return body ? route.fulfill({ body }) : route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto("https://news.example/");
    await expect(page.locator("main")).toContainText(/The feed is at press\.example over http, and browsers don’t let/);
    // The test does not wait for further requests of the page.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  test("no parameter of an address names it: only the shell's link and the settings do", async ({ page, site }) => {
    site.heal();
    const names = ["feed", "url", "src", "feed_url", "f", "feedUrl", "json", "source", "data", "settings", "config", "site", "embed"];
    for (const address of [`${other.url}open.json`, "other.json", "//127.0.0.1/other.json"]) {
      await open(page, site, `?${names.map((name) => `${name}=${encodeURIComponent(address)}`).join("&")}`);
    }
    await open(page, site, `#feed=${other.url}open.json`);
    expect(other.requests).toEqual([]);
    expect(site.requests.filter((request) => request.path.endsWith("other.json"))).toEqual([]);
  });
});

test.describe("when nothing comes", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(3)) } });
  test.beforeEach(({ page }) => page.clock.install());

  for (const [what, answer] of [
    ["not even the head of an answer", () => until(60_000)],
    ["nothing after the head of an answer", (_, response) => begin(response)],
  ]) {
    test(`${what}, it is given up after ten seconds and three tries, with a message`, async ({ page, site }) => {
      site.fault("feed.json", { answer });
      const started = await noteStart(page);
      await page.goto(site.url);
      await expect.poll(() => ofFeed(site).length).toBe(1);
      await started();
      const main = page.locator("main");
      const pass = async (sign) => {
        for (let half = 0; half < 40 && !(await sign()); half++) {
          await page.clock.runFor(500);
          await page.waitForTimeout(20);
        }
      };
      for (const tries of [1, 2]) {
        await expect.poll(() => ofFeed(site).length).toBe(tries);
        await pass(async () => (await main.textContent()).includes(`Try ${tries} of 3 failed`));
        await expect(main).toContainText(/has sent nothing for ten seconds/);
        await pass(() => ofFeed(site).length > tries);
      }
      await expect.poll(() => ofFeed(site).length).toBe(3);
      await pass(async () => !(await page.getByRole("button", { name: "Stop" }).count()));
      await expect(main).toContainText(/has sent nothing for ten seconds/);
      await page.clock.runFor(60_000);
      expect(ofFeed(site).length).toBe(3);
    });
  }

  test("the ten seconds are counted from the start of the request, not from that of the app", async ({ page, site }) => {
    site.fault("feed.json", { answer: () => until(60_000) });
    const release = site.hold(site.part("wasm"));
    await page.goto(site.url, { waitUntil: "commit" });
    await expect.poll(() => ofFeed(site).length).toBe(1);
    // From here on the clock stands still but for what is let pass, however slow the machine is.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 100));
    // Until then two seconds may have passed on a slow machine.
    await page.clock.runFor(6_000);
    release();
    await appAdopted(page);
    await page.clock.runFor(1_500);
    await expect(page.locator("main")).not.toContainText(/has sent nothing/);
    await page.clock.runFor(2_500);
    await expect(page.locator("main")).toContainText(/has sent nothing for ten seconds/);
    expect(ofFeed(site).length).toBe(1);
  });

  test("a slow drip is not given up; a notice says so, and the reader can stop it", async ({ page, site }) => {
    site.fault("feed.json", {
      answer: async (request, response) => {
        response.writeHead(200, { "Content-Type": "application/feed+json" });
        for (let at = 0; at < FEED.length && !response.destroyed; at++) {
          response.write(FEED[at]);
          await until(100);
        }
        response.end();
      },
    });
    await page.goto(site.url);
    await appAdopted(page);
    for (let seconds = 0; seconds < 24; seconds += 4) {
      await page.waitForTimeout(250);
      await page.clock.runFor(4_000);
    }
    await expect(page.locator("main")).toContainText("taking long to come");
    expect(ofFeed(site).length).toBe(1);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.locator("main")).toContainText("Loading was stopped");
    site.heal();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(heading(page)).toHaveText("City Paper");
  });
});

test.describe("trying again", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(3)) } });

  test("is done by itself, with a wait between half as long again, and helps", async ({ page, site }) => {
    await page.clock.install();
    site.fault("feed.json", { status: 503 });
    await open(page, site);
    const main = page.locator("main");
    // Waits of one and of four seconds, each up to half as long again.
    await expect(main).toContainText("Try 1 of 3 failed");
    await page.clock.runFor(1_500);
    await expect.poll(() => ofFeed(site).length).toBe(2);
    await expect(main).toContainText("Try 2 of 3 failed");
    site.heal();
    await page.clock.runFor(6_000);
    await expect(heading(page)).toHaveText("City Paper");
    expect(ofFeed(site).length).toBe(3);
  });

  test("can be stopped by the reader", async ({ page, site }) => {
    await page.clock.install();
    site.fault("feed.json", { status: 503 });
    await open(page, site);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await page.clock.runFor(20_000);
    expect(ofFeed(site).length).toBe(1);
  });

  test("waits as long as the host requests, and does not retry if that is too long", async ({ page, site }) => {
    await page.clock.install();
    site.fault("feed.json", { status: 429, headers: { "Retry-After": "30" } });
    await open(page, site);
    await expect(page.locator("main")).toContainText("Try 1 of 3 failed");
    await page.clock.runFor(29_000);
    expect(ofFeed(site).length).toBe(1);
    await page.clock.runFor(17_000);
    await expect.poll(() => ofFeed(site).length).toBe(2);
    site.fault("feed.json", { status: 503, headers: { "Retry-After": new Date(Date.now() + 3_600_000).toUTCString() } });
    await open(page, site);
    await expect(page.locator("main")).toContainText("too much to do at the moment: it answered with 503");
    await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
  });

  test("is not done where the answer would be the same", async ({ page, site }) => {
    await page.clock.install();
    site.fault("feed.json", { status: 403 });
    await open(page, site);
    await page.clock.runFor(30_000);
    expect(ofFeed(site).length).toBe(1);
  });

  test("is done at once when the network is back", async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => window.isOnline ?? false }));
    site.fault("feed.json", { drop: true });
    await open(page, site);
    await expect(page.locator("main")).toContainText("Your device is offline");
    site.heal();
    await page.evaluate(() => {
      window.isOnline = true;
      dispatchEvent(new Event("online"));
    });
    await expect(heading(page)).toHaveText("City Paper");
  });
});

test.describe("a feed that is too large", () => {
  test("is not read to its end, whatever its head says", async ({ page, site }) => {
    let sent = 0;
    site.fault("feed.json", {
      answer: async (_, response) => {
        response.writeHead(200, { "Content-Type": "application/feed+json" });
        const piece = " ".repeat(1_000_000);
        while (!response.destroyed && sent < 200_000_000) {
          sent += piece.length;
          if (!response.write(piece)) await new Promise((resolve) => response.once("drain", resolve));
        }
      },
    });
    await open(page, site);
    await expect(page.locator("main")).toContainText("more than 20 MB", { timeout: 15_000 });
    expect(sent).toBeLessThan(100_000_000);
    site.fault("feed.json", { answer: (_, response) => response.writeHead(200, { "Content-Length": "20000001" }).write("{") });
    await open(page, site);
    await expect(page.locator("main")).toContainText("more than 20 MB");
  });
});

test.describe("an older page that fails", () => {
  test.use({ files: { "feed.json": feedFile({ ...feedWith(3), next_url: "older.json" }), "older.json": feedFile(feedWith(3, { first: 10 })) } });
  test("is tried again by itself too, and can be stopped", async ({ page, site }) => {
    site.fault("older.json", { status: 500 });
    await open(page, site);
    await appStarted(page);
    await page.getByRole("button", { name: "Show older stories" }).click();
    await expect(page.locator("main")).toContainText("The older stories could not be loaded");
    await expect(page.locator("main")).toContainText("Try 1 of 3 failed");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.locator("main")).not.toContainText("Try 1 of 3");
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  });
});
