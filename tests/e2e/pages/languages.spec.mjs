// The interface's language: the feed's, else the browser's, else English; and the page in scripts that run from the right.
import { readFileSync } from "node:fs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const messages = (tag) => JSON.parse(readFileSync(`locales/${tag}.json`, "utf8"));
const folder = /data-messages="([^"]+)"/.exec(readFileSync("dist/index.html", "utf8"))[1];
const fileOf = (tag) => `${folder}/${tag}.json`;
const requested = (site, tag) => site.requests.filter((request) => request.path === `/${fileOf(tag)}`).length;
const messageRequests = (site) => site.requests.filter((request) => request.path.startsWith("/messages-")).map((request) => request.path.split("/").pop());

/** The files of a site with two stories in sections: its feed names this language, or none. */
function filesIn(language) {
  const items = [story(1, { _newsleaf: { section: ["A"] } }), story(2, { _newsleaf: { section: ["B"] } })];
  return { "feed.json": feedFile(feedWith(0, { language, items })) };
}

/** The page shows the messages of this language file. */
async function expectMessages(page, tag) {
  const { home, all_sections, search, feed } = messages(tag);
  await expect(page.locator(".section-nav li")).toHaveText([home, "A", "B", all_sections, search]);
  await expect(page.locator(".footer")).toContainText(feed);
}

/** Languages of feeds, each with the file of its messages. */
const LANGUAGES = [
  ["de-AT", "de"],
  ["fr", "fr"],
  ["es-419", "es"],
  ["ja", "ja"],
  ["ar-EG", "ar"],
  ["zh-CN", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-Hant-SG", "zh-Hant"],
];

test("a feed shows the messages of its own language in an English browser", async ({ page, site, complaints }) => {
  for (const [language, tag] of LANGUAGES) {
    await test.step(language, async () => {
      site.fault("feed.json", filesIn(language)["feed.json"]);
      const before = messageRequests(site).length;
      await open(page, site);
      await expectMessages(page, tag);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      expect(messageRequests(site).slice(before)).toEqual([`${tag}.json`]);
      expect(complaints).toEqual([]);
    });
  }
});

test.describe("a feed in English", () => {
  test.use({ files: filesIn("en-GB"), locale: "de-DE" });
  test("speaks English in a German browser too", async ({ page, site }) => {
    await open(page, site);
    await expectMessages(page, "en");
  });
});

test.describe("a feed in English in an English browser", () => {
  test.use({ files: filesIn("en") });
  test("loads no messages", async ({ page, site }) => {
    await open(page, site);
    await expectMessages(page, "en");
    expect(messageRequests(site)).toEqual([]);
  });
});

for (const [locale, tag] of [
  ["de-DE", "de"],
  ["zh-TW", "zh-Hant"],
  ["zh-SG", "zh-Hans"],
  ["pt-BR", "en"],
]) {
  test.describe(`a feed that tells no language, in a browser that speaks ${locale},`, () => {
    test.use({ files: filesIn(undefined), locale });
    test(`shows the messages of ${tag}`, async ({ page, site }) => {
      await open(page, site);
      await expectMessages(page, tag);
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      expect(messageRequests(site)).toEqual(tag === "en" ? [] : [`${tag}.json`]);
    });
  });
}

test.describe("a feed in a language without messages", () => {
  test.use({ files: filesIn("ko"), locale: "de-DE" });
  test("speaks English, and writes dates in its own language", async ({ page, site }) => {
    await open(page, site);
    await expectMessages(page, "en");
    await expect(page.locator("main time").first()).toHaveText("2023년 12월 31일");
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  });

  test("sets the names of its sections in the type of their headings", async ({ page, site }) => {
    const items = Array.from({ length: 9 }, (_, at) => story(at, { _newsleaf: { section: ["AB"[at % 2]] } }));
    site.fault("feed.json", feedFile(feedWith(0, { language: "fi", items })));
    const fonts = (selector) => page.locator(selector).first().evaluate((name) => [name, name.closest("h1, h2")].map((each) => getComputedStyle(each).fontFamily));
    for (const [query, selector] of [["", ".group-heading bdi[lang=fi]"], ["?section=a", "h1 bdi[lang=fi]"]]) {
      await open(page, site, query);
      const [name, heading] = await fonts(selector);
      expect(name, selector).toBe(heading);
    }
  });
});

test.describe("messages that do not come", () => {
  test.use({ files: filesIn("de") });
  const { search, home } = messages("de");

  test("leave the page in English where their file is missing", async ({ page, site, complaints }) => {
    site.fault(fileOf("de"), { status: 404 });
    await open(page, site);
    await expectMessages(page, "en");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    expect(complaints).toEqual([]);
  });

  test("leave the page in English where their file is broken", async ({ page, site, complaints }) => {
    site.fault(fileOf("de"), { body: '{"app": [' });
    await open(page, site);
    await expectMessages(page, "en");
    expect(complaints).toEqual([]);
  });

  test("delay the page by a second at most, and are shown when they arrive", async ({ page, site }) => {
    const release = site.hold(fileOf("de"));
    await page.goto(site.url);
    await expect(page.locator(".section-nav__search")).toHaveText("Search", { timeout: 5_000 });
    await page.locator(".masthead a").focus();
    release();
    await expect(page.locator(".section-nav__search")).toHaveText(search);
    await expectMessages(page, "de");
    // The page is mounted anew in its language; the focus stays where the reader has put it.
    await expect(page.locator(".masthead a")).toBeFocused();
  });

  test("are not seen as English before when they come in time", async ({ page, site }) => {
    const release = site.hold(fileOf("de"));
    await page.addInitScript(() => {
      window.spoken = new Set();
      new MutationObserver(() => window.spoken.add(document.querySelector(".section-nav a")?.textContent)).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await page.goto(site.url);
    await expect.poll(() => requested(site, "de")).toBe(1);
    release();
    await expectMessages(page, "de");
    expect((await page.evaluate(() => [...window.spoken])).filter(Boolean)).toEqual([home]);
  });
});

test.describe("the boot message", () => {
  test.use({ locale: "de-DE" });
  const german = messages("de");
  const message = (page) => page.locator("#boot-message");

  test("speaks the browser's language", async ({ page, site }) => {
    site.fault(site.part("glue"), { status: 500 });
    await page.goto(site.url);
    await expect(message(page)).toBeVisible();
    await expect(message(page).getByRole("heading")).toHaveText(german.boot_title);
    await expect(message(page)).toContainText(german.boot_parts);
    await expect(message(page).getByRole("button")).toHaveText(german.boot_reload);
    await expect(message(page).getByRole("link")).toHaveText(german.boot_feed);
    await expect(message(page)).toHaveAttribute("lang", "de");
  });

  test("speaks English until the messages are loaded, and where there are none", async ({ page, site }) => {
    const release = site.hold(fileOf("de"));
    site.fault(site.part("glue"), { status: 500 });
    await page.goto(site.url);
    await expect(message(page).getByRole("heading")).toHaveText("This page could not start");
    release();
    await expect(message(page).getByRole("heading")).toHaveText(german.boot_title);
    site.fault(fileOf("de"), { status: 404 });
    await page.goto(site.url);
    await expect(message(page).getByRole("heading")).toHaveText("This page could not start");
  });

  test.describe("in Arabic", () => {
    test.use({ locale: "ar-EG" });
    test("runs from the right", async ({ page, site }) => {
      site.fault(site.part("glue"), { status: 500 });
      await page.goto(site.url);
      const heading = message(page).getByRole("heading");
      await expect(heading).toHaveText(messages("ar").boot_title);
      expect(await heading.evaluate((heading) => getComputedStyle(heading).direction)).toBe("rtl");
    });
  });
});

test.describe("Arabic", () => {
  const counts = { واحد: 1, اثنان: 2, ثلاثة: 3, "أحد عشر": 11 };
  const sections = Object.entries(counts).flatMap(([name, count]) => Array(count).fill(name));
  const items = sections.map((name, at) => story(at + 1, { _newsleaf: { section: [name] } }));
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items, language: "ar", title: "أخبار المدينة" })) } });

  test("counts in its own plural forms, in the digits that the browser gives it", async ({ page, site }) => {
    await open(page, site, "?sections");
    const digits = await page.evaluate(() => [3, 11].map((number) => new Intl.NumberFormat("ar").format(number)));
    const rows = Object.fromEntries((await page.locator(".sections li").allTextContents()).map((row) => Object.keys(counts).filter((name) => row.startsWith(name)).concat(row)));
    const { stories } = messages("ar");
    expect(rows).toEqual({
      واحد: `واحد ${stories.one}`,
      اثنان: `اثنان ${stories.two}`,
      ثلاثة: `ثلاثة ${stories.few.replace("{n}", digits[0])}`,
      "أحد عشر": `أحد عشر ${stories.many.replace("{n}", digits[1])}`,
    });
  });
});

test.describe("the layout", () => {
  const article = (language, title) => feedWith(0, { language, title, items: [story(1, { title, image: "hall.svg", _newsleaf: { section: [title], source: { name: title } } }), story(2, { _newsleaf: { section: [title] } })] });
  const hall = { body: '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"/>' };

  /** By how much each thing is nearer to the left edge of its row than to the right one, in pixels. */
  const leanings = (page) =>
    page.evaluate(() => {
      const lean = (thing, row) => {
        const [a, b] = [document.querySelector(thing).getBoundingClientRect(), document.querySelector(row).getBoundingClientRect()];
        return Math.round(b.right - a.right - (a.left - b.left));
      };
      return {
        breadcrumb: lean(".breadcrumb li:first-child", ".breadcrumb"),
        section: lean(".section-nav li:first-child", ".section-nav"),
        origin: lean(".article__origin", ".article__line"),
        size: lean(".text-size", ".article__line"),
        newest: lean(".share__item", ".share"),
        older: lean(".neighbours__older bdi", ".neighbours"),
      };
    });

  test.use({ files: { "feed.json": feedFile(article("en", "Paper")), "hall.svg": hall } });

  test("of a page that runs from the right is that of one that runs from the left, mirrored", async ({ page, site }) => {
    await open(page, site);
    await page.locator("main h2 a").first().click();
    await expect(page.locator(".article")).toBeVisible();
    const left = await leanings(page);
    site.fault("feed.json", feedFile(article("ar", "جريدة")));
    await open(page, site);
    await page.locator("main h2 a").first().click();
    await expect(page.locator(".article")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    const right = await leanings(page);
    for (const [thing, lean] of Object.entries(left)) {
      expect(Math.abs(lean), `${thing} leans to one side`).toBeGreaterThan(100);
      expect(Math.sign(right[thing]), `${thing} leans to the other side`).toBe(-Math.sign(lean));
    }
  });

  for (const language of ["en", "ar"]) {
    test(`has nothing beyond the edges of a phone in ${language}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      site.fault("feed.json", feedFile(article(language, language === "ar" ? "جريدة" : "Paper")));
      await open(page, site);
      await page.locator("main h2 a").first().click();
      await expect(page.locator(".article")).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    });
  }
});

test.describe("sizes of files", () => {
  const attachments = [{ url: "a.pdf", mime_type: "application/pdf", size_in_bytes: 2_345_678 }];
  test.use({ files: { "feed.json": feedFile(feedWith(0, { language: "fr", items: [story(1, { attachments })] })) } });
  test("are written as the language writes them", async ({ page, site }) => {
    await open(page, site);
    await page.getByRole("link", { name: "Story 1", exact: true }).click();
    await expect(page.locator(".attachments a")).toHaveText(/^PDF, 2,3\sMo$/);
  });
});
