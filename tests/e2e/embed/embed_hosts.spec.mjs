// The widget in pages of another origin, under the libraries that publishers use there (scripts/embed-hosts.mjs): the real
// ones from npm, and stand-ins for the rest. What the frame says in each case is tested by itself in frame.spec.mjs.
import { LIBRARIES, hostPage, libraryFiles } from "../../../scripts/embed-hosts.mjs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { CHROMIUM } from "../support/chromium.mjs";
import { feedWith } from "../support/feeds.mjs";
import { expect, feedFile, test as base } from "../support/site.mjs";

// Sandboxed frames have no origin, so the news host must allow any.
const test = base.extend({
  hostHeaders: { "Access-Control-Allow-Origin": "*" },
  files: { "feed.json": feedFile(feedWith(12)) },

  host: async ({ site, page }, use) => {
    const files = libraryFiles();
    const server = await startStaticServer({ folders: ["tests/fixtures"], files, idleLimit: 120_000 });
    // Another name and another port: another site to the browser.
    const url = server.url.replace("127.0.0.1", "localhost");
    await use({
      /** Opens a page with two widgets under this library; `window.heard` has the messages of their frames. */
      async open(library, { first = 3, more = "", before = "", hidden = false, after = "" } = {}) {
        const widgets = [["w1", first], ["w2", 1]].map(([id, limit]) => ({ id, src: `${site.url}?embed&limit=${limit}${more}`, title: `News ${id}` }));
        const body = hostPage({ parts: [{ library, widgets }], before, hidden });
        const listener = `<script>
          window.heard = [];
          addEventListener("message", ({ source, data }) => source !== window && heard.push(data));
        </script>`;
        files["host.html"] = { headers: { "Content-Type": "text/html; charset=utf-8" }, body: body.replace("<main>", `${listener}<main>`) + after };
        await page.goto(`${url}host.html`);
      },
      frame: (id) => page.locator(`[data-widget=${id}] iframe`),
      async inside(id) {
        const frame = await (await page.locator(`[data-widget=${id}] iframe`).elementHandle()).contentFrame();
        await frame.locator("#app .skeleton-page").waitFor({ state: "detached" });
        return frame;
      },
      heard: () => page.evaluate(() => window.heard.splice(0)),
    });
    await server.close();
  },
});

/** Each host's treatment of a height. */
const LIMITS = { wordpress: [200, 1000], amp: [100, Infinity] };
const held = (library, height) => {
  const [least, most] = LIMITS[library] ?? [0, Infinity];
  return Math.min(most, Math.max(least, height));
};

/** Waits until the frame is as high as its content; gives that height. */
async function fits(host, library, id) {
  const inside = await host.inside(id);
  let height;
  await expect
    .poll(
      async () => {
        height = await inside.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
        return (await host.frame(id).boundingBox())?.height - held(library, height);
      },
      { message: `${id} is as high as its content` },
    )
    .toBe(0);
  return height;
}

/** Puts a box of this height into the widget; 0 takes it away. */
const setBox = async (host, id, px) =>
  (await host.inside(id)).evaluate((height) => {
    document.getElementById("test-box")?.remove();
    const box = Object.assign(document.createElement("div"), { id: "test-box" });
    box.style.height = `${height}px`;
    if (height) document.querySelector("#app").append(box);
  }, px);

/** Everything that a frame may say, by its dialect. */
const SAYS = [
  (data) => data?.newsleaf === 1 && data.type === "size" && Number.isInteger(data.height) && ["loading", "ready", "failed"].includes(data.state) && Object.keys(data).length === 4,
  (data) => data?.newsleaf === 1 && data.type === "moved" && Object.keys(data).length === 2,
  (data) => /^pymxPYMx\w+xPYMxheightxPYMx\d+$/.test(data),
  (data) => /^\[iFrameSizer\]\w+:\d+:\d+:(init|size)$/.test(data),
  (data) => data?.type === "iframe-resized" && Number.isInteger(data.width) && Number.isInteger(data.height) && Object.keys(data).length === 3,
  (data) => data?.sentinel === "amp" && ((data.type === "embed-size" && Number.isInteger(data.height) && Object.keys(data).length === 3) || (data.type === "embed-ready" && Object.keys(data).length === 2)),
  (data) => data?.message === "height" && Number.isInteger(data.value) && Object.keys(data).length === 3,
  (data) => data?.type === "setHeight" && Number.isInteger(data.height) && Object.keys(data).length === 3,
];
const isSize = (data) => SAYS.some((says) => says(data));

for (const [library, { name }] of Object.entries(LIBRARIES)) {
  test.describe(name, () => {
    test("two widgets on a page have their heights, and each grows and shrinks by itself; where nothing changes nothing is said, and only sizes ever", async ({ host, page, complaints }) => {
      await host.open(library);
      const first = await fits(host, library, "w1");
      const second = await fits(host, library, "w2");
      await setBox(host, "w1", 333);
      expect(await fits(host, library, "w1")).toBe(first + 333);
      expect(await fits(host, library, "w2")).toBe(second);
      await setBox(host, "w2", 111);
      expect(await fits(host, library, "w2")).toBe(second + 111);
      await setBox(host, "w1", 0);
      expect(await fits(host, library, "w1")).toBe(first);

      // Larger text and a narrower host change the height.
      await (await host.inside("w1")).evaluate(() => document.documentElement.setAttribute("data-text-size", "large"));
      await page.locator("main").evaluate((main) => (main.style.width = "250px"));
      await expect.poll(() => fits(host, library, "w1")).toBeGreaterThan(first);
      await fits(host, library, "w2");
      await page.waitForTimeout(150);
      const heard = await host.heard();
      expect(heard.filter((data) => !isSize(data))).toEqual([]);
      // Long enough for anything that asks again and again: twice as long as a frame waits that is not drawn.
      await page.waitForTimeout(500);
      expect(await host.heard()).toEqual([]);
      await page.locator("main").evaluate((main) => main.removeAttribute("style"));
      await fits(host, library, "w1");
      expect(complaints).toEqual([]);
    });

    test("hidden at first, it has its height when it is shown", async ({ host, page }) => {
      await host.open(library, { hidden: true });
      // Our own script puts a frame in when it comes near the window; all others have it at once.
      if (!LIBRARIES[library].files["lib/embed.js"]) await host.inside("w1");
      await page.waitForTimeout(300);
      for (const data of await host.heard()) expect(isSize(data)).toBe(false);
      await page.evaluate(() => document.querySelectorAll(".place").forEach((place) => place.removeAttribute("style")));
      await fits(host, library, "w1");
      await setBox(host, "w2", 222);
      await fits(host, library, "w2");
    });
  });
}

test.describe("a story that opens within the frame", CHROMIUM.frames, () => {
  const long = '<p>And so on.</p>'.repeat(30);
  test.use({ files: { "feed.json": feedFile(feedWith(12, { items: feedWith(12).items.map((item) => ({ ...item, content_html: item.content_html + long })) })) } });

  const story = (inside, name) => inside.getByRole("link", { name, exact: true });
  const isAt = (host, pattern) => expect.poll(async () => (await host.inside("w1")).url()).toMatch(pattern);

  for (const library of ["newsleaf", "pym", "iframe-resizer-4"]) {
    test(`under ${LIBRARIES[library].name} the frame's top comes into view, only if the reader can't see it`, async ({ host, page }) => {
      test.skip(library === "newsleaf" && !LIBRARIES.newsleaf.files["lib/embed.js"], "dist/ has no embed.js");
      await host.open(library, { first: 12, more: "&open=inside", before: '<div style="height: 300px">Above</div>', after: '<div style="height: 3000px">Below</div>' });
      await fits(host, library, "w1");
      const top = () => host.frame("w1").evaluate((frame) => Math.round(frame.getBoundingClientRect().top));
      const entries = await page.evaluate(() => history.length);

      // The top is seen: nothing scrolls.
      await story(await host.inside("w1"), "Story 1").click();
      await isAt(host, /[?&]read=\w+-story-1\b/);
      await fits(host, library, "w1");
      await expect((await host.inside("w1")).locator("#app h1")).toBeFocused();
      expect(await page.evaluate(() => scrollY)).toBe(0);

      await (await host.inside("w1")).locator("[data-inside]").press("Enter");
      await isAt(host, /[?]embed(?!.*read=)/);
      await fits(host, library, "w1");
      await expect(story(await host.inside("w1"), "Story 1")).toBeFocused();

      // From the end of the list to a story: the top is above the window.
      await page.evaluate(() => scrollTo(0, 600));
      await expect.poll(top).toBeLessThan(-100);
      const last = story(await host.inside("w1"), "Story 10");
      await expect(last).toBeInViewport();
      await last.click();
      await isAt(host, /[?&]read=\w+-story-10\b/);
      await expect.poll(top).toBe(0);
      await fits(host, library, "w1");
      expect(await page.evaluate(() => history.length)).toBe(entries);
    });
  }

  test("what the library has added to the address is there on every page, and the library goes on", async ({ host }) => {
    await host.open("pym", { more: "&open=inside" });
    await fits(host, "pym", "w1");
    await story(await host.inside("w1"), "Story 2").click();
    await isAt(host, /[?&]read=\w+-story-2&.*childId=w1/);
    const height = await fits(host, "pym", "w1");
    await setBox(host, "w1", 200);
    expect(await fits(host, "pym", "w1")).toBe(height + 200);
    await (await host.inside("w1")).locator("[data-inside]").click();
    await isAt(host, /[?]embed(?!.*read=).*childId=w1/);
    await fits(host, "pym", "w1");
  });
});

test("an article in the frame: its text size and its code for telephones get the room that they need, and give it back", CHROMIUM.frames, async ({ host, page, complaints }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  await host.open("pym", { more: "&open=inside" });
  await fits(host, "pym", "w1");
  await (await host.inside("w1")).getByRole("link", { name: "Story 1", exact: true }).click();
  await expect.poll(async () => (await host.inside("w1")).url()).toContain("read=");
  const inside = await host.inside("w1");
  const medium = await fits(host, "pym", "w1");
  await inside.getByText("Large", { exact: true }).click();
  await expect.poll(() => fits(host, "pym", "w1")).toBeGreaterThan(medium);
  await inside.getByText("Medium", { exact: true }).click();
  await expect.poll(() => fits(host, "pym", "w1")).toBe(medium);

  await inside.getByRole("button", { name: "WeChat" }).click();
  await inside.locator(".qr-dialog__fits").waitFor();
  const dialog = inside.locator(".qr-dialog");
  await expect.poll(() => dialog.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  await page.waitForTimeout(300);
  const [frame, box] = [await host.frame("w1").boundingBox(), await dialog.boundingBox()];
  expect(box.y).toBeGreaterThanOrEqual(frame.y);
  expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height);
  await inside.locator(".qr-dialog").press("Escape");
  await expect.poll(() => fits(host, "pym", "w1")).toBe(medium);
  expect(complaints).toEqual([]);
});

test.describe("links", CHROMIUM.frames, () => {
  test("a story opens in a new tab, without a trace in the host's history", async ({ host, page, context, site }) => {
    await host.open("iframe-resizer-4");
    await fits(host, "iframe-resizer-4", "w1");
    const [address, entries] = [page.url(), await page.evaluate(() => history.length)];
    const opened = context.waitForEvent("page");
    await (await host.inside("w1")).getByRole("link", { name: "Story 1" }).click();
    const tab = await opened;
    await expect(tab.locator("#app h1")).toHaveText("Story 1");
    expect(new URL(tab.url()).origin + "/").toBe(site.url);
    expect(await tab.evaluate(() => window.opener)).toBe(null);
    expect([page.url(), await page.evaluate(() => history.length)]).toEqual([address, entries]);
    expect((await host.inside("w1")).url()).toContain("?embed");
  });

  test("in WordPress, whose sandbox forbids that, the host's page goes to the story", async ({ host, page, site }) => {
    await host.open("wordpress");
    await fits(host, "wordpress", "w1");
    await (await host.inside("w1")).getByRole("link", { name: "Story 1" }).click();
    await expect(page.locator("#app h1")).toHaveText("Story 1");
    expect(page.url()).toContain(`${site.url}?article=`);
  });
});

/** A first message of each protocol, which from the parent would change what the frame says. */
const FORGED = [
  { newsleaf: 1, type: "init" },
  "pymxPYMxforgedxPYMxwidthxPYMx500",
  "[iFrameSizer]forged:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true",
  "[iFrameSizer]resize",
  { type: "iframe-child-init" },
  { sentinel: "amp", type: "frames-init" },
  { message: "ready", secret: "forged" },
  { type: "setHeight", id: 99 },
];

test("a thousand forged messages of every protocol from another window: the widget says nothing, and shows what it showed", async ({ host, page, complaints }) => {
  await host.open("newswire", { after: "<iframe id='stranger' srcdoc='<script>onmessage = ({ data: [number, all] }) => { for (let at = 0; at < 1000; at++) for (const each of all) parent.frames[number].postMessage(each, \"*\"); parent.isForged = true }</script>'></iframe>" });
  await fits(host, "newswire", "w1");
  const inside = await host.inside("w1");
  const shown = await inside.evaluate(() => document.body.innerHTML);
  await page.waitForTimeout(300);
  await host.heard();
  await page.evaluate((all) => {
    const { contentWindow } = document.querySelector("[data-widget=w1] iframe");
    const number = [...Array(frames.length).keys()].find((at) => frames[at] === contentWindow);
    document.getElementById("stranger").contentWindow.postMessage([number, all], "*");
  }, FORGED);
  await page.waitForFunction(() => window.isForged);
  await inside.evaluate(() => new Promise((heard) => setTimeout(heard)));
  await page.waitForTimeout(300);
  expect(await host.heard()).toEqual([]);
  expect(await inside.evaluate(() => document.body.innerHTML)).toBe(shown);
  await setBox(host, "w1", 50);
  await fits(host, "newswire", "w1");
  // Both dialects for an unknown parent, as before.
  expect([...new Set((await host.heard()).map(({ type }) => type))].sort()).toEqual(["embed-size", "size"]);
  expect(complaints).toEqual([]);
});
