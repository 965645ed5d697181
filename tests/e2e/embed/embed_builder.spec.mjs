// embed-builder.html: a form on one side, live frames and the code to copy on the other. The content of the frames is
// tested with the widget; here a small page in its place reports its address and a height.
import { readFileSync } from "node:fs";
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { feedWith, story } from "../support/feeds.mjs";
import { expectNoViolations } from "../support/axe.mjs";
import { overflow } from "../support/layout.mjs";

const KEY = "epx7t3f31e";
const feed = feedWith(0, {
  items: [
    story(1, { _newsleaf: { section: ["News", "Local <News>"] }, tags: ["Roads", "Town & Country"] }),
    story(2, { id: "https://newsleaf.example/2020/xianning", title: "Xianning", _newsleaf: { section: "中文" } }),
  ],
});
const WIDGET = `<!doctype html><html lang="en"><title>Widget</title><meta name="color-scheme" content="light dark"><body style="margin:0;height:321px"><h1>Widget</h1><a href="#">A story</a>
<script>parent.postMessage({ newsleaf: 1, type: "size", height: 321, state: "ready" }, "*");</script>`;

test.use({ files: { "feed.json": feedFile(feed) } });

/** Opens the builder on a host whose widgets are small pages; gives the requested addresses, without the site's own files. */
async function openBuilder(page, site, query = "") {
  const shell = readFileSync("dist/index.html");
  site.fault("", {
    answer(request, response) {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(/\?embed/.test(request.url) ? WIDGET : shell);
    },
  });
  await page.clock.install();
  await page.goto(`${site.url}embed-builder.html${query}`);
  await expect(page.locator("#site")).toHaveText("City Paper");
}

/** Lets the pause pass that previews wait for after an input. */
const pause = (page) => page.clock.runFor(300);

const code = (page, kind) => page.locator(`#${kind}-code`).inputValue();
const host = (page) => page.locator("#host");

/** The element and the frame that the two codes make, as a browser reads them. */
async function pasted(page) {
  return page.evaluate(() => {
    const read = (kind, name) => {
      const html = document.getElementById(`${kind}-code`).value;
      const parsed = new DOMParser().parseFromString(html, "text/html");
      const found = parsed.querySelector(name);
      const attributes = Object.fromEntries([...found.attributes].map(({ name, value }) => [name, value]));
      return { attributes, elements: [...parsed.body.querySelectorAll("*"), ...parsed.head.children].map(({ localName }) => localName).sort(), text: found.textContent.trim(), link: found.querySelector("a")?.getAttribute("href") };
    };
    return { element: read("element", "newsleaf-embed"), frame: read("frame", "iframe") };
  });
}

/** Waits until the previews have gone where these choices lead, and holds both codes and the builder's own address to them. */
async function expectChoices(page, site, choices, own = choices) {
  const query = Object.entries(choices);
  // A preview gets the parameters that embed.js would add.
  if (!choices.theme) query.push(["scheme", own.on ?? "light"], ["ground", "transparent"]);
  await pause(page);
  await expect(async () => {
    for (const frame of page.frames().slice(1)) {
      const requested = new URL(frame.url());
      expect(requested.pathname).toBe(new URL(site.url).pathname);
      expect([...requested.searchParams]).toEqual([["embed", ""], ...query]);
    }
    expect([...new URL(page.url()).searchParams]).toEqual(Object.entries(own));
  }).toPass({ timeout: 5000, intervals: [20] });
  await expectCodes(page, site, choices);
}

/** Holds both codes to these choices, which they follow at once. */
async function expectCodes(page, site, choices) {
  const { element, frame } = await pasted(page);
  expect(element.attributes).toEqual({ src: site.url, ...choices });
  expect([...new URL(frame.attributes.src).searchParams]).toEqual([["embed", ""], ...Object.entries(choices)]);
  expect(frame.attributes.src.startsWith(`${site.url}?embed`)).toBe(true);
}

const press = (page, group, name) => page.getByRole("group", { name: group, exact: true }).getByRole("radio", { name, exact: true }).click();

for (const hostFolder of ["/", "/some/path/"]) {
  test.describe(`at ${hostFolder}`, () => {
    test.use({ hostFolder });

    test("without a choice the code says nothing but where", async ({ page, site, complaints }) => {
      await openBuilder(page, site);
      await expectChoices(page, site, {});
      const { element, frame } = await pasted(page);
      expect(element).toMatchObject({ elements: ["a", "newsleaf-embed", "script"], text: "City Paper", link: site.url });
      expect(frame.elements).toEqual(["iframe", "script"]);
      expect(frame.attributes).toMatchObject({ "data-newsleaf": "", title: "City Paper", width: "100%", loading: "lazy", referrerpolicy: "no-referrer", allow: "web-share; clipboard-write", sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" });
      for (const kind of ["element", "frame"]) expect(await code(page, kind)).toContain(`<script async src="${site.url}embed.js"></script>`);
      expect(complaints).toEqual([]);
    });
  });
}

test.describe("every control of a list", () => {
  test("changes previews, codes and the address, and the way back to the beginning takes it back", async ({ page, site }) => {
    /** Choices that are made one after another, so that each is combined with all before it. */
    const ROUNDS = [
      [
        ["section", () => page.getByLabel("Section").fill("News/Local <News>"), { section: "News/Local <News>" }],
        ["tag", () => page.getByLabel("Tag").fill("Town & Country"), { tag: "Town & Country" }],
        ["number", () => page.getByLabel("Number of stories").fill("12"), { limit: "12" }],
        ["pictures", () => press(page, "Pictures", "Left out"), { images: "false" }],
        ["summaries", () => press(page, "Summaries", "Shown"), { summary: "true" }],
        ["light", () => press(page, "Light or dark", "Light"), { theme: "light" }],
        ["background", () => press(page, "Background", "Transparent"), { background: "transparent" }],
        ["size", () => press(page, "Text size", "Small"), { size: "small" }],
        ["no heading", () => press(page, "Heading", "None"), { title: "" }],
        ["opening", () => press(page, "Articles open", "Inside the frame"), { open: "inside" }],
      ],
      [
        ["layout", () => press(page, "Layout", "Cards"), { layout: "cards" }],
        ["dark", () => press(page, "Light or dark", "Dark"), { theme: "dark" }],
      ],
    ];
    await openBuilder(page, site);
    for (const round of ROUNDS) {
      const all = {};
      for (const [name, act, choices] of round) {
        await test.step(name, async () => {
          await act();
          await expectCodes(page, site, Object.assign(all, choices));
        });
      }
      await expectChoices(page, site, all);
      await page.getByRole("button", { name: "Back to the beginning" }).click();
      await expectChoices(page, site, {});
    }
  });

  test("changes them: the colour, picked or written", async ({ page, site }) => {
    await openBuilder(page, site);
    await expect(page.getByLabel("Pick it")).toBeHidden();
    await press(page, "Colour", "Another");
    await expectCodes(page, site, { accent: "8a1c1c" });
    await page.getByLabel("Pick it").fill("#123456");
    await expectCodes(page, site, { accent: "123456" });
    await page.getByLabel("Or write its code").fill("#0aF");
    await expectChoices(page, site, { accent: "0af" });
    await expect(page.getByLabel("Pick it")).toHaveValue("#00aaff");
    await page.getByLabel("Or write its code").fill("reddish");
    await expect(page.locator("#accent-note")).toContainText("three or six digits");
    await expect(page.getByLabel("Or write its code")).toHaveAttribute("aria-invalid", "true");
    await expectChoices(page, site, {});
  });

  test("changes them: a heading of one's own, once it has words", async ({ page, site }) => {
    await openBuilder(page, site);
    await press(page, "Heading", "Your own");
    await expectChoices(page, site, {});
    await page.getByLabel("Words of the heading").fill("From the valley");
    await expectChoices(page, site, { title: "From the valley" });
    await expect(page.frameLocator("iframe >> nth=0").getByRole("heading")).toHaveText("Widget");
    await expect(page.locator("iframe").first()).toHaveAttribute("title", "From the valley (320 px)");
  });

  test("says what a number may be, and goes by five until then", async ({ page, site }) => {
    await openBuilder(page, site);
    for (const wrong of ["0", "51", "many", "2.5"]) {
      await page.getByLabel("Number of stories").fill(wrong);
      await expect(page.locator("#limit-note")).toContainText("from 1 to 50");
      await expectCodes(page, site, {});
    }
    await expectChoices(page, site, {});
    await page.getByLabel("Number of stories").fill("50");
    await expect(page.locator("#limit-note")).toHaveText("", { useInnerText: true });
    await expectChoices(page, site, { limit: "50" });
  });
});

test("pictures and summaries follow the layout until they are chosen", async ({ page, site }) => {
  await openBuilder(page, site);
  const shown = (group) => page.getByRole("group", { name: group }).getByRole("radio", { name: "Shown" });
  await expect(shown("Pictures")).toBeChecked();
  await expect(shown("Summaries")).not.toBeChecked();
  await press(page, "Layout", "Headlines");
  await expect(shown("Pictures")).not.toBeChecked();
  await press(page, "Layout", "Cards");
  await expect(shown("Summaries")).toBeChecked();
  await press(page, "Layout", "Headlines");
  await press(page, "Pictures", "Shown");
  await press(page, "Layout", "List");
  await press(page, "Layout", "Headlines");
  await expect(shown("Pictures")).toBeChecked();
  await expectChoices(page, site, { layout: "headlines", images: "true" });
});

test.describe("one article", () => {
  test("is taken by the address of its page or by its key", async ({ page, site }) => {
    await openBuilder(page, site);
    await press(page, "Content", "One article");
    await expect(page.getByLabel("Number of stories")).toBeHidden();
    // An article in full has these of its own, or not at all.
    for (const name of ["Summaries", "Heading", "Articles open"]) await expect(page.getByRole("group", { name })).toBeHidden();
    await expect(page.locator("#nothing")).toBeVisible();
    await expect(page.locator("[data-copies]").first()).toBeDisabled();
    expect(await code(page, "element")).toBe("");
    for (const written of [`${site.url}?article=${KEY}-xianning`, `${KEY}-xianning`]) {
      await page.getByLabel("Address of the article").fill(written);
      await expectChoices(page, site, { article: `${KEY}-xianning` });
    }
    expect((await pasted(page)).element).toMatchObject({ text: "Xianning", link: `${site.url}?article=${KEY}-xianning` });
    await press(page, "Layout", "As a card");
    await press(page, "Summaries", "Left out");
    await press(page, "Articles open", "Inside the frame");
    await expectChoices(page, site, { article: `${KEY}-xianning`, layout: "card", summary: "false", open: "inside" });
    await press(page, "Articles open", "In a new tab");
    await press(page, "Content", "Latest headlines");
    // Choices for both kinds stay: a list without summaries, which is the default of the list.
    await expectChoices(page, site, {});
  });

  test("gives a notice where the text names no article of this site", async ({ page, site }) => {
    await openBuilder(page, site, "?article=");
    for (const written of ["https://elsewhere.example/?article=epx7t3f31e-xianning", "Xianning", "javascript:alert(1)"]) {
      await page.getByLabel("Address of the article").fill(written);
      await expect(page.locator("#article-note")).toContainText("no article of this site");
      await expect(host(page)).toBeHidden();
    }
    await page.getByLabel("Address of the article").fill("0000000000-older");
    await expect(page.locator("#article-note")).toContainText("newest stories do not include");
    await expectChoices(page, site, { article: "0000000000-older" });
  });
});

test("sections, tags and articles of the feed are suggested, and an unknown name gives a notice", async ({ page, site }) => {
  await openBuilder(page, site);
  const values = (list) => page.locator(`#${list} option`).evaluateAll((options) => options.map(({ value }) => value));
  expect(await values("sections")).toEqual(["News", "News/Local <News>", "中文"]);
  expect(await values("tags")).toEqual(["Roads", "Town & Country"]);
  expect((await values("articles"))[1]).toBe(`${KEY}-xianning`);
  await page.getByLabel("Section").fill("Sport");
  await expect(page.locator("#section-note")).toContainText("None of the feed’s newest stories");
  for (const known of ["news/local-news", "中文", "NEWS"]) {
    await page.getByLabel("Section").fill(known);
    await expect(page.locator("#section-note span")).toBeHidden();
  }
  await page.getByLabel("Tag").fill("rails");
  await expect(page.locator("#tag-note")).toContainText("a tag of this name");
});

test("the feed is the one that the site shows: its link, then its settings, say where", async ({ page, site }) => {
  const shell = readFileSync("dist/index.html", "utf8").replace('href="feed.json"', 'href="news/other.json"');
  site.fault("index.html", { body: shell, headers: { "Content-Type": "text/html" } });
  site.fault("news/other.json", { body: JSON.stringify(feedWith(1, { title: "Elsewhere" })) });
  await page.goto(`${site.url}embed-builder.html?feed=evil.json`);
  await expect(page.locator("#site")).toHaveText("Elsewhere");
  site.fault("third.json", { body: JSON.stringify(feedWith(1, { title: "Third" })) });
  site.fault("newsleaf.json", { body: JSON.stringify({ feed: "third.json" }) });
  await page.reload();
  await expect(page.locator("#site")).toHaveText("Third");
  expect(site.requests.filter(({ path }) => path.includes("evil"))).toEqual([]);
});

test("a feed that is not there, is none or has no items takes only the suggestions", async ({ page, site, complaints }) => {
  for (const [name, fault] of [["is not there", { status: 404 }], ["is none", { body: "<!doctype html>" }], ["has no items", { body: "{}" }]]) {
    await test.step(name, async () => {
      site.fault("feed.json", fault);
      await page.goto(`${site.url}embed-builder.html?section=news`);
      await expect(page.locator("#feed-failed")).toContainText("nothing is suggested");
      const { element } = await pasted(page);
      expect(element.attributes).toEqual({ src: site.url, section: "news" });
      expect(element.text).toBe(`news – ${new URL(site.url).host}`);
      expect(complaints).toEqual([]);
    });
  }
});

test.describe("hostile words", () => {
  const HOSTILE = [
    ["of HTML", `"><script>window.owned=1</script><img src=x onerror='window.owned=1'>`],
    ["of entities", "&quot;&amp;&lt; & ' \" < >"],
    ["of other scripts", "新闻 أخبار हिन्दी 🎉"],
    ["that turn text round", "abc \u202e fed \u2066x"],
    ["of addresses", "a=b&c#d?e%f+g/../h%00"],
  ];

  test("arrive in both codes as they were, and do nothing", async ({ page, site, complaints }) => {
    await openBuilder(page, site);
    await press(page, "Heading", "Your own");
    for (const [name, words] of HOSTILE) {
      await test.step(name, async () => {
        await page.getByLabel("Section").fill(words);
        await page.getByLabel("Words of the heading").fill(words);
        await expectChoices(page, site, { section: words, title: words });
        const { element, frame } = await pasted(page);
        expect(element).toMatchObject({ elements: ["a", "newsleaf-embed", "script"], text: words });
        expect(frame).toMatchObject({ elements: ["iframe", "script"], attributes: { title: words } });
        await page.reload();
        await expect(page.getByLabel("Words of the heading")).toHaveValue(words);
        await expectCodes(page, site, { section: words, title: words });
        expect(await page.evaluate(() => window.owned)).toBeUndefined();
        expect(complaints).toEqual([]);
      });
    }
  });

  test("in the builder's own address are as good as none", async ({ page, site, complaints }) => {
    await openBuilder(page, site, "?limit=1e9&layout=%3Cb%3E&images=maybe&theme=neon&background=url(x)&accent=javascript:alert(1)&size=x&open=_top&on=%00&embed&section=%E0%A4%A&tag=%ED%A0%80%00");
    await expect(page.locator("#limit-note")).toContainText("from 1 to 50");
    const { element } = await pasted(page);
    expect(Object.keys(element.attributes)).toEqual(["src", "section", "tag"]);
    expect(complaints).toEqual([]);
  });

  test.describe("of a feed", () => {
    const evil = `</option><script>window.owned=1</script><img src=x onerror="window.owned=1">`;
    test.use({ files: { "feed.json": feedFile({ title: evil, language: evil, items: [{ id: evil, title: evil, tags: [evil, [evil]], _newsleaf: { section: [evil] } }, evil, null] }) } });

    test("are text", async ({ page, site, complaints }) => {
      await page.goto(`${site.url}embed-builder.html`);
      await expect(page.locator("#site")).toHaveText(evil);
      expect(await page.locator("body script, body img").count()).toBe(0);
      expect((await pasted(page)).element).toMatchObject({ elements: ["a", "newsleaf-embed", "script"], text: evil });
      expect(await page.evaluate(() => window.owned)).toBeUndefined();
      expect(complaints).toEqual([]);
    });
  });
});

test("choices are in the address and restored from it, without an entry in the history", async ({ page, site }) => {
  await openBuilder(page, site);
  const before = await page.evaluate(() => history.length);
  await page.getByLabel("Section").fill("News");
  await press(page, "Layout", "Headlines");
  await press(page, "On a page that is", "Dark");
  await press(page, "Colour", "Another");
  const choices = { section: "News", layout: "headlines", accent: "8a1c1c" };
  await expectChoices(page, site, choices, { ...choices, on: "dark" });
  await press(page, "Text size", "Large");
  await expectChoices(page, site, { ...choices, size: "large" }, { ...choices, size: "large", on: "dark" });
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.reload();
  await expectChoices(page, site, { ...choices, size: "large" }, { ...choices, size: "large", on: "dark" });
  await expect(page.getByLabel("Section")).toHaveValue("News");
  await expect(page.getByRole("radio", { name: "Headlines", exact: true })).toBeChecked();
  await expect(host(page)).toHaveAttribute("data-on", "dark");
});

test("typing loads no preview before it pauses", async ({ page, site }) => {
  await page.clock.install();
  await openBuilder(page, site);
  // The clock stands still while keys come, however slow the machine is.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  const requested = () => new Set(site.requests.map(({ search }) => search).filter((search) => search.includes("section=")));
  await page.getByLabel("Section").pressSequentially("Local");
  await page.clock.runFor(200);
  await page.getByLabel("Section").pressSequentially(" news");
  await page.clock.runFor(200);
  expect([...requested()]).toEqual([]);
  await page.clock.runFor(200);
  await page.clock.resume();
  await expectChoices(page, site, { section: "Local news" });
  expect(requested().size).toBe(1);
});

test("previews are the widget itself", async ({ page, site, complaints }) => {
  await page.goto(`${site.url}embed-builder.html?limit=1&title=From%20the%20valley`);
  for (const width of [320, 440, 768]) {
    const widget = page.frameLocator(`.view[data-width="${width}"] iframe`);
    await expect(widget.locator(".embed[data-state=ready]")).toContainText("From the valley");
    await expect(widget.getByRole("link", { name: "Story 1" })).toBeVisible();
    await expect(widget.getByText("Xianning")).toHaveCount(0);
  }
  expect(complaints).toEqual([]);
});

test("previews have three widths and the height that their own window reports", async ({ page, site }) => {
  await openBuilder(page, site);
  const sizes = () => page.locator(".view iframe").evaluateAll((frames) => frames.map(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]));
  await expect.poll(sizes).toEqual([[320, 321], [440, 321], [768, 321]]);
  await expect(page.locator(".view__size").first()).toHaveText("320 × 321 px");
  // Messages of other windows do not count: not the page's own, nor those of another frame in it.
  await page.evaluate(() => {
    window.heard = 0;
    addEventListener("message", () => window.heard++);
    postMessage({ newsleaf: 1, type: "size", height: 999 }, "*");
    document.body.append(document.createElement("iframe"));
  });
  await page.frames().at(-1).evaluate(() => parent.postMessage({ newsleaf: 1, type: "size", height: 999 }, "*"));
  await expect.poll(() => page.evaluate(() => window.heard)).toBe(2);
  expect(await sizes()).toEqual([[320, 321], [440, 321], [768, 321]]);
  const said = (height) => page.frames()[1].evaluate((height) => parent.postMessage({ newsleaf: 1, type: "size", height }, "*"), height);
  await said(120.4);
  await expect.poll(async () => (await sizes())[0]).toEqual([320, 121]);
  await said(1e9);
  await expect.poll(async () => (await sizes())[0]).toEqual([320, 20_000]);
  for (const wrong of ["400", null, Number.NaN, {}]) await said(wrong);
  await said(300);
  await expect.poll(async () => (await sizes())[0]).toEqual([320, 300]);
});

test.describe("copying", () => {
  test("works, and says so", CHROMIUM.clipboard, async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openBuilder(page, site);
    for (const kind of ["element", "frame"]) {
      const snippet = page.locator(".snippet").filter({ has: page.locator(`#${kind}-code`) });
      await snippet.getByRole("button", { name: "Copy" }).click();
      await expect(snippet.getByRole("status")).toHaveText("Copied", { useInnerText: true });
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code(page, kind));
    }
    // The copied code is no longer the shown code.
    await press(page, "Layout", "Cards");
    await expect(page.getByText("Copied").first()).toBeHidden();
  });

  test("selects the code where the clipboard refuses or is missing, and says so", async ({ page, site }) => {
    await openBuilder(page, site);
    for (const [name, refuse] of [
      ["refuses", () => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: () => Promise.reject(new Error("no")) } })],
      ["is missing", () => Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined })],
    ]) {
      await test.step(name, async () => {
        await page.reload();
        await page.evaluate(refuse);
        await page.getByRole("button", { name: "Copy" }).first().click();
        await expect(page.getByText("press Ctrl+C").first()).toBeVisible();
        const field = page.locator("#element-code");
        await expect(field).toBeFocused();
        expect(await field.evaluate((field) => field.selectionEnd - field.selectionStart === field.value.length)).toBe(true);
      });
    }
  });
});

test("everything is reached and changed by the keyboard", async ({ page, site }) => {
  await openBuilder(page, site);
  const focused = () => page.evaluate(() => document.activeElement.name || document.activeElement.id || document.activeElement.localName);
  const reached = [];
  for (let at = 0; at < 40 && reached.at(-1) !== "frame-code"; at++) {
    await page.keyboard.press("Tab");
    reached.push(await focused());
  }
  expect(reached.filter((name, at) => name !== "iframe" && name !== "button" && name !== reached[at - 1])).toEqual([
    "site", "kind", "section", "tag", "limit", "layout-list", "images", "summary", "heading", "open", "theme", "background", "accent-kind", "size", "to-code", "on", "element-code", "frame-code",
  ]);
  await page.getByRole("button", { name: "To the code" }).press("Enter");
  await expect(page.getByRole("heading", { name: "The code" })).toBeFocused();
  await expect(page.locator("#element-code")).toBeInViewport();
  await page.getByRole("radio", { name: "List" }).focus();
  await page.keyboard.press("ArrowRight");
  await expectChoices(page, site, { layout: "cards" });
  const outline = await page.getByRole("radio", { name: "Cards" }).evaluate((input) => getComputedStyle(input.closest("label")).outlineStyle);
  expect(outline).toBe("solid");
});

/** The languages of browsers, each with the headline and the direction of the page. */
const LANGUAGES = [
  ["ar", "الأخبار في أي صفحة", "rtl"],
  ["de-AT", "Die Nachrichten auf jeder Seite", "ltr"],
  ["es", "Las noticias en cualquier página", "ltr"],
  ["fr", "L’actualité sur n’importe quelle page", "ltr"],
  ["ja", "ニュースをどのページにも", "ltr"],
  ["zh-CN", "把新闻放进任何网页", "ltr"],
  ["zh-TW", "把新聞放進任何網頁", "ltr"],
  ["nl", "The news, on any page", "ltr"],
];

test("the page speaks the browser's language, or English where it has no words of it", async ({ page, site }) => {
  // A window has one language; another would be another window.
  await page.addInitScript(() => Object.defineProperty(navigator, "language", { get: () => sessionStorage.getItem("language") ?? "en" }));
  await openBuilder(page, site);
  for (const [language, title, direction] of LANGUAGES) {
    await test.step(language, async () => {
      await page.evaluate((language) => sessionStorage.setItem("language", language), language);
      await page.reload();
      await expect(page.locator("#site")).toHaveText("City Paper");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page).toHaveTitle(title);
      await expect(page.locator("html")).toHaveAttribute("dir", direction);
      expect(await page.locator("[data-message]").evaluateAll((places) => places.filter((place) => !place.textContent).length)).toBe(0);
      // Code and sizes are read from left to right anywhere.
      await expect(page.locator("#element-code")).toHaveCSS("direction", "ltr");
    });
  }
});

for (const locale of ["en-GB", "ar"]) {
  test.describe(`on light and dark paper in ${locale}`, () => {
    test.use({ locale, viewport: { width: 320, height: 800 } });

    test("axe finds nothing, and the page is not wider than a small phone", async ({ page, site }) => {
      test.slow();
      for (const query of ["", "?section=none&limit=99&accent=zz&title=x&on=dark", "?article=", `?article=${KEY}&layout=card`]) {
        await openBuilder(page, site, query);
        await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
        await expectNoViolations(page, query);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("at twice the size nothing is wider than the window", async ({ page, site }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await openBuilder(page, site, "?section=none&limit=99&accent=zz&title=x");
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { font-size: 200% }");
    document.adoptedStyleSheets = [sheet];
  });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test("no other host gets a request, and the readers' pages load nothing of the builder", async ({ page, site }) => {
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url)) elsewhere.push(request.url());
  });
  await openBuilder(page, site, "?layout=cards");
  await expectChoices(page, site, { layout: "cards" });
  expect(elsewhere).toEqual([]);
  const before = site.requests.length;
  await page.goto(site.url);
  await page.waitForLoadState("networkidle");
  expect(site.requests.slice(before).filter(({ path }) => /builder/.test(path))).toEqual([]);
  expect(readFileSync("dist/index.html", "utf8")).not.toContain("embed-builder");
});

test("the page has noindex, and its policy has no exception", () => {
  const html = readFileSync("dist/embed-builder.html", "utf8");
  expect(html).toContain('<meta name="robots" content="noindex">');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)[1];
  expect(policy).toMatch(/script-src 'sha256-[^']+';/);
  expect(policy).not.toContain("unsafe");
});

test.describe("without JavaScript", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });
  test("the page says where everything is written", async ({ page, site }) => {
    await page.goto(`${site.url}embed-builder.html`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("code").first()).toHaveText("docs/embedding.md");
    await expect(page.locator("#choices")).toBeHidden();
  });
});
