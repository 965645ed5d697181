// The frame's side of every library's messages, in a page that holds nothing but js/frame.js. The real widget under the real
// libraries is in embed_hosts.spec.mjs.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, iframe, ownSizes, test } from "../support/framed.mjs";

const own = (height, state = "ready") => ({ newsleaf: 1, type: "size", height, state });
const amp = (height) => ({ sentinel: "amp", type: "embed-size", height });

const setBox = (frame, height) => frame.locator(".box").evaluate((box, px) => (box.style.height = `${px}px`), height);
const bodyHeight = (frame) => frame.evaluate(() => document.body.getBoundingClientRect().height);
/** Sends these messages from the host's page, which is the parent. */
const send = (page, ...messages) => page.evaluate((all) => all.forEach((data) => document.querySelector("iframe").contentWindow.postMessage(data, "*")), messages);

test.describe("height", () => {
  test("an unknown parent gets the messages of Newsleaf and of AMP, and nothing else", async ({ framed }) => {
    await framed.open(iframe(framed.url));
    const heard = (await framed.settled()).map(({ data }) => data);
    const height = Math.ceil(await bodyHeight(framed.frame()));
    expect(heard).toEqual(expect.arrayContaining([own(height), amp(height)]));
    expect(heard.filter((data) => data.sentinel === "amp" && data.type === "embed-ready")).toHaveLength(1);
    expect(heard.every((data) => ["size", "embed-size", "embed-ready"].includes(data.type))).toBe(true);
  });

  test("the frame grows and shrinks, and says each height once", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await send(page, { newsleaf: 1, type: "init" });
    await framed.settled();
    for (const height of [700, 40, 333]) {
      await setBox(framed.frame(), height);
      const heard = await framed.settled();
      expect(heard.map(({ data }) => data)).toEqual([own(Math.ceil(await bodyHeight(framed.frame())))]);
    }
  });

  test("heights are whole pixels, rounded up", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    const without = (await bodyHeight(framed.frame())) - 120;
    await setBox(framed.frame(), 200.3);
    const [{ height }] = ownSizes(await framed.settled());
    expect(height).toBe(Math.ceil(without + 200.3));
    await setBox(framed.frame(), 200.4);
    expect(await framed.settled()).toEqual([]);
    await expect(page.locator("iframe")).toHaveCSS("height", `${height}px`);
  });

  test("a hundred changes within one animation frame are one message a dialect, and changes that move nothing are none", async ({ framed }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    await framed.frame().evaluate(() => {
      for (let at = 0; at < 100; at++) {
        document.querySelector(".box").style.height = `${200 + at}px`;
        document.body.getBoundingClientRect();
      }
    });
    expect((await framed.settled()).map(({ data }) => data.type).sort()).toEqual(["embed-size", "size"]);
    await framed.frame().evaluate(async () => {
      for (let at = 0; at < 20; at++) {
        const span = document.createElement("span");
        document.querySelector("h1").append(span);
        span.hidden = true;
        await new Promise(requestAnimationFrame);
        span.remove();
      }
      window.dispatchEvent(new Event("resize"));
    });
    expect(await framed.settled()).toEqual([]);
  });

  test("while something grows in every animation frame there is at most one message a frame", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await send(page, { newsleaf: 1, type: "init" });
    await framed.settled();
    const drawn = await framed.frame().evaluate(async () => {
      const box = document.querySelector(".box");
      for (let at = 0; at < 60; at++) {
        box.style.height = `${300 + at}px`;
        await new Promise(requestAnimationFrame);
      }
      return 60;
    });
    const sizes = ownSizes(await framed.settled());
    // One may come by the timer between the last drawn frame and the first.
    expect(sizes.length).toBeLessThanOrEqual(drawn + 1);
    expect(sizes.at(-1).height).toBe(Math.ceil(await bodyHeight(framed.frame())));
  });

  test("a picture that comes, larger text and a narrower host change it", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    const change = async (act) => {
      await act();
      const sizes = ownSizes(await framed.settled());
      expect(sizes.at(-1)?.height).toBe(Math.ceil(await bodyHeight(framed.frame())));
    };
    await change(() =>
      framed.frame().evaluate(() => {
        const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="170"/>';
        document.querySelector(".box").after(Object.assign(new Image(), { src: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })) }));
      }),
    );
    await change(() => framed.frame().evaluate(() => (document.documentElement.style.fontSize = "30px")));
    await framed.frame().evaluate(() => document.querySelector("h1").append(" and many other words".repeat(20)));
    await framed.settled();
    await change(() => page.setViewportSize({ width: 400, height: 700 }));
  });

  test("a hidden frame says nothing, and its height when it is shown", async ({ framed, page }) => {
    await framed.open(`<div id="hidden" style="display: none">${iframe(framed.url)}</div>`, { hears: false });
    await expect.poll(() => framed.frame()?.evaluate(() => document.readyState)).toBe("complete");
    expect(await framed.settled()).toEqual([]);
    await page.evaluate(() => document.getElementById("hidden").removeAttribute("style"));
    await expect.poll(async () => ownSizes(await framed.heard()).length).toBe(1);
    await framed.settled();
    // Hidden again it is not zero.
    await page.evaluate(() => (document.getElementById("hidden").style.display = "none"));
    expect(await framed.settled()).toEqual([]);
    await page.evaluate(() => document.getElementById("hidden").removeAttribute("style"));
    expect(await framed.settled()).toEqual([]);
  });

  test("a frame far below the window, which the browser does not draw, has its height before it is seen", async ({ framed }) => {
    await framed.open(`<div style="height: 6000px"></div>${iframe(framed.url)}`);
    await framed.settled();
    await setBox(framed.frame(), 500);
    await framed.frame().evaluate(() => document.querySelector("#app").append(document.createElement("p")));
    await expect.poll(async () => ownSizes(await framed.heard()).at(-1)?.height, { timeout: 3000 }).toBe(Math.ceil(await bodyHeight(framed.frame())));
  });

  test("a host that follows every height comes to rest", CHROMIUM.protocol, async ({ framed, page }) => {
    const { width, height } = page.viewportSize();
    const browser = await page.context().newCDPSession(page);
    for (const deviceScaleFactor of [1, 1.1, 1.25, 1.5, 1.75]) {
      await test.step(`at ${deviceScaleFactor} device pixels`, async () => {
        const resize = (width, height) => browser.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor, mobile: false });
        await resize(width, height);
        await framed.open(iframe(framed.url));
        expect(await page.evaluate(() => devicePixelRatio)).toBeCloseTo(deviceScaleFactor);
        for (const height of [133.37, 501.01, 77.99]) {
          await setBox(framed.frame(), height);
          expect(ownSizes(await framed.settled()).length).toBeLessThanOrEqual(2);
          expect(await framed.frame().evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
          expect(await framed.settled()).toEqual([]);
        }
        await resize(333, 500);
        await framed.settled();
        expect(await framed.settled()).toEqual([]);
      });
    }
    await browser.send("Emulation.clearDeviceMetricsOverride");
    await browser.detach();
    // The driver ignores a size that was set already.
    await page.setViewportSize({ width, height: height + 1 });
    await page.setViewportSize({ width, height });
  });
});

test.describe("what lies over the page", () => {
  const dialog = `<div class="embed" data-state="ready"><h1>News</h1></div>
    <dialog id="modal" style="padding: 0; border: 1px solid"><div id="inside" style="height: 500px">High</div></dialog>
    <dialog id="full" style="inset: 0; margin: 0; height: 100%; max-height: none"><div>Full</div></dialog>
    <div id="menu" popover style="position: absolute; inset: 10px auto auto 10px; margin: 0; height: 450px">Menu</div>`;
  test.use({ framedBody: dialog });

  test("a modal dialog that is higher than the page gets its room, no more, and gives it back", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    const low = Math.ceil(await bodyHeight(framed.frame()));
    await framed.frame().evaluate(() => document.getElementById("modal").showModal());
    await framed.settled();
    const high = (await page.locator("iframe").boundingBox()).height;
    expect(high).toBeGreaterThanOrEqual(502);
    expect(high).toBeLessThanOrEqual(560);
    expect(await framed.frame().evaluate(() => document.getElementById("modal").scrollHeight - document.getElementById("modal").clientHeight)).toBe(0);
    await framed.frame().evaluate(() => (document.getElementById("inside").style.height = "300px"));
    await framed.frame().evaluate(() => document.getElementById("modal").toggleAttribute("hidden", false));
    expect(await framed.settled()).toBeDefined();
    await framed.frame().evaluate(() => document.getElementById("modal").close());
    await framed.settled();
    await expect(page.locator("iframe")).toHaveCSS("height", `${low}px`);
  });

  test("a dialog as high as the frame does not make it grow", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    const { height } = await page.locator("iframe").boundingBox();
    await framed.frame().evaluate(() => document.getElementById("full").showModal());
    await framed.settled();
    await framed.settled();
    expect((await page.locator("iframe").boundingBox()).height).toBeLessThanOrEqual(height + 1);
  });

  test("an open popover that reaches below the page gets its room", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await framed.settled();
    const low = Math.ceil(await bodyHeight(framed.frame()));
    await framed.frame().evaluate(() => document.getElementById("menu").showPopover());
    await framed.settled();
    expect((await page.locator("iframe").boundingBox()).height).toBeGreaterThanOrEqual(460);
    expect((await page.locator("iframe").boundingBox()).height).toBeLessThanOrEqual(480);
    await framed.frame().evaluate(() => document.getElementById("menu").hidePopover());
    await framed.settled();
    await expect(page.locator("iframe")).toHaveCSS("height", `${low}px`);
  });
});

test.describe("state", () => {
  test.use({ framedBody: '<main class="skeleton-page" style="height: 100px"></main>' });

  test("loading, then ready, then failed, each said once", async ({ framed, page }) => {
    await framed.open(iframe(framed.url));
    await send(page, { newsleaf: 1, type: "init" });
    expect((await framed.settled()).every(({ data }) => data.state === "loading" || data.type === "embed-size")).toBe(true);
    await framed.frame().evaluate(() => (document.getElementById("app").innerHTML = '<div class="embed" data-state="ready" style="height: 100px"></div>'));
    expect((await framed.settled()).map(({ data }) => data)).toEqual([own(100, "ready")]);
    await framed.frame().evaluate(() => document.querySelector(".embed").setAttribute("data-state", "failed"));
    expect((await framed.settled()).map(({ data }) => data)).toEqual([own(100, "failed")]);
    await framed.frame().evaluate(() => document.querySelector(".embed").setAttribute("data-state", "ready"));
    await framed.settled();
    await framed.frame().evaluate(() => (document.getElementById("boot-message").hidden = false));
    expect(ownSizes(await framed.settled()).map(({ state }) => state)).toEqual(["failed"]);
  });

  test("AMP hears that it is ready only then, and once", async ({ framed }) => {
    await framed.open(iframe(`${framed.url}#amp=1`));
    const ready = async () => (await framed.settled()).filter(({ data }) => data.type === "embed-ready").length;
    expect(await ready()).toBe(0);
    await framed.frame().evaluate(() => (document.getElementById("app").innerHTML = '<div class="embed" data-state="ready"></div>'));
    expect(await ready()).toBe(1);
    await framed.frame().evaluate(() => document.querySelector(".embed").setAttribute("data-state", "failed"));
    expect(await ready()).toBe(0);
  });
});

test.describe("dialects", () => {
  const FIRST = "[iFrameSizer]a:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true";
  const GROUPS = {
    "a parent that shows in the address": {
      "pym by the address": { query: "?embed&initialWidth=500&childId=a1&parentTitle=&parentUrl=http%3A%2F%2Fhost.example", hears: (h) => [`pymxPYMxa1xPYMxheightxPYMx${h}`] },
      "AMP by the address": { query: "#amp=1", hears: (h) => [amp(h), { sentinel: "amp", type: "embed-ready" }], later: (h) => [amp(h)] },
      "WordPress by the address": { query: "#?secret=Ab12", hears: (value) => [{ message: "height", value, secret: "Ab12" }] },
    },
    "a parent that speaks": {
      "newsleaf by its message": { say: { newsleaf: 1, type: "init" }, hears: (h) => [own(h)], again: true },
      "pym by its message": { say: "pymxPYMxa1xPYMxwidthxPYMx500", hears: (h) => [`pymxPYMxa1xPYMxheightxPYMx${h}`] },
      "iframe-resizer 4": { say: FIRST, hears: (h, w) => [`[iFrameSizer]a:${h}:${w}:init`], later: (h, w) => [`[iFrameSizer]a:${h}:${w}:size`], again: true },
      "iframe-resizer 5": { say: "[iFrameSizer]b:8:false:false:32:true:true::auto:::0:false:child:auto:false:::true:GPLv3:5.5.9:0::false", hears: (h, w) => [`[iFrameSizer]b:${h}:${w}:init`], later: (h, w) => [`[iFrameSizer]b:${h}:${w}:size`], again: true },
      "open-iframe-resizer": { say: { type: "iframe-child-init" }, hears: (height, width) => [{ type: "iframe-resized", width, height }], again: true },
      "open-iframe-resizer, a second request": { say: { type: "iframe-get-child-dimensions" }, hears: (height, width) => [{ type: "iframe-resized", width, height }], again: true },
      newswire: { say: { sentinel: "amp", type: "frames-init" }, hears: (h) => [amp(h), { sentinel: "amp", type: "embed-ready" }], later: (h) => [amp(h)], again: true },
      "WordPress by its message": { say: { message: "ready", secret: "Ab12" }, hears: (value) => [{ message: "height", value, secret: "Ab12" }], again: true },
      Mastodon: { say: { type: "setHeight", id: 7 }, hears: (height) => [{ type: "setHeight", id: 7, height }], again: true },
    },
  };

  for (const [group, cases] of Object.entries(GROUPS)) {
    test(`${group}: nothing else is spoken then, and each height is said once`, async ({ framed, page }) => {
      for (const [name, { query = "", say, hears, later = hears, again }] of Object.entries(cases)) {
        await test.step(name, async () => {
          await framed.open(iframe(framed.url + query), { follows: false });
          const first = (await framed.settled()).map(({ data }) => data);
          const size = async () => [Math.ceil(await bodyHeight(framed.frame())), await framed.frame().evaluate(() => innerWidth)];
          if (say !== undefined) {
            await send(page, say);
            expect((await framed.settled()).map(({ data }) => data)).toEqual(hears(...(await size())));
          } else expect(first).toEqual(hears(...(await size())));
          await setBox(framed.frame(), 400);
          expect((await framed.settled()).map(({ data }) => data)).toEqual(later(...(await size())));
          if (say === undefined) return;
          // A hundred questions come within a few animation frames, and are answered once in each; pym's widths are no question.
          await send(page, ...Array(100).fill(say));
          const answers = (await framed.settled()).map(({ data }) => data);
          const answer = again ? hears(...(await size())) : [];
          expect(answers[0]).toEqual(answer[0]);
          for (const each of answers) expect(answer).toContainEqual(each);
          expect(answers.length).toBeLessThanOrEqual(answer.length * 5);
        });
      }
    });
  }

  test("iframe-resizer's later questions are answered with the size, and only after its first message", async ({ framed, page }) => {
    await framed.open(iframe(framed.url), { follows: false });
    await framed.settled();
    await send(page, "[iFrameSizer]resize", "[iFrameSizer]pageInfo:{}");
    expect(await framed.settled()).toEqual([]);
    await send(page, FIRST);
    await framed.settled();
    await send(page, "[iFrameSizer]resize");
    expect((await framed.settled()).map(({ data }) => data)).toEqual([expect.stringMatching(/^\[iFrameSizer\]a:\d+:\d+:size$/)]);
    await send(page, '[iFrameSizer]pageInfo:{"a":1}', "[iFrameSizer]message:1", "[iFrameSizer]moveToAnchor:x");
    expect(await framed.settled()).toEqual([]);
  });

  test("a parent that speaks two is answered in both", async ({ framed, page }) => {
    await framed.open(iframe(`${framed.url}?childId=a`), { follows: false });
    await send(page, { newsleaf: 1, type: "init" });
    await framed.settled();
    await setBox(framed.frame(), 222);
    const heard = (await framed.settled()).map(({ data }) => data.type ?? data.split("xPYMx")[2]);
    expect(heard.sort()).toEqual(["height", "size"]);
  });
});

/** One message of every protocol, each of which has an effect if it comes from the parent. */
const EVERY = [
  { newsleaf: 1, type: "init" },
  "pymxPYMxforgedxPYMxwidthxPYMx500",
  "[iFrameSizer]forged:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true",
  "[iFrameSizer]resize",
  { type: "iframe-child-init" },
  { type: "iframe-get-child-dimensions" },
  { sentinel: "amp", type: "frames-init" },
  { message: "ready", secret: "forged" },
  { newsleaf: 1, type: "host", scheme: "dark", ground: "transparent" },
  { type: "setHeight", id: 99 },
];

test.describe("how the host looks", () => {
  const look = (framed) => framed.frame().evaluate(() => [document.documentElement.dataset.theme, document.documentElement.dataset.background]);

  test("is taken of the parent in its own words alone, and what the address says wins", async ({ framed, page }) => {
    const says = (scheme, ground) => ({ newsleaf: 1, type: "host", scheme, ground });
    for (const [query, sent, expected] of [
      ["", says("dark", "transparent"), ["dark", "transparent"]],
      ["&theme=host", says("light", "paper"), ["light", "paper"]],
      ["&background=paper", says("dark", "transparent"), ["dark", undefined]],
      ["&theme=auto", says("dark", "transparent"), [undefined, undefined]],
      ["", says("red", "transparent"), [undefined, undefined]],
      ["", says("dark", "url(x)"), [undefined, undefined]],
    ]) {
      await framed.open(iframe(`${framed.url}?embed${query}`));
      await send(page, sent);
      await framed.settled();
      expect(await look(framed), query + JSON.stringify(sent)).toEqual(expected);
    }
  });
});

test.describe("strangers", () => {
  test("a thousand forged messages of every protocol from a wrong window have no effect", async ({ framed, page }) => {
    // The frame answers the last message, so that all those before it have come by then.
    const forge = "onmessage = ({ data }) => { if (data.work !== undefined) return (parent.isForged = true); for (let at = 0; at < 1000; at++) for (const each of data) parent.frames[0].postMessage(each, '*'); parent.frames[0].postMessage({ ask: 'work' }, '*') }";
    await framed.open(`${iframe(framed.url)}<iframe id="other" srcdoc="<script>${forge}</script>"></iframe>`, { follows: false });
    await framed.settled();
    // From a neighbour, and from the frame to itself.
    await page.evaluate((all) => document.getElementById("other").contentWindow.postMessage(all, "*"), EVERY);
    await framed.frame().evaluate((all) => all.forEach((each) => window.postMessage(each, "*")), EVERY);
    await page.waitForFunction(() => window.isForged);
    expect(await framed.settled()).toEqual([]);
    await expect(framed.frame().locator("html")).not.toHaveAttribute("data-theme");
    await setBox(framed.frame(), 301);
    expect((await framed.settled()).map(({ data }) => data.type).sort()).toEqual(["embed-size", "size"]);
    expect(framed.errors).toEqual([]);
  });

  test("whatever the parent sends, nothing breaks and nothing is echoed", async ({ framed, page }) => {
    await framed.open(iframe(framed.url), { follows: false });
    await framed.settled();
    await page.evaluate(() => {
      const huge = "x".repeat(5_000_000);
      const cyclic = { type: "size" };
      cyclic.self = cyclic;
      const target = document.querySelector("iframe").contentWindow;
      const all = [undefined, null, true, 0, NaN, 12n, "", huge, [], {}, cyclic, new Map([[1, cyclic]]), new Date(NaN), new ArrayBuffer(9), new Error("x"), /x/, [[[[]]]],
        `pymxPYMx${huge}xPYMxwidthxPYMx1`, "pymxPYMx", "[iFrameSizer]", `[iFrameSizer]${huge}:8:true`, `[iFrameSizer]${"a:".repeat(100_000)}`,
        { newsleaf: "1", type: "init" }, { newsleaf: 1, type: {} }, { newsleaf: 2, type: "init" }, { newsleaf: 1, type: "size", height: 9 },
        { sentinel: ["amp"], type: "frames-init" }, { type: "setHeight" }, { type: "setHeight", id: {} }, { type: "setHeight", id: huge }, { type: "setHeight", id: NaN },
        { message: "ready" }, { message: "ready", secret: 7 }, { message: "ready", secret: "<b>" }, { message: "ready", secret: huge }, { message: "ready", secret: ["a"] }];
      for (const each of all) target.postMessage(each, "*");
    });
    expect(await framed.settled()).toEqual([]);
    await setBox(framed.frame(), 301);
    expect((await framed.settled()).map(({ data }) => data.type).sort()).toEqual(["embed-size", "size"]);
    expect(framed.errors).toEqual([]);
  });

  test("a parent of the same site that hands over an object with a trap breaks nothing", async ({ framed, page }) => {
    await page.goto(`${framed.site.url}`).catch(() => {});
    await page.goto(framed.url);
    await page.evaluate((src) => (document.body.innerHTML = `<iframe src="${src}"></iframe>`), framed.url);
    await expect.poll(() => framed.frame()?.evaluate(() => document.readyState)).toBe("complete");
    await page.waitForTimeout(200);
    await page.evaluate(() => {
      const { contentWindow } = document.querySelector("iframe");
      const data = { get newsleaf() { throw new Error("trap"); } };
      contentWindow.dispatchEvent(new contentWindow.MessageEvent("message", { data, source: window }));
    });
    expect(framed.errors).toEqual([]);
  });
});

/** The clicks that reach the page's own listeners, and the clicks that are left to the browser. */
const WATCH = `<script>
  window.reached = [];
  document.addEventListener("click", (event) => {
    reached.push([event.target.closest("a")?.id, event.defaultPrevented]);
    event.preventDefault();
  });
</script>`;

const PAGE = `<div class="embed" data-state="ready"><h1>News</h1>
  <p><a id="story" href="./?article=k1-story" target="_blank">Story</a> <a id="outside" rel="noopener noreferrer nofollow" href="OTHERempty.txt">Outside</a>
  <a id="same-tab" href="./feed.txt">The feed</a></p>
  <p><a id="file" href="./a.pdf" download>File</a> <a id="mail" href="mailto:a@b.example">Mail</a> <a id="phone" href="tel:+1">Phone</a></p>
  <p><a id="note" href="#n%C3%B6te">Note</a> <a id="top" href="#">Top</a> <a id="nowhere" href="#nowhere">Nowhere</a> <a id="stray" href="#%">Stray</a></p>
  <p><a id="inside" data-inside href="./?embed&amp;section=a&amp;read=k2-other">Inside</a></p>
  <div style="height: 900px"></div><p id="nöte">The note.</p>
  <p class="embed__blocked" role="status" hidden>This site does not let links open. Copy the address:</p></div>${WATCH}`;

const entries = (page) => page.evaluate(() => history.length);

test.describe("links", CHROMIUM.frames, () => {
  test.use({ framedBody: PAGE });

  async function openPage(framed, more = "", query = "?embed&section=a&initialWidth=500&childId=w%201&parentUrl=http%3A%2F%2Fh.example%2F%3Fa%3D1#?secret=x1") {
    await framed.open(iframe(framed.url + query, more));
    await framed.settled();
    await framed.frame().evaluate((other) => (document.getElementById("outside").href = document.getElementById("outside").getAttribute("href").replace("OTHER", other)), framed.hostUrl);
    return framed.frame();
  }

  for (const [id, address] of [["story", "?article=k1-story"], ["same-tab", "feed.txt"]]) {
    test(`a plain click on ${id} opens a new tab that does not know the frame, and the page's own listeners hear nothing`, async ({ framed, page, context }) => {
      const frame = await openPage(framed);
      const before = await entries(page);
      const opened = context.waitForEvent("page");
      await frame.locator(`#${id}`).click();
      const tab = await opened;
      await tab.waitForLoadState();
      expect(tab.url()).toBe(framed.site.url + address);
      expect(await tab.evaluate(() => window.opener)).toBe(null);
      expect(await frame.evaluate(() => window.reached)).toEqual([]);
      expect(await entries(page)).toBe(before);
      expect(page.url()).toBe(`${framed.hostUrl}host.html`);
    });
  }

  test("it is the same by keyboard, and a link without a referrer sends none", async ({ framed, context }) => {
    const frame = await openPage(framed);
    for (const [id, referrer] of [["outside", undefined], ["story", "index.html"]]) {
      const opened = context.waitForEvent("page");
      await frame.locator(`#${id}`).press("Enter");
      await opened;
      const { requests } = id === "outside" ? framed.host : framed.site;
      const requested = () => requests.findLast(({ path, search }) => path.endsWith("empty.txt") || search === "?article=k1-story");
      await expect.poll(requested).toBeDefined();
      if (referrer) expect(requested().headers.referer).toContain(referrer);
      else expect(requested().headers.referer).toBe(undefined);
    }
    expect(await frame.evaluate(() => document.querySelector("meta[name=referrer]").content)).toBe("strict-origin-when-cross-origin");
  });

  test("clicks with a key, downloads, mail and telephone numbers are left to the browser and the page", async ({ framed }) => {
    const frame = await openPage(framed);
    for (const modifiers of [["Control"], ["Shift"], ["Alt"], ["Meta"]]) await frame.locator("#story").click({ modifiers });
    for (const id of ["file", "mail", "phone"]) await frame.locator(`#${id}`).click();
    expect(await frame.evaluate(() => window.reached)).toEqual([...Array(4).fill(["story", false]), ["file", false], ["mail", false], ["phone", false]]);
  });

  test("a link within the page leads to its place and makes no entry in the history", async ({ framed, page }) => {
    const frame = await openPage(framed);
    const before = await entries(page);
    const address = await frame.evaluate(() => location.href);
    await frame.locator("#note").click();
    await expect(frame.locator("#nöte")).toBeFocused();
    await expect(frame.locator("#nöte")).toBeInViewport();
    for (const id of ["nowhere", "stray", "top"]) await frame.locator(`#${id}`).click();
    expect(await frame.evaluate(() => location.href)).toBe(address);
    expect(await entries(page)).toBe(before);
    expect(framed.errors).toEqual([]);
  });

  test("a page within the frame takes the place of this one: what the host library added stays, the host hears of it once", async ({ framed, page }) => {
    const frame = await openPage(framed, "", "?embed&section=a&initialWidth=500&parentUrl=http%3A%2F%2Fh.example%2F%3Fa%3D1#x=1");
    const before = await entries(page);
    await frame.locator("#inside").click({ clickCount: 2 });
    await expect.poll(() => framed.frame().url()).toBe(`${framed.url}?embed&section=a&read=k2-other&initialWidth=500&parentUrl=http%3A%2F%2Fh.example%2F%3Fa%3D1#x=1`);
    await expect(framed.frame().locator("h1")).toBeFocused();
    expect((await framed.settled()).filter(({ data }) => data.type === "moved").map(({ data }) => data)).toEqual([{ newsleaf: 1, type: "moved" }]);
    expect(await entries(page)).toBe(before);
    // A reload is not a return. The page that is left never answers a request.
    await Promise.all([framed.frame().waitForNavigation(), framed.frame().evaluate(() => location.reload()).catch(() => {})]);
    await framed.settled();
    await expect(framed.frame().locator("h1")).not.toBeFocused();
  });

  test("the focus stays in the host where the reader has gone back to it meanwhile", async ({ framed, page }) => {
    const frame = await openPage(framed, "", "?embed");
    await page.evaluate(() => document.body.append(document.createElement("input")));
    const release = framed.site.hold("frame.js");
    await frame.locator("#inside").click();
    await page.locator("input").focus();
    release();
    framed.site.heal();
    await expect.poll(() => framed.frame().url()).toContain("section=a&read=k2-other");
    await framed.settled();
    await expect(page.locator("input")).toBeFocused();
  });

  test.describe("in a sandbox that forbids windows", () => {
    test("an article of the site opens inside", async ({ framed, page }) => {
      const frame = await openPage(framed, 'sandbox="allow-scripts"', "?embed&section=a&childId=w1");
      const before = await entries(page);
      await frame.locator("#story").click();
      await expect.poll(() => framed.frame().url()).toBe(`${framed.url}?embed&section=a&childId=w1&read=k1-story`);
      await expect(framed.frame().locator("h1")).toBeFocused();
      expect(await entries(page)).toBe(before);
      expect(framed.errors).toEqual([]);
    });

    test("the address of another link is shown beside it, announced, can be copied, and is removed again", async ({ framed, page }) => {
      const frame = await openPage(framed, 'sandbox="allow-scripts"', "?embed");
      await frame.locator("#outside").click();
      const note = frame.locator(".embed__blocked");
      await expect(note).toBeVisible();
      await expect(note).toHaveRole("status");
      await expect(note).toContainText(`Copy the address: ${framed.hostUrl}empty.txt`);
      const [link, address] = [await frame.locator("#outside").boundingBox(), await note.boundingBox()];
      expect(address.y - (link.y + link.height)).toBeLessThan(30);
      await frame.locator("#same-tab").click();
      await expect(note).toHaveText(`This site does not let links open. Copy the address: ${framed.site.url}feed.txt`);
      await frame.locator("h1").click();
      await expect(note).toBeHidden();
      await frame.locator("#outside").press("Enter");
      await expect(note).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(note).toBeHidden();
      expect(framed.errors).toEqual([]);
    });

    test("WordPress gets a message to open a page of the site, and no other page", async ({ framed }) => {
      const frame = await openPage(framed, 'sandbox="allow-scripts"', "?embed#?secret=x1");
      await frame.locator("#story").click();
      expect((await framed.settled()).map(({ data }) => data)).toEqual([{ message: "link", value: `${framed.site.url}?article=k1-story`, secret: "x1" }]);
      await frame.locator("#outside").click();
      await expect(frame.locator(".embed__blocked")).toBeVisible();
      expect((await framed.settled()).filter(({ data }) => data.message === "link")).toEqual([]);
    });

    test("on a page that did not start, the address stands behind the link", async ({ framed }) => {
      const frame = await openPage(framed, 'sandbox="allow-scripts"', "?embed");
      await frame.evaluate(() => document.querySelector(".embed__blocked").remove());
      await frame.locator("#outside").click();
      await frame.locator("#outside").click();
      await expect(frame.locator("#outside + bdi")).toHaveText(`${framed.hostUrl}empty.txt`);
      await expect(frame.locator("bdi")).toHaveCount(1);
    });
  });
});
