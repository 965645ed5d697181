// Printed pages: the text of the PDF that the browser prints.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const body = '<p>Words of the body.</p><p>See <a href="https://else.example/report?a=1">the report</a>, and <a href="#note">a note</a>.</p><p id="note">A note.</p><details><summary>Minutes</summary><p>Approved.</p></details>';
const attachments = [{ url: "talk.mp3", mime_type: "audio/mpeg", title: "The talk", size_in_bytes: 1_843_200 }];
const section = ["News"];
const items = [
  story(1, { title: "Bridge opens", content_html: body, attachments, tags: ["Traffic"], date_published: "2020-11-06T08:00:00Z", _newsleaf: { section, source: { name: "Xianning Daily", url: "https://xianning.example/" }, byline: "By our staff" } }),
  story(2, { _newsleaf: { section } }),
  story(3, { title: "افتتاح جسر المدينة", language: "ar", content_html: "<p>افتتح الجسر الجديد اليوم.</p>", _newsleaf: { source: { name: "جريدة المدينة" } } }),
  story(4, { title: "咸宁承办交流活动", language: "zh-Hans", content_html: "<p>活动在城市中心举行。</p>" }),
];
const settings = { time_zone: "UTC", footer: [{ title: "Imprint", url: "https://city.example/imprint" }] };
test.use({ files: { "feed.json": feedFile(feedWith(0, { items, description: "All that happens", _newsleaf: settings })) } });

/** The words of the printed page, on one line, and how many pages it has. */
async function printed(page) {
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ format: "A4" })), verbosity: 0, isEvalSupported: false }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => item.str + (item.hasEOL ? " " : "")).join("") + " ";
  }
  return { text: text.normalize("NFKC").replace(/\s+/g, " "), pages: pdf.numPages };
}

/** A text without its spaces: where a line ends is the printer's business. */
const tight = (text) => text.replace(/\s/g, "");

const openStory = async (page, site, name) => {
  await open(page, site);
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.locator("#app h1")).toHaveText(name);
};

test("an article is printed with all that it says, and with the addresses that paper can't follow", CHROMIUM.paper, async ({ page, site }) => {
  await openStory(page, site, "Bridge opens");
  const { text, pages } = await printed(page);
  for (const words of ["City Paper", "Bridge opens", "Xianning Daily", "2020-11-06", "Words of the body.", "A note.", "Approved.", "(By our staff)", "The talk", "Address of this page:"]) expect(text).toContain(words);
  const without = tight(text);
  expect(without).toContain("thereport(https://else.example/report?a=1)");
  expect(without).toContain("XianningDaily(https://xianning.example/)");
  expect(without).toContain(`(${site.url}talk.mp3)`);
  expect(without).toContain(`Addressofthispage:${page.url()}`);
  // A place on the page has no address of its own.
  expect(without).not.toContain("anote(");
  expect(pages).toBe(1);
});

test("what only a screen can do is not printed", CHROMIUM.paper, async ({ page, site }) => {
  await openStory(page, site, "Bridge opens");
  const { text } = await printed(page);
  for (const words of ["Skip to", "Home", "Search", "All sections", "font size", "Medium", "Share", "Copy link", "Facebook", "WeChat", "Print", "More", "Older", "Story 2", "Traffic", "Imprint", "Feed", "All that happens"]) {
    expect(text).not.toContain(words);
  }
});

test("the text size of the reader's screen is not that of paper, and neither are a dark screen's colours", CHROMIUM.media, async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openStory(page, site, "Bridge opens");
  await page.getByText("Large", { exact: true }).click();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const look = await page.locator(".body").evaluate((body) => {
    const { fontSize, color } = getComputedStyle(body);
    return { fontSize: parseFloat(fontSize), color, paper: getComputedStyle(document.body).backgroundColor };
  });
  expect(look.fontSize).toBeCloseTo((11 * 96) / 72, 0);
  expect(look.color).toBe("rgb(0, 0, 0)");
  expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(look.paper);
});


test("an article in Arabic is printed with its words", CHROMIUM.paper, async ({ page, site }) => {
  await openStory(page, site, "افتتاح جسر المدينة");
  const { text } = await printed(page);
  // A PDF has letters in their visual order.
  const asItStands = (word) => [...word].reverse().join("");
  for (const word of ["افتتاح", "الجسر", "الجديد", "جريدة"]) expect(text).toMatch(new RegExp(`${word}|${asItStands(word)}`));
  expect(tight(text)).toContain(page.url().split("-")[0]);
});

test("an article in Chinese is printed with its words", CHROMIUM.paper, async ({ page, site }) => {
  await openStory(page, site, "咸宁承办交流活动");
  const without = tight((await printed(page)).text);
  expect(without).toContain("咸宁承办交流活动");
  expect(without).toContain("活动在城市中心举行。");
  expect(without).toContain(page.url().split("-")[0]);
});

test("a list is printed with its headlines, without what leads elsewhere", CHROMIUM.paper, async ({ page, site }) => {
  await open(page, site, "?section=news");
  const { text } = await printed(page);
  for (const words of ["City Paper", "News", "Bridge opens", "Story 2"]) expect(text).toContain(words);
  for (const words of ["Home", "All sections", "Search", "Imprint"]) expect(text).not.toContain(words);
});
