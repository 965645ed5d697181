// Frames of other sites: they get no request before the reader clicks, and few permissions afterwards.
//
// No service gets a request here: the test answers for every address outside of the site, and logs the requests.
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM } from "../support/chromium.mjs";
import { expectNoViolations } from "../support/axe.mjs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const film = '<iframe src="https://www.youtube.com/embed/a1?si=x&amp;autoplay=1" title="A &quot;film&quot; &lt;b&gt;" width="560" height="315" allow="autoplay; camera"></iframe>';
const items = [
  story(1, { title: "Two frames", content_html: `<p>Before.</p><p>${film}</p><p>Between.</p><div><iframe src="//player.vimeo.com/video/7"></iframe></div><p>After.</p>` }),
  story(2, { title: "Heard", content_html: '<p>Words.</p><iframe height="166" width="100%" src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/7&auto_play=true"></iframe><iframe src="https://open.spotify.com/embed/track/7" width="300" height="380"></iframe>' }),
  story(3, { title: "خبر", language: "ar", content_html: `<p>نص</p>${film}` }),
];
const feed = feedWith(0, { items });
test.use({ files: { "feed.json": feedFile(feed) } });

const LOADS = "https://www.youtube-nocookie.com/embed/a1?rel=0";

/** Answers for every other host, and logs the requests: [address, referrer]. */
async function answerForOthers(context, site, pages = {}) {
  const requested = [];
  await context.route(
    (url) => !url.href.startsWith(site.url),
    (route) => {
      const request = route.request();
      requested.push([request.url(), request.headers().referer ?? null]);
      return route.fulfill({ contentType: "text/html", body: pages[request.url()] ?? "<!doctype html><title>Player</title><button>Play</button>" });
    },
  );
  return requested;
}

async function openStory(page, site, name) {
  await open(page, site);
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.locator("#app h1")).toHaveText(name);
}

const cards = (page) => page.locator(".frame-card");
const loadButton = (page, at = 0) => cards(page).nth(at).locator("[data-frame]");
const closeButton = (page, at = 0) => cards(page).nth(at).getByRole("button", { name: "Close" });
const frames = (page) => page.locator("iframe");

/** Presses an element that may be below the fold. A frame of another site is in a process of its own, and the browser sends a press to
    where the frame was drawn last: one that comes between a scroll and the next frame drawn would land in the player. */
async function scrollAndClick(page, target) {
  await target.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))));
  await target.click();
}

test("a service gets no request before the click, and one afterwards", async ({ page, context, site }) => {
  const requested = await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await expect(cards(page)).toHaveCount(2);
  await cards(page).nth(1).scrollIntoViewIfNeeded();
  await loadButton(page).hover();
  await loadButton(page).focus();
  // Long enough for anything that waits for the page to be idle.
  await page.waitForTimeout(300);
  expect(requested).toEqual([]);
  await loadButton(page).click();
  await expect(page.frameLocator("iframe").getByText("Play")).toBeVisible();
  // YouTube plays only where it hears of the site, but not of the page.
  expect(requested).toEqual([[LOADS, site.url]]);
  await loadButton(page, 1).click();
  await expect(frames(page)).toHaveCount(2);
  await expect(page.frameLocator("iframe").nth(1).getByText("Play")).toBeVisible();
  expect(requested.slice(1)).toEqual([["https://player.vimeo.com/video/7?dnt=1", null]]);
});

test("the card says whose frame it is, and the frame has exactly these attributes", async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  const [first, second] = await cards(page).evaluateAll((all) => all.map((card) => card.innerText.replace(/\s+/g, " ").toLowerCase()));
  expect(first).toBe('youtube a "film" <b> nothing has been asked of youtube yet. it may set cookies. load the video from youtube open at youtube');
  expect(second).toBe("vimeo nothing has been asked of vimeo yet. it may set cookies. load the video from vimeo open at vimeo");
  await expect(cards(page).nth(0).getByRole("link")).toHaveAttribute("href", "https://www.youtube.com/watch?v=a1");
  await loadButton(page).click();
  await loadButton(page, 1).click();
  await expect(frames(page)).toHaveCount(2);
  const attributes = await frames(page).evaluateAll((all) => all.map((frame) => Object.fromEntries([...frame.attributes].filter(({ name }) => name !== "style").map(({ name, value }) => [name, value]))));
  const same = { sandbox: "allow-scripts allow-same-origin allow-popups allow-presentation", allow: "fullscreen; picture-in-picture; encrypted-media" };
  expect(attributes).toEqual([
    { title: 'YouTube: A "film" <b>', src: LOADS, referrerpolicy: "strict-origin-when-cross-origin", ...same },
    { title: "Vimeo", src: "https://player.vimeo.com/video/7?dnt=1", referrerpolicy: "no-referrer", ...same },
  ]);
});

test("by keyboard: Enter loads, the focus goes to the frame and on to Close, which gives it back", CHROMIUM.frames, async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await loadButton(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.frameLocator("iframe").getByText("Play")).toBeVisible();
  await expect(frames(page)).toBeFocused();
  await expect(page.getByRole("button", { name: "Load the video from YouTube" })).toBeHidden();
  // Keys go to the player from the moment on that it has loaded; until then Tab leads past it, to Close.
  await expect.poll(() => page.frameLocator("iframe").locator("body").evaluate(() => document.hasFocus())).toBe(true);
  await page.keyboard.press("Tab");
  await expect(page.frameLocator("iframe").getByText("Play")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(closeButton(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(frames(page)).toHaveCount(0);
  await expect(loadButton(page)).toBeFocused();
  await expect(closeButton(page)).toBeHidden();
  await expect(cards(page).first()).toContainText("Nothing has been asked of YouTube yet");
  await page.keyboard.press("Space");
  await expect(frames(page)).toHaveCount(1);
});

test("two frames at once: each is closed by its own button", async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await loadButton(page, 0).click();
  await loadButton(page, 1).click();
  await expect(frames(page)).toHaveCount(2);
  await closeButton(page, 0).click();
  await expect(frames(page)).toHaveCount(1);
  await expect(frames(page)).toHaveAttribute("title", "Vimeo");
});

test("another page takes the frames away, and they do not come back by themselves", async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await loadButton(page).click();
  await expect(frames(page)).toHaveCount(1);
  await scrollAndClick(page, page.locator(".neighbours__older"));
  await expect(page.locator("#app h1")).toHaveText("Heard");
  await expect(frames(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.locator("#app h1")).toHaveText("Two frames");
  await expect(cards(page)).toHaveCount(2);
  await expect(frames(page)).toHaveCount(0);
});

test("a frame leads the page nowhere, shows no dialog, and neither does a window that it opens", CHROMIUM.frames, async ({ page, context, site }) => {
  const hostile = `<!doctype html><button onclick="window.open('https://popup.example/')">Open</button><script>
    const tried = [];
    const attempt = (name, act) => { try { act(); } catch (error) { tried.push(name); } };
    attempt("top", () => { top.location = "https://evil.example/top"; });
    attempt("parent", () => { parent.location.href = "https://evil.example/parent"; });
    attempt("read", () => parent.document.title);
    attempt("frame", () => frameElement.removeAttribute("sandbox"));
    alert("a dialog"); confirm("a dialog"); print();
    window.open("https://popup.example/unasked");
    document.write('<a id=go target=_top href="https://evil.example/link">x</a><form id=f target=_top action="https://evil.example/form"></form>');
    document.getElementById("go").click(); document.getElementById("f").submit();
    document.title = tried.join(" ");
  </script>`;
  const popup = `<!doctype html><title>Popup</title><script>
    try { opener.top.location = "https://evil.example/opener"; } catch (error) {}
    try { opener.parent.location.href = "https://evil.example/opener"; } catch (error) {}
    alert("a dialog");
  </script>`;
  const requested = await answerForOthers(context, site, { [LOADS]: hostile, "https://popup.example/": popup });
  const seen = [];
  page.on("dialog", (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  await openStory(page, site, "Two frames");
  const address = page.url();
  await loadButton(page).click();
  const inside = page.frameLocator("iframe").getByRole("button", { name: "Open" });
  await expect(inside).toBeVisible();
  // The tests' browser blocks no window that nobody has clicked for; a reader's does. With a click the service's own page
  // may open. Neither has more power than the frame.
  const opened = context.waitForEvent("page");
  await inside.click();
  await (await opened).waitForLoadState();
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  await expect(page.locator("#app h1")).toHaveText("Two frames");
  expect(seen).toEqual([]);
  expect(requested.filter(([url]) => url.includes("evil.example"))).toEqual([]);
});

test.describe("a chart of Datawrapper's", () => {
  const CHART = "https://datawrapper.dwcdn.net/AbCd1/3/";
  const chart = story(1, { title: "A chart", content_html: `<p>Before.</p><iframe title="Rain" src="${CHART}" width="600" height="400"></iframe><iframe src="https://player.vimeo.com/video/7"></iframe>` });
  test.use({ files: { "feed.json": feedFile(feedWith(0, { items: [chart, story(2)] })) } });

  const height = async (page, at = 0) => Math.round((await frames(page).nth(at).boundingBox()).height);
  /** Says this from a frame of the page. */
  const say = (page, at, ...all) =>
    page.frames().filter((frame) => frame !== page.mainFrame())[at].evaluate((messages) => messages.forEach((data) => window.parent.postMessage(data, "*")), all);
  const heightOf = (px) => ({ "datawrapper-height": { AbCd1: px } });
  /** Counts the page's listeners for messages. */
  const countListeners = (page) =>
    page.addInitScript(() => {
      window.listening = 0;
      const { addEventListener, removeEventListener } = window;
      window.addEventListener = (type, ...rest) => ((window.listening += type === "message"), addEventListener.call(window, type, ...rest));
      window.removeEventListener = (type, ...rest) => ((window.listening -= type === "message"), removeEventListener.call(window, type, ...rest));
    });

  test("has the height that it reports, within limits, whatever other messages come", async ({ page, context, site }) => {
    await answerForOthers(context, site);
    await openStory(page, site, "A chart");
    await loadButton(page).click();
    await expect(page.frameLocator("iframe").getByText("Play")).toBeVisible();
    await say(page, 0, heightOf(512.4));
    await expect.poll(() => height(page)).toBe(513);
    await say(page, 0, heightOf(99));
    await expect.poll(() => height(page)).toBe(99);
    await say(page, 0, heightOf(3));
    await expect.poll(() => height(page)).toBe(60);
    await say(page, 0, heightOf(1e9));
    await expect.poll(() => height(page)).toBe(3000);
    const hostile = [null, undefined, 7, "datawrapper-height", [], {}, { "datawrapper-height": null }, { "datawrapper-height": 300 }, { "datawrapper-height": {} }, { "datawrapper-height": "300" },
      heightOf("300"), heightOf(NaN), heightOf(Infinity), heightOf(null), heightOf({}), heightOf([300]), heightOf("300px; position: fixed"), { "datawrapper-height": [] }, { height: 300 }];
    await say(page, 0, ...hostile);
    await page.waitForTimeout(200);
    expect(await height(page)).toBe(3000);
  });

  test("is not moved by another window, and moves no other frame", async ({ page, context, site }) => {
    await answerForOthers(context, site);
    await openStory(page, site, "A chart");
    await loadButton(page, 0).click();
    await expect(page.frameLocator("iframe").first().getByText("Play")).toBeVisible();
    await loadButton(page, 1).click();
    await expect(page.frameLocator("iframe").nth(1).getByText("Play")).toBeVisible();
    const before = [await height(page, 0), await height(page, 1)];
    await say(page, 1, ...Array(1000).fill(heightOf(777)));
    await page.evaluate((data) => window.postMessage(data, "*"), heightOf(777));
    await page.waitForTimeout(300);
    expect([await height(page, 0), await height(page, 1)]).toEqual(before);
    await say(page, 0, heightOf(444));
    await expect.poll(() => height(page, 0)).toBe(444);
    expect(await height(page, 1)).toBe(before[1]);
  });

  test("is listened to as long as it is there", async ({ page, context, site }) => {
    await countListeners(page);
    await answerForOthers(context, site);
    await openStory(page, site, "A chart");
    const listening = () => page.evaluate(() => window.listening);
    expect(await listening()).toBe(0);
    await loadButton(page, 1).click();
    await expect(frames(page)).toHaveCount(1);
    expect(await listening()).toBe(0);
    await loadButton(page, 0).click();
    await expect(frames(page)).toHaveCount(2);
    expect(await listening()).toBe(1);
    await closeButton(page).click();
    expect(await listening()).toBe(0);
    // Another page takes the frame away without the button; the next message of anybody ends it.
    await loadButton(page, 0).click();
    await expect(frames(page)).toHaveCount(2);
    await scrollAndClick(page, page.locator(".neighbours__older"));
    await expect(page.locator("#app h1")).toHaveText("Story 2");
    await page.evaluate(() => window.postMessage("anything", "*"));
    await expect.poll(listening).toBe(0);
  });
});

test("where a part of the page itself is deceived, the page's policy still lets no other host in", async ({ page, site }) => {
  // A real host: Firefox's driver reports requests that the policy then stops.
  const other = await startStaticServer({ folders: [], idleLimit: 60_000 });
  await openStory(page, site, "Two frames");
  await loadButton(page).evaluate((button, url) => button.setAttribute("data-frame", url), other.url.replace("127.0.0.1", "localhost"));
  await loadButton(page).click();
  await expect(frames(page)).toHaveCount(1);
  await page.waitForTimeout(300);
  expect(other.requests).toEqual([]);
  await other.close();
});

test("where the part that puts frames in can't be had, it is said, and the focus goes to the link", async ({ page, context, site }) => {
  const part = site.part("frameCard");
  const requested = await answerForOthers(context, site);
  site.fault(part, { status: 404 });
  await openStory(page, site, "Two frames");
  await loadButton(page).click();
  await expect(cards(page).first().getByRole("link", { name: "Open at YouTube" })).toBeFocused();
  await expect(page.locator(".frame-card small").first()).toHaveText("This could not be loaded. Try again when the connection is back.");
  expect(requested).toEqual([]);
});

test("the frame has the shape that the feed gives, before it has loaded", async ({ page, context, site }) => {
  await context.route(
    (url) => !url.href.startsWith(site.url),
    () => new Promise(() => {}),
  );
  await openStory(page, site, "Two frames");
  await loadButton(page, 0).click();
  await loadButton(page, 1).click();
  const box = async (at) => (await frames(page).nth(at).boundingBox()) ?? {};
  for (const at of [0, 1]) {
    const { width, height } = await box(at);
    expect(Math.abs(width / height - 16 / 9)).toBeLessThan(0.01);
  }
  await openStory(page, site, "Heard");
  await loadButton(page, 0).click();
  await loadButton(page, 1).click();
  expect((await box(0)).height).toBe(166);
  expect(await box(1)).toMatchObject({ width: 300, height: 380 });
});

for (const [script, name] of [["Latin", "Two frames"], ["Arabic", "خبر"]]) {
  test(`in a ${script} article a card fits into 320 pixels at the largest text, closed and open`, async ({ page, context, site }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await answerForOthers(context, site);
    await openStory(page, site, name);
    await page.evaluate(() => document.documentElement.setAttribute("data-text-size", "large"));
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await loadButton(page).click();
    await expect(frames(page)).toHaveCount(1);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const [frame, column] = [await frames(page).boundingBox(), await page.locator(".body").boundingBox()];
    expect(frame.x).toBeGreaterThanOrEqual(column.x - 1);
    expect(frame.width).toBeLessThanOrEqual(column.width + 1);
  });
}

test("axe finds nothing wrong with a card, closed or open, on light and on dark paper", async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await expectNoViolations(page, "closed");
  await loadButton(page).click();
  await expect(frames(page)).toHaveCount(1);
  await expectNoViolations(page, "open");
});

test("on paper there is the link alone", CHROMIUM.media, async ({ page, context, site }) => {
  await answerForOthers(context, site);
  await openStory(page, site, "Two frames");
  await loadButton(page).click();
  await expect(frames(page)).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".frame-card :is(button, iframe, small):visible")).toHaveCount(0);
  await expect(cards(page).first().getByRole("link")).toBeVisible();
  await expect(cards(page).first()).toContainText('A "film"');
});

test.describe("without scripts", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });

  test("a page that was made natively has the link, and no button that does nothing", async ({ page, site }) => {
    const folder = mkdtempSync(join(tmpdir(), "newsleaf-"));
    writeFileSync(join(folder, "feed.json"), JSON.stringify(feed));
    const command = `target/${existsSync("target/debug/newsleaf") ? "debug" : "release"}/newsleaf`;
    const native = (query) => execFileSync(command, ["page", join(folder, "feed.json"), "--query", query, "--site", site.url, "--feed-url", `${site.url}feed.json`], { encoding: "utf8" });
    const query = /href="\.\/(\?article=[^"]+)"[^>]*>(?:<[^>]+>)*Two frames</.exec(native(""))[1];
    const style = readFileSync(join("dist", site.part("style")), "utf8");
    await page.setContent(`<!doctype html><html lang="en"><style>${style}</style><div>${native(query)}</div>`);
    await expect(page.locator(".frame-card")).toHaveCount(2);
    await expect(page.locator(".frame-card button:visible")).toHaveCount(0);
    await expect(page.locator(".frame-card a").first()).toBeVisible();
    await expect(page.locator(".frame-card a").first()).toHaveText("Open at YouTube");
  });
});
