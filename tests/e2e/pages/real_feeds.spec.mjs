// Every feed of the corpora: its lists, and each of its articles with its headline and its words, without an error of the site.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findInCorpora } from "../../../scripts/corpora.mjs";
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open } from "../support/feeds.mjs";

const folder = findInCorpora("feeds");
const manifest = folder ? JSON.parse(readFileSync(join(folder, "MANIFEST.json"), "utf8")) : [];

test("real feeds are at hand", () => test.skip(!folder, "skipped: there are no feeds in the corpora, or they are hidden"));

for (const entry of manifest) {
  test.describe(entry.file, () => {
    const text = readFileSync(join(folder, entry.file), "utf8");
    test.use({ files: { "feed.json": feedFile(text) } });
    test.setTimeout(240_000);
    // Pictures of other hosts are not requested.
    test.beforeEach(({ page }) => page.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort()));

    if (entry.items === null) {
      test("is refused with the reason", CHROMIUM.patience, async ({ page, site, complaints }) => {
        await open(page, site);
        await expect(page.locator("main")).toContainText(/the fault is in line \d+, column \d+|no feed/);
        expect(complaints).toEqual([]);
      });
      return;
    }

    test("is shown, each article with its headline and at least 95 % of its words", CHROMIUM.patience, async ({ page, site, complaints }) => {
      const start = Date.now();
      await open(page, site);
      await expect(page.locator("main article").first()).toBeVisible();
      const first = Date.now() - start;

      const links = new Set();
      for (;;) {
        for (const href of await page.locator(".story-card__headline a").evaluateAll((all) => all.map((each) => each.href))) links.add(href);
        const older = page.locator(".pagination__older");
        if ((await older.count()) === 0) break;
        const from = page.url();
        await older.click();
        await page.waitForURL((url) => url.href !== from);
      }
      expect(links.size, "every item has its link").toBe(new Set(JSON.parse(text).items.map((item) => item.id ?? item.url)).size);

      // The articles are visited as a reader does, by links of the running app.
      const report = await page.evaluate(visitAll, { hrefs: [...links], feed: JSON.parse(text) });
      console.log(`${entry.file}: first list ${first} ms; ${report.seen} articles, poorest share of words ${report.poorest}`);
      expect(report.poor).toEqual([]);
      expect(report.seen).toBe(links.size);
      expect(complaints.filter((complaint) => complaint.startsWith("uncaught"))).toEqual([]);
    });
  });
}

/** Runs in the page: opens every article by a link and compares its words with those of the item's body. */
async function visitAll({ hrefs, feed }) {
  const removed = "script, style, template, object, embed, applet, svg, math, button, input, select, textarea, option, form datalist, noscript, iframe, title, head, frame, frameset, noembed, noframes, xmp, plaintext";
  const words = (text) => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  const inert = (html) => new DOMParser().parseFromString(html, "text/html").body;
  const expected = feed.items.filter(Boolean).map((item) => {
    const body = inert(item.content_html ?? "");
    if (!item.content_html) body.textContent = item.content_text ?? "";
    for (const element of body.querySelectorAll(removed)) element.remove();
    return { item, words: words(body.textContent) };
  });
  const poor = [];
  let seen = 0;
  let poorest = 1;
  for (const href of hrefs) {
    const link = document.querySelector("main").appendChild(document.createElement("a"));
    link.href = href;
    link.click();
    await new Promise((resolve) => setTimeout(resolve));
    for (let wait = 0; wait < 200 && !(location.href === href && document.querySelector("#app article h1")); wait++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const headline = document.querySelector("#app article h1")?.textContent.trim();
    if (!headline) {
      poor.push(`${href}: no headline`);
      continue;
    }
    seen++;
    // The whole article counts: a headline that the body repeats, or a caption, may be shown outside the body.
    const parts = [...document.querySelector("#app article").children].map((part) => part.textContent);
    const shown = new Set(words(parts.join(" ")));
    // The item is identified by its words: the best match among the items with this headline.
    const head = headline.replace(/…$/, "").slice(0, 40);
    const candidates = expected.filter(({ item, words }) => !item.title || inert(item.title).textContent.trim().replace(/\s+/g, " ").startsWith(head) || words.length === 0);
    const share = ({ words }) => (words.length === 0 ? 0 : words.filter((word) => shown.has(word)).length / words.length);
    const withWords = candidates.filter(({ words }) => words.length > 0);
    const wordless = candidates.length > withWords.length && words(document.querySelector("#app .body")?.textContent ?? "").length === 0;
    const best = withWords.length && !wordless ? Math.max(...withWords.map(share)) : 1;
    poorest = Math.min(poorest, best);
    if (best < 0.95) poor.push(`${headline}: ${Math.round(best * 100)} %`);
  }
  return { seen, poor, poorest: poorest.toFixed(3) };
}
