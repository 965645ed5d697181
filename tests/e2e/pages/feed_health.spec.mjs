// feed-health.html: the reports on the site's feed, and on a pasted, chosen or dropped one.
import { writeFileSync } from "node:fs";
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { feedWith, story, VERSION } from "../support/feeds.mjs";
import { expectNoViolations } from "../support/axe.mjs";
import { overflow } from "../support/layout.mjs";

const odd = feedWith(2, {
  items: [...Array.from({ length: 30 }, (_, at) => story(at + 1, { date_published: "soon" })), { id: 7, title: "Number", content_text: "x" }, null],
});
const INVALID = '{\n  "items": [1,], x\n}';

async function openHealth(page, site, query = "") {
  await page.goto(`${site.url}feed-health.html${query}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Feed health");
  await expect(page.locator(".report").first()).not.toContainText("Reading the feed");
}

const verdict = (page) => page.locator("#feed-heading");
const ownVerdict = (page) => page.locator("#own-heading");
const groups = (page) => page.locator(".warnings tbody");

for (const hostFolder of ["/", "/some/path/"]) {
  test.describe(`at ${hostFolder}`, () => {
    test.use({ hostFolder, files: { "feed.json": feedFile(odd) } });

    test("corrections are in a table, grouped by kind, with links to the stories", async ({ page, site, complaints }) => {
      await openHealth(page, site);
      await expect(verdict(page)).toHaveText("32 things were corrected or left out.");
      await expect(page.locator(".report__name")).toHaveText(`${site.url}feed.json`);
      await expect(page.locator(".facts")).toContainText("31 · 1 entry left out · 31 without a date");
      const dates = groups(page).filter({ hasText: "date_published" });
      await expect(dates.locator("tr")).toHaveCount(6);
      await expect(dates).toContainText("left it out: it is no date");
      await expect(dates.locator(".warnings__count")).toHaveText("30");
      await expect(dates).toContainText("and 25 more");
      await expect(dates.locator("td[lang=en]").first()).toBeVisible();
      const link = page.getByRole("link", { name: "Story 2" });
      await link.click();
      await expect(page).toHaveURL(new RegExp(`^${site.url}\\?article=`));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 2");
      expect(complaints).toEqual([]);
    });
  });
}

test.describe("a feed in order", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(3, { next_url: "feed-2.json" }), { "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT" }) } });

  test("is reported with its numbers, its dates and its age", async ({ page, site }) => {
    await page.clock.install({ time: new Date("2026-11-25T10:00:00Z") });
    await openHealth(page, site);
    await expect(verdict(page)).toHaveText("Nothing had to be corrected.");
    const facts = page.locator(".facts");
    await expect(facts).toContainText("JSON Feed 1.1");
    await expect(facts).toContainText("2026-11-02 18:00, 23 days ago");
    await expect(facts).toContainText("2023-12-31 08:00, 2 years ago");
    await expect(facts).toContainText(`${site.url}feed-2.json`);
    await expect(page.locator(".masthead__name")).toHaveText("City Paper");
  });

  test("is requested again, from the host itself", async ({ page, site }) => {
    await openHealth(page, site);
    site.fault("feed.json", { body: JSON.stringify(odd) });
    await page.getByRole("button", { name: "Check the site’s feed again" }).click();
    await expect(verdict(page)).toHaveText("32 things were corrected or left out.");
    await expect(verdict(page)).toBeFocused();
    const requested = site.requests.filter(({ path }) => path.endsWith("/feed.json"));
    expect(requested.length).toBe(2);
    expect(requested.every(({ headers }) => headers["cache-control"] === "max-age=0" || headers["cache-control"] === "no-cache")).toBe(true);
  });

  test("is the one that the site shows: no parameter names another", async ({ page, site }) => {
    await openHealth(page, site, "?feed=other.json&url=other.json#feed=other.json");
    await expect(verdict(page)).toHaveText("Nothing had to be corrected.");
    expect(site.requests.filter(({ path }) => path.includes("other"))).toEqual([]);
  });

  test("can be elsewhere: the page's link and then the settings say where", async ({ page, site }) => {
    const shell = await (await fetch(site.url)).text();
    const other = shell.replace('href="feed.json"', 'href="news/other.json"');
    site.fault("", { body: other, headers: { "Content-Type": "text/html" } });
    site.fault("news/other.json", { body: JSON.stringify(feedWith(1, { title: "Elsewhere" })) });
    await openHealth(page, site);
    await expect(page.locator(".facts").first()).toContainText("Elsewhere");
    site.fault("third.json", { body: JSON.stringify(feedWith(1, { title: "Third" })) });
    site.fault("newsleaf.json", { body: JSON.stringify({ feed: "third.json", colour: "red" }) });
    await openHealth(page, site);
    await expect(page.locator(".facts").first()).toContainText("Third");
    await expect(page.locator("[aria-labelledby=settings-heading]")).toContainText("Newsleaf knows no such field");
  });
});

test.describe("sections of the settings file", () => {
  const settings = JSON.stringify({ sections: ["No story has it"] });

  test.describe("of a feed that is whole", () => {
    test.use({ files: { "feed.json": feedFile(feedWith(3)), "newsleaf.json": { body: settings } } });

    test("are reported where no story has them", async ({ page, site }) => {
      await openHealth(page, site);
      const report = page.locator("[aria-labelledby=settings-heading]");
      await expect(report.locator(".advice")).toContainText("though no story has it: No story has it");
      await expect(report).toContainText("Nothing had to be corrected.");
    });
  });

  test.describe("of a feed with older pages", () => {
    test.use({ files: { "feed.json": feedFile(feedWith(3, { next_url: "feed-2.json" })), "newsleaf.json": { body: settings } } });

    test("may be in those", async ({ page, site }) => {
      await openHealth(page, site);
      await expect(page.locator("[aria-labelledby=settings-heading]")).toContainText("Nothing had to be corrected.");
    });
  });
});

const FAULTS = [
  ["is not there", { status: 404 }, "There is no feed at its address", "Put the feed beside index.html"],
  ["is a web page", { body: "<!doctype html><title>Log in</title>" }, "A web page came instead", "Open the feed’s address by itself"],
  ["is invalid JSON", { body: INVALID }, "line 2, column 15", "Take out the comma"],
  ["comes from a host in trouble", { status: 503 }, "error 503", "ask whoever runs the host"],
  ["never comes", { drop: true }, "does not answer", "ask whoever runs the host"],
];

test("a feed that can't be read gives a message with advice", async ({ page, site }) => {
  for (const [name, fault, sentence, help] of FAULTS) {
    await test.step(name, async () => {
      site.fault("feed.json", fault);
      await openHealth(page, site);
      await expect(verdict(page)).toHaveText("The feed can’t be read");
      await expect(page.locator(".report").first()).toContainText(sentence);
      await expect(page.locator(".advice").first()).toContainText(help);
      if (fault.body === INVALID) await expect(page.locator(".excerpt")).toContainText('"items": [1,▸');
    });
  }
});

test.describe("a feed that is not the site's", () => {
  test.use({ files: { "feed.json": feedFile(feedWith(1)) } });

  /** Opens the page, and gives a function that lists the requests from then on. */
  async function opened(page, site) {
    await openHealth(page, site);
    const before = site.requests.length;
    const elsewhere = [];
    page.on("request", (request) => elsewhere.push(request.url()));
    return () => [...site.requests.slice(before).map(({ path }) => path), ...elsewhere];
  }

  test("is pasted and checked, and nothing leaves the browser", async ({ page, site }) => {
    const requested = await opened(page, site);
    // Pasted, and not filled in, which Firefox's driver does letter by letter.
    await page.getByLabel("The text of a feed").evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }, JSON.stringify(odd));
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(ownVerdict(page)).toHaveText("32 things were corrected or left out.");
    await expect(ownVerdict(page)).toBeFocused();
    // A story that is not on the site has no page there.
    await expect(groups(page).getByRole("link")).toHaveCount(0);
    await page.getByLabel("The text of a feed").fill(INVALID);
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(ownVerdict(page)).toHaveText("The feed can’t be read");
    await page.getByLabel("The text of a feed").fill('{"accent": "red"}');
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(page.locator(".own")).toContainText("checked as one");
    await page.getByLabel("The text of a feed").fill(" ");
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(page.locator(".own")).toContainText("There is no text in the field yet");
    expect(requested()).toEqual([]);
  });

  test("is chosen as a file", async ({ page, site }) => {
    const requested = await opened(page, site);
    const field = page.getByLabel("Choose a file");
    const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await field.setInputFiles(file("export.json", JSON.stringify(odd)));
    await expect(ownVerdict(page)).toHaveText("32 things were corrected or left out.");
    await expect(page.locator(".own .report__name")).toHaveText("export.json");
    await field.setInputFiles(file("export.json", JSON.stringify(feedWith(2))));
    await expect(ownVerdict(page)).toHaveText("Nothing had to be corrected.");
    // From the disk: the browser opens a file there by itself.
    const large = test.info().outputPath("large.json");
    writeFileSync(large, " ".repeat(20_000_001));
    await field.setInputFiles(large);
    await expect(page.locator(".own")).toContainText("more than 20 MB");
    expect(requested()).toEqual([]);
  });

  test("is dropped anywhere on the page", async ({ page, site }) => {
    const requested = await opened(page, site);
    const drop = (kind) =>
      page.evaluate(
        ([kind, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
          const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector("h1").dispatchEvent(event);
          return event.defaultPrevented;
        },
        [kind, JSON.stringify(odd)],
      );
    expect(await drop("dragenter")).toBe(true);
    await expect(page.locator(".drop-zone")).toHaveText(/Drop the file to check it/);
    await drop("dragleave");
    await expect(page.locator(".drop-zone")).toHaveCount(0);
    await drop("dragover");
    await drop("drop");
    await expect(page.locator(".drop-zone")).toHaveCount(0);
    await expect(page.locator(".own .report__name")).toHaveText("dropped.json");
    expect(requested()).toEqual([]);
  });
});

test.describe("the report as text", () => {
  test.use({ files: { "feed.json": feedFile(odd) } });

  test("is copied", CHROMIUM.clipboard, async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openHealth(page, site);
    await page.getByRole("button", { name: "Copy as text" }).click();
    await expect(page.getByRole("status")).toHaveText("Copied");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain("date_published: left it out: it is no date; write it as 2026-11-24 or 2026-11-24T09:00:00+01:00 (30 times)");
    expect(text).toContain("items[0] (story-1) date_published: found soon");
  });

  test("is selected where the clipboard is refused", async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await openHealth(page, site);
    await page.getByRole("button", { name: "Copy as text" }).click();
    const field = page.getByLabel("The report as text");
    await expect(field).toBeFocused();
    expect(await field.evaluate((field) => field.selectionEnd - field.selectionStart === field.value.length && field.value.length > 300)).toBe(true);
  });
});

test.describe("a hostile feed", () => {
  const evil = `</td><img src=x onerror="window.owned=1"><script>window.owned=1</script>`;
  const feed = {
    version: evil,
    title: evil,
    language: evil,
    next_url: "javascript:window.owned=1",
    _newsleaf: { [evil]: evil, accent: evil },
    items: [{ id: evil, title: evil, date_published: evil, url: "javascript:window.owned=1", tags: [[evil]], _newsleaf: { section: evil } }, evil],
  };
  test.use({ files: { "feed.json": feedFile(feed) } });

  test("injects nothing, neither from the site nor when it is pasted", async ({ page, site, complaints }) => {
    await openHealth(page, site);
    await page.getByLabel("The text of a feed").fill(JSON.stringify(feed));
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(ownVerdict(page)).toBeVisible();
    await expect(page.locator(".warnings").first()).toContainText("onerror");
    expect(await page.locator("#app img, #app script, #app iframe").count()).toBe(0);
    expect(await page.locator("#app a[href]").evaluateAll((links) => links.map((link) => link.protocol))).not.toContain("javascript:");
    expect(await page.evaluate(() => window.owned)).toBeUndefined();
    expect(complaints).toEqual([]);
  });
});

/** The languages of browsers, each with the headline and the direction of the page. */
const LANGUAGES = [
  ["ar", "حالة الموجز", "rtl"],
  ["de-AT", "Zustand des Feeds", "ltr"],
  ["es", "Estado del feed", "ltr"],
  ["fr", "État du flux", "ltr"],
  ["ja", "フィードの状態", "ltr"],
  ["zh-CN", "订阅源检查", "ltr"],
  ["zh-TW", "訂閱源檢查", "ltr"],
  ["nl", "Feed health", "ltr"],
];

test.describe("in browsers of many languages", () => {
  test.use({ files: { "feed.json": feedFile(odd) } });
  test("the page speaks the browser's, or English where it has no words of it", async ({ page, site }) => {
    // A window has one language; another would be another window.
    await page.addInitScript(() => {
      const language = sessionStorage.getItem("language") ?? "en";
      Object.defineProperties(navigator, { language: { get: () => language }, languages: { get: () => [language] } });
    });
    await openHealth(page, site);
    for (const [language, title, direction] of LANGUAGES) {
      await test.step(language, async () => {
        await page.evaluate((language) => sessionStorage.setItem("language", language), language);
        await page.reload();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
        await expect(page).toHaveTitle(title);
        await expect(page.locator("html")).toHaveAttribute("dir", direction);
        await expect(groups(page).first()).toBeVisible();
      });
    }
  });
});

for (const locale of ["en-GB", "ar"]) {
  test.describe(`on light and dark paper in ${locale}`, () => {
    test.use({ locale, viewport: { width: 320, height: 800 }, files: { "feed.json": feedFile(odd) } });

    test("axe finds nothing, and the page is not wider than a small phone", async ({ page, site }) => {
      test.slow();
      await page.goto(`${site.url}feed-health.html`);
      await expect(groups(page).first()).toBeVisible();
      await expectNoViolations(page, "a report");
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.locator("#own-text").fill(INVALID);
      await page.locator(".own button").first().click();
      await expect(page.locator("#own-heading")).toBeVisible();
      await expectNoViolations(page, "a fault");
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      site.fault("feed.json", { status: 404 });
      await page.reload();
      await expect(page.locator(".advice")).toBeVisible();
      await expectNoViolations(page, "advice");
    });
  });
}

test("the readers' pages load nothing of it", async ({ page, site }) => {
  await page.goto(site.url);
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
  expect(site.requests.filter(({ path }) => /health/.test(path))).toEqual([]);
});

test("where its parts do not arrive it says so, and names the command", async ({ page, site }) => {
  const wasm = /data-wasm="([^"]+)"/.exec(await (await fetch(`${site.url}feed-health.html`)).text())[1];
  site.fault(wasm, { status: 404 });
  await page.goto(`${site.url}feed-health.html`);
  await expect(page.locator("#health-failed")).toContainText("newsleaf check");
});

test.describe("without JavaScript", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });
  test("the page names the command", async ({ page, site }) => {
    await page.goto(`${site.url}feed-health.html`);
    await expect(page.getByRole("heading", { name: "Feed health" })).toBeVisible();
    await expect(page.getByRole("code").first()).toHaveText("newsleaf check");
  });
});

test("a feed of the largest size is checked in time", async ({ page, site }) => {
  test.slow();
  const items = Array.from({ length: 20_000 }, (_, at) => ({ id: `i${at}`, title: `Story ${at}`, date_published: "soon", content_text: "word ".repeat(150) }));
  const feed = JSON.stringify({ version: VERSION, title: "Large", items });
  expect(feed.length).toBeGreaterThan(15_000_000);
  site.fault("feed.json", { body: feed });
  await page.goto(`${site.url}feed-health.html`);
  await expect(verdict(page)).toContainText("10,001 things", { timeout: 20_000 });
  await expect(groups(page)).toHaveCount(2);
});
