// Messages of frames to js/embed.js, and their effects: heights within bounds, scrolling after a press alone, nothing at all
// from windows that are no widget's, and no entry in the host's history.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, test } from "../support/embed.mjs";

const frame = (page, at = 0) => page.locator("newsleaf-embed, main").nth(at).locator("iframe").first();
const tag = (news, query = "") => `<newsleaf-embed src="${news.url}${query}" loading="eager"></newsleaf-embed>`;

/** The state that a message could have changed. */
const outcome = (page) =>
  page.evaluate(() => ({
    events: window.noted.length,
    scroll: window.scrollY,
    frames: [...document.querySelectorAll("newsleaf-embed")].map((element) => element.shadowRoot.innerHTML + element.outerHTML),
    plain: [...document.querySelectorAll("iframe")].map((frame) => frame.outerHTML),
  }));

/** Runs in whichever window forges: posts a thousand messages, of every kind that there is. */
function forge(target) {
  for (let count = 0; count < 250; count++) {
    target.postMessage({ newsleaf: 1, type: "size", height: 1000 + count, state: "ready" }, "*");
    target.postMessage({ newsleaf: 1, type: "size", height: 2000 + count, state: "failed" }, "*");
    target.postMessage({ newsleaf: 1, type: "moved" }, "*");
    target.postMessage({ newsleaf: 1, type: "init" }, "*");
  }
}

/** The forged messages have been handled when one that was posted after them comes back. */
const afterThem = (at) => at.evaluate(() => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  const target = window.opener ?? (window.parent === window ? window : window.parent);
  target.postMessage({ echo: true }, "*", [channel.port2]);
}));

for (const [who, forger] of [
  ["the host's own window", async (page) => page.mainFrame()],
  ["a frame of somebody else", async (page) => page.frames().find((each) => each.url().endsWith("/other.html"))],
  ["a frame of the news site that is no widget", async (page) => page.frames().find((each) => each.url().endsWith("/folder/"))],
  ["a window that the page has opened", async (page) => {
    const opened = page.waitForEvent("popup");
    await page.evaluate(() => void window.open("other.html"));
    return (await opened).mainFrame();
  }],
]) {
  test(`a thousand messages of ${who} have no effect`, async ({ page, news, host }) => {
    host.files["other.html"] = { body: "<!doctype html><title>Other</title>" };
    await host.open(`${tag(news)}<iframe src="${news.url}?embed" data-newsleaf></iframe><iframe src="other.html"></iframe><iframe src="${news.url}folder/"></iframe><div style="height: 3000px"></div>`);
    await expect.poll(async () => (await host.events()).length).toBe(4);
    await (await host.widget()).getByRole("button").click();
    await page.evaluate(() => window.scrollTo(0, 1000));
    const before = await outcome(page);
    const from = await forger(page);
    await from.waitForLoadState();
    await from.evaluate(`(${forge})(window.opener ?? window.parent)`);
    await afterThem(from);
    expect(await outcome(page)).toEqual(before);
  });
}

test("a thousand unknown messages of the right window have no effect", async ({ page, news, host }) => {
  await host.open(tag(news));
  const widget = await host.widget();
  const before = await outcome(page);
  await widget.evaluate(() => {
    const all = [null, undefined, 0, 1, "", "newsleaf", "[iFrameSizer]x:900:900:init", true, [], [1], {}, { newsleaf: 1 }, { newsleaf: "1", type: "size", height: 900 },
      { newsleaf: 2, type: "size", height: 900, state: "failed" }, { type: "size", height: 900, state: "ready" }, { newsleaf: 1, type: ["size"], height: 900 },
      { newsleaf: 1, type: "resize", height: 900 }, { sentinel: "amp", type: "embed-size", height: 900 }, { newsleaf: true, type: "size", height: 900 }, new Map([["newsleaf", 1]])];
    for (let count = 0; count < 1000; count++) parent.postMessage(all[count % all.length], "*");
  });
  await afterThem(widget);
  expect(await outcome(page)).toEqual(before);
});

test("heights between 10 and 20,000 pixels are applied, rounded up, and other values change nothing", async ({ page, news, host }) => {
  const HEIGHTS = [
    [1, 10], [9.4, 10], [10.2, 11], [20_000, 20_000], [20_001, 20_000], [1e308, 20_000], [Number.MAX_SAFE_INTEGER, 20_000],
    // No event: the height stays.
    [0, 300], [-1, 300], [-1e9, 300], [NaN, 300], [Infinity, 300], [-Infinity, 300], ["500", 300], [null, 300], [undefined, 300], [[500], 300], [{ valueOf: 500 }, 300], [500n, 300], [true, 300],
  ];
  await host.open(tag(news));
  await host.widget();
  for (const [height, becomes] of HEIGHTS) {
    await host.say({ type: "size", height: 300, state: "ready" });
    await expect(frame(page)).toHaveCSS("height", "300px");
    await host.say({ type: "size", height, state: "ready" });
    const name = Array.isArray(height) ? "[500]" : typeof height === "object" && height ? "an object" : `${height} (${typeof height})`;
    await expect.soft(frame(page), `a height of ${name} makes ${becomes}`).toHaveCSS("height", `${becomes}px`);
  }
});

test("states that there are none of change nothing but the height", async ({ page, news, host }) => {
  await host.open(tag(news));
  await host.widget();
  for (const [at, state] of [undefined, null, "", "READY", "load", {}, [], 7, "constructor"].entries()) await host.say({ type: "size", height: 400 + at, state });
  expect((await host.events()).slice(2)).toEqual(Array.from({ length: 9 }, (_, at) => `resize ${400 + at}`));
  await expect(page.locator("a[part=link]")).toBeHidden();
});

test("the frame hears that this script is here, and how the host looks, when it has loaded, and again when it loads another page", async ({ page, news, host }) => {
  await host.open(tag(news));
  const greeting = [{ newsleaf: 1, type: "init" }, { newsleaf: 1, type: "host", scheme: "light", ground: "transparent" }];
  const heard = async () => (await host.widget()).evaluate(() => heard);
  await expect.poll(heard).toEqual(greeting);
  await (await host.widget()).evaluate(() => location.replace("?embed&again"));
  await expect.poll(() => page.frames().at(-1).url()).toContain("again");
  await expect.poll(heard).toEqual(greeting);
});

test("the frame grows and shrinks with one event each, and nothing moves in between", async ({ page, news, host }) => {
  await host.open(`${tag(news)}<p id=below>Below</p>`);
  await host.widget();
  for (const height of [900, 900, 120, 120.4, 121]) await host.say({ type: "size", height, state: "ready" });
  expect(await host.events()).toEqual(["resize 300", "load", "resize 900", "resize 120", "resize 121"]);
  const [above, below] = [await frame(page).boundingBox(), await page.locator("#below").boundingBox()];
  expect(above.height).toBe(121);
  // The paragraph's own margin is 16 pixels.
  expect(below.y).toBe(above.y + 121 + 16);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("space is reserved before the frame has loaded", async ({ page, news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}?first=nothing"></newsleaf-embed>`);
  await host.widget();
  const { height } = await page.locator("newsleaf-embed").boundingBox();
  expect(height).toBe(192);
});

test("a widget in a fold that is closed keeps its height until it is open again", async ({ page, news, host }) => {
  await host.open(`<section>${tag(news)}</section>`);
  await host.widget();
  await page.locator("section").evaluate((section) => (section.hidden = true));
  await host.say({ type: "size", height: 0, state: "ready" });
  await page.locator("section").evaluate((section) => (section.hidden = false));
  await expect(frame(page)).toHaveCSS("height", "300px");
});

test.describe("after a press inside", CHROMIUM.frames, () => {
  const tall = "<div style='height: 600px'></div>";
  /** A widget of 1500 pixels whose top is far above, a press in it, and the word that it goes elsewhere. */
  const press = async (page, news, host, { body, style = "", scroll = 1200 } = {}) => {
    await host.open(body ?? `<style>${style}</style>${tall}${tag(news, "?height=1500")}${tall}${tall}`);
    const widget = await host.widget();
    await expect.poll(async () => (await host.events()).length).toBe(2);
    await widget.evaluate(() => (document.getElementById("press").style.marginTop = "800px"));
    await page.evaluate((top) => window.scrollTo({ top, behavior: "instant" }), scroll);
    await widget.evaluate(() => {
      document.getElementById("press").onclick = () => say({ type: "moved" });
    });
    return widget;
  };
  /* Whole pixels, without a minus before zero. */
  const top = (page) => frame(page).evaluate((frame) => Math.round(frame.getBoundingClientRect().top) + 0);
  const rest = (page) => page.waitForTimeout(200);

  test("the frame's top comes into view if it is above", async ({ page, news, host }) => {
    const widget = await press(page, news, host);
    expect(await top(page)).toBeLessThan(-400);
    await widget.locator("#press").click();
    await expect.poll(() => top(page)).toBe(0);
  });

  test("by keyboard as well", async ({ page, news, host }) => {
    const widget = await press(page, news, host);
    await widget.locator("#press").focus();
    await page.evaluate(() => window.scrollTo(0, 1200));
    await page.keyboard.press("Enter");
    await expect.poll(() => top(page)).toBe(0);
  });

  test("as far as the host's margin and sideways not at all", async ({ page, news, host }) => {
    const widget = await press(page, news, host, { style: "newsleaf-embed { scroll-margin-top: 70px } main { width: 3000px }" });
    await page.evaluate(() => window.scrollBy(100, 0));
    await widget.evaluate(() => (document.getElementById("press").style.marginLeft = "300px"));
    await widget.locator("#press").click();
    await expect.poll(() => top(page)).toBe(70);
    expect(await page.evaluate(() => window.scrollX)).toBe(100);
  });

  test("and stays where it is if it is in view", async ({ page, news, host }) => {
    const widget = await press(page, news, host, { scroll: 500 });
    const before = await top(page);
    expect(before).toBeGreaterThan(0);
    await widget.evaluate(() => (document.getElementById("press").style.marginTop = "20px"));
    await widget.locator("#press").click();
    await rest(page);
    expect(await top(page)).toBe(before);
  });

  for (const [reducedMotion, at] of [["reduce", "at once"], ["no-preference", "in the host's manner"]]) {
    test(`for a reader with ${reducedMotion} it is there ${at}`, async ({ page, news, host }) => {
      await page.emulateMedia({ reducedMotion });
      const widget = await press(page, news, host, { style: "html { scroll-behavior: smooth }" });
      await page.evaluate(() => {
        window.addEventListener("message", ({ data }) => {
          if (data.type === "moved") window.topThen = Math.round(document.querySelector("newsleaf-embed").getBoundingClientRect().top) + 0;
        });
      });
      await widget.locator("#press").click();
      await expect.poll(() => top(page)).toBe(0);
      const then = await page.evaluate(() => window.topThen);
      if (reducedMotion === "reduce") expect(then).toBe(0);
      else expect(then).toBeLessThan(-400);
    });
  }

  test("but no frame drags back a reader who has pressed nothing in it, even if it has the focus", async ({ page, news, host }) => {
    const widget = await press(page, news, host);
    const before = await top(page);
    await widget.evaluate(() => {
      document.getElementById("press").focus({ preventScroll: true });
      setTimeout(() => setInterval(say, 20, { type: "moved" }), 300);
    });
    // Every action of a test counts as a press for five seconds, or until a window is opened.
    const then = await page.evaluate(() => new Promise((done) => {
      window.open("about:blank").close();
      let heard = 0;
      let pressed = 0;
      window.addEventListener("message", ({ data }) => {
        if (data.type !== "moved") return;
        heard++;
        pressed += navigator.userActivation.isActive;
        if (heard === 20) done({ top: Math.round(document.querySelector("newsleaf-embed").getBoundingClientRect().top), focused: document.activeElement.localName, pressed });
      });
    }));
    expect(then).toEqual({ top: before, focused: "newsleaf-embed", pressed: 0 });
  });

  test("nor one who has pressed something else", async ({ page, news, host }) => {
    const widget = await press(page, news, host, { style: "#own { position: fixed; inset-block-start: 0 }" });
    await page.evaluate(() => {
      const button = document.createElement("button");
      button.id = "own";
      document.body.append(button);
    });
    await page.locator("#own").click();
    const before = await top(page);
    await widget.evaluate(() => {
      for (let count = 0; count < 50; count++) say({ type: "moved" });
    });
    await rest(page);
    expect(await top(page)).toBe(before);
  });

  test("a page that does not load gives an error event", async ({ page, news, host }) => {
    await page.clock.install();
    await host.open(`${tag(news)}`);
    await page.clock.runFor(100);
    const widget = await host.widget();
    await widget.evaluate(() => (document.getElementById("press").onclick = () => say({ type: "moved" })));
    await widget.locator("#press").click();
    await afterThem(widget);
    await page.clock.runFor(15_100);
    expect(await host.events()).toEqual(["resize 300", "load", "error silent"]);
    await expect(page.locator("a[part=link]")).toBeVisible();
  });
});

test("the host's history is as long as before after loading, changes, moves inside, and the way back leads back", CHROMIUM.frames, async ({ page, news, host }) => {
  host.files["before.html"] = { body: "<!doctype html><title>Before</title>" };
  await page.goto(`${host.url}before.html`);
  await host.open(`${tag(news)}<iframe src="${news.url}?embed" data-newsleaf></iframe>`);
  await expect.poll(async () => (await host.events()).length).toBe(4);
  const length = () => page.evaluate(() => history.length);
  const before = await length();
  for (const limit of [3, 4, 5]) {
    await page.locator("newsleaf-embed").evaluate((element, limit) => (element.limit = limit), limit);
    await expect.poll(() => news.loads().filter((search) => search === `?embed&limit=${limit}`)).toHaveLength(1);
    await host.widget(`limit=${limit}`);
  }
  await expect.poll(async () => (await host.events()).length).toBe(10);
  expect(await length()).toBe(before);
  // As js/frame.js goes to another page inside.
  const inside = page.frames().find((each) => each.url().includes("limit=5"));
  await inside.locator("#press").click();
  await inside.evaluate(() => {
    say({ type: "moved" });
    location.replace("?embed&article=abcdefghjk");
  });
  await expect.poll(() => news.loads().at(-1)).toBe("?embed&article=abcdefghjk");
  await page.locator("newsleaf-embed").evaluate((element) => {
    element.remove();
    document.querySelector("main").append(element);
  });
  await expect.poll(async () => (await host.events()).length).toBeGreaterThan(11);
  expect(await length()).toBe(before);
  await page.goBack();
  expect(await page.title()).toBe("Before");
});

test("the focus passes through in order", CHROMIUM.frames, async ({ page, news, host }) => {
  await host.open(`<button id=first>First</button>${tag(news)}<button id=last>Last</button>`);
  const widget = await host.widget();
  await expect.poll(async () => (await host.events()).length).toBe(2);
  const focused = async () => {
    const inside = await widget.evaluate(() => document.hasFocus() && document.activeElement.outerHTML.slice(0, 9));
    return inside || (await page.evaluate(() => document.activeElement.id));
  };
  await page.locator("#first").focus();
  const seen = [];
  for (const key of ["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await page.keyboard.press(key);
    // The window and the frame are in two processes, and the focus goes from one to the other.
    await page.waitForTimeout(100);
    seen.push(await focused());
  }
  expect(seen).toEqual(["<button i", "<a href=\"", "last", "<a href=\"", "<button i", "first"]);
});
