// Roles and names for a screen reader, from the browser's own accessibility tree, page by page.
// Signs that stand for the eye only (an arrow, a point between two facts) may be in it or not.
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";
import { PICTURE } from "../support/scripts.mjs";

const bridge = story(1, {
  title: "The bridge is open",
  summary: "After two years.",
  image: "bridge.svg",
  content_html: `<h3>The first carts</h3><p>They crossed <em>at noon</em>.<sup><a href="#note">1</a></sup></p>
    <table><caption>Carts</caption><tr><th>Day</th><th>Number</th></tr><tr><th>Monday</th><td>12</td></tr></table>
    <ul><li>Tea</li><li>Wood</li></ul><details><summary>How it was built</summary><p>Of steel.</p></details><ol><li id="note">By the clock.</li></ol>`,
  tags: ["Bridges"],
  authors: [{ name: "Ann Rivers" }],
  date_modified: "2024-01-02T10:00:00Z",
  attachments: [{ url: "toll.pdf", mime_type: "application/pdf", title: "What it costs", size_in_bytes: 90_000 }],
  _newsleaf: { section: ["News", "Roads"], source: { name: "river.example", url: "https://river.example/" }, image: { alt: "A steel bridge", caption: "The bridge from the north." } },
});
const tea = story(2, { title: "Tea is dear", summary: "It will be dearer.", _newsleaf: { section: ["News"] } });
const feed = feedWith(0, { title: "Valley Courier", description: "News from the valley", items: [bridge, tea] });
test.use({ files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });

const main = (page) => page.locator("main");

async function openBridge(page, site) {
  await open(page, site);
  await page.getByRole("link", { name: "The bridge is open" }).click();
  await expect(page.locator(".article")).toBeVisible();
}

test("the front page", async ({ page, site }) => {
  await open(page, site);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to the content":
      - /url: "#content"
    - banner:
      - heading "Valley Courier" [level=1]:
        - link "Valley Courier"
      - paragraph: News from the valley
      - paragraph:
        - time: Sunday, 31 December 2023
    - navigation "Sections":
      - list:
        - /children: equal
        - listitem:
          - link "Home"
        - listitem:
          - link "News"
        - listitem:
          - link "All sections"
        - listitem:
          - link "Search"
    - main:
      - /children: equal
      - article:
        - paragraph: Roads
        - heading "The bridge is open" [level=2]:
          - link "The bridge is open"
        - paragraph: After two years.
        - paragraph:
          - text: river.example
          - time: /31 December 2023$/
      - heading "30 December 2023" [level=2]:
        - time: 30 December 2023
      - article:
        - paragraph: News
        - heading "Tea is dear" [level=3]:
          - link "Tea is dear"
        - paragraph: It will be dearer.
    - contentinfo:
      - navigation "About this site":
        - list:
          - listitem:
            - link "Feed"
  `);
});

test("a section", async ({ page, site }) => {
  await open(page, site, "?section=news");
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - navigation "Breadcrumb":
        - list:
          - listitem:
            - link "Home"
          - listitem:
            - link "News"
      - heading "News" [level=1]
      - article:
        - heading "The bridge is open" [level=2]
      - article:
        - heading "Tea is dear" [level=2]
  `);
});

test("an article, from breadcrumb to tags", async ({ page, site }) => {
  await openBridge(page, site);
  await expect(page.locator(".article")).toMatchAriaSnapshot(`
    - article:
      - navigation "Breadcrumb":
        - list:
          - listitem:
            - link "Home"
          - listitem:
            - link "News"
          - listitem:
            - link "Roads"
      - heading "The bridge is open" [level=1]
      - paragraph: After two years.
      - paragraph:
        - text: "source:"
        - link "river.example"
        - link "Ann Rivers"
        - time: 2023-12-31
        - text: Updated
        - time: 2024-01-02
      - group "font size:":
        - radio "Large"
        - radio "Medium" [checked]
        - radio "Small"
      - figure "The bridge from the north.":
        - img "A steel bridge"
      - heading "The first carts" [level=2]
      - paragraph:
        - text: They crossed
        - emphasis: at noon
        - superscript:
          - link "1"
      - group "Table":
        - table "Carts":
          - caption: Carts
          - rowgroup:
            - row "Day Number":
              - columnheader "Day"
              - columnheader "Number"
            - row "Monday 12":
              - rowheader "Monday"
              - cell "12"
      - list:
        - listitem: Tea
        - listitem: Wood
      - group: How it was built
      - list:
        - listitem: By the clock.
      - region "Files":
        - list:
          - listitem:
            - paragraph: What it costs
            - paragraph:
              - text: Download
              - 'link "What it costs: PDF, 90 kB"'
      - paragraph:
        - link "Ann Rivers"
      - navigation "Tags":
        - list:
          - listitem:
            - link "Bridges"
  `);
});

test("what follows an article", async ({ page, site }) => {
  await openBridge(page, site);
  await page.locator(".share__more summary").click();
  await expect(page.locator(".after-article")).toMatchAriaSnapshot(`
    - region "Share":
      - list:
        - /children: equal
        - listitem:
          - button "Copy link"
          - status
        - listitem:
          - link "WhatsApp (opens in a new tab)"
        - listitem:
          - link "Facebook (opens in a new tab)"
        - listitem:
          - link "X (opens in a new tab)"
        - listitem:
          - button "WeChat"
      - group:
        - text: More
        - list:
          - listitem:
            - link "Email"
          - listitem:
            - link "LinkedIn (opens in a new tab)"
    - navigation "Newer and older stories":
      - link /Older .*Tea is dear/
  `);
});

test("a search, before and after something is typed", async ({ page, site }) => {
  await open(page, site, "?search");
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - navigation "Breadcrumb"
      - heading "Search" [level=1]
      - search:
        - searchbox "Search the stories"
      - status: Type a word, a name or a part of a headline.
  `);
  await page.keyboard.press("Tab");
  await page.locator("#search-field").fill("tea");
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - heading "Search" [level=1]
      - search:
        - searchbox "Search the stories": tea
      - status: Found in 2 of 2 stories.
      - article:
        - heading "Tea is dear" [level=2]:
          - link "Tea is dear":
            - mark: Tea
  `);
  await page.locator("#search-field").fill("qqqq");
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - navigation "Breadcrumb"
      - heading "Search" [level=1]
      - search:
        - searchbox "Search the stories": qqqq
      - status: Not found in 2 stories. Words are found by their beginning.
  `);
});

test("a story that has left the feed", async ({ page, site }) => {
  await open(page, site, "?article=zzzzzzzzzz-a-story-of-old");
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - heading "This story is not here" [level=1]
      - paragraph: It was called something like “a story of old”.
      - paragraph: It may have been taken down, or the address is wrong.
      - paragraph:
        - link "Go to the front page"
      - paragraph:
        - link "Search the stories"
      - heading "What is new" [level=2]
      - article:
        - heading "The bridge is open" [level=3]
      - article:
        - heading "Tea is dear" [level=3]
  `);
});

test("the QR dialog", async ({ page, site }) => {
  await openBridge(page, site);
  await page.getByRole("button", { name: "WeChat" }).click();
  await expect(page.getByRole("dialog")).toMatchAriaSnapshot(`
    - dialog "Scan with WeChat":
      - /children: equal
      - heading "Scan with WeChat" [level=2]
      - paragraph: /Open WeChat on your phone/
      - img "QR code of this page’s address"
      - button "Save the code as a picture"
      - paragraph: /the-bridge-is-open$/
      - button "Close"
  `);
});

test("no feed", async ({ page, site }) => {
  site.fault("feed.json", { status: 404 });
  await open(page, site);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - paragraph:
        - link /^127/
    - navigation "Sections":
      - list:
        - /children: equal
        - listitem:
          - link "Home"
        - listitem:
          - link "Search"
    - main:
      - /children: equal
      - heading "Put feed.json beside this file" [level=1]
      - paragraph: /there is none at http.*feed\\.json yet/
      - paragraph:
        - text: What a feed may contain is told in docs/feed.md, which comes with Newsleaf.
        - link "The JSON Feed specification"
      - status:
        - button "Try again"
    - contentinfo:
      - navigation "About this site":
        - list:
          - listitem:
            - link "Feed"
  `);
});
