// From the first byte to the app, and the messages when the app does not start.
import { CHROMIUM } from "../support/chromium.mjs";
import { appStarted, expect, feedFile, test } from "../support/site.mjs";
import { feedWith } from "../support/feeds.mjs";

test.describe("the first paint, with the wasm held back", () => {
  test("shows masthead and skeleton", CHROMIUM.unreported, async ({ page, site }) => {
    site.hold(site.part("wasm"));
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator(".masthead")).toBeVisible();
    await expect(page.locator(".skeleton--headline").first()).toBeVisible();
    await expect(page.locator("#boot-message")).toBeHidden();
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length + performance.getEntriesByName("first-paint").length)).toBeGreaterThan(0);
  });

  test("has the reader's text size in every frame", async ({ page, site }) => {
    site.hold(site.part("wasm"));
    await page.addInitScript(() => {
      localStorage.setItem("newsleaf:text-size", "large");
      window.sizesOfFrames = [];
      const record = () => {
        if (document.body) window.sizesOfFrames.push(document.documentElement.dataset.textSize ?? "none");
        requestAnimationFrame(record);
      };
      requestAnimationFrame(record);
    });
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator(".masthead")).toBeVisible();
    await expect.poll(() => page.evaluate(() => window.sizesOfFrames.length)).toBeGreaterThan(3);
    expect(new Set(await page.evaluate(() => window.sizesOfFrames))).toEqual(new Set(["large"]));
  });

  test("lets nothing but the three sizes into the page", async ({ page, site }) => {
    site.hold(site.part("wasm"));
    await page.addInitScript(() => localStorage.setItem("newsleaf:text-size", "huge"));
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator(".masthead")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.hasAttribute("data-text-size"))).toBe(false);
  });

  // The shell has no control of its own, so the test adds one of the kind that a page rendered to HTML brings along.
  test("applies a choice of text size and stores it", async ({ page, site }) => {
    site.hold(site.part("wasm"));
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator(".masthead")).toBeVisible();
    await page.evaluate(() => document.body.insertAdjacentHTML("afterbegin", '<label><input type="radio" name="text-size" value="small">Small</label>'));
    await page.getByLabel("Small").check();
    await expect(page.locator("html")).toHaveAttribute("data-text-size", "small");
    expect(await page.evaluate(() => localStorage.getItem("newsleaf:text-size"))).toBe("small");
  });
});

test("all parts are requested at once, before any of them has arrived", async ({ page, site }) => {
  const needed = ["wasm", "glue", "sanitiser"].map(site.part).concat("feed.json", "newsleaf.json");
  needed.forEach((path) => site.hold(path));
  await page.goto(site.url, { waitUntil: "commit" });
  await expect.poll(() => site.requests.map((request) => request.path.slice(1))).toEqual(expect.arrayContaining(needed));
});

test.describe("in a browser whose language has words of its own", () => {
  test.use({ locale: "de-DE", files: { "feed.json": feedFile(feedWith(3, { language: "de" })), "newsleaf.json": { body: "{}" } } });

  test("each URL is requested once at the start", async ({ page, site }) => {
    await page.goto(site.url);
    await appStarted(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.waitForTimeout(500);
    const paths = site.requests.map((request) => request.path);
    const count = (end) => paths.filter((path) => path.endsWith(end)).length;
    for (const end of ["feed.json", "newsleaf.json", "/de.json", ...["wasm", "glue", "sanitiser", "style"].map(site.part)]) {
      expect(count(end), end).toBe(1);
    }
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
    // The app has adopted all requests that the boot script has begun.
    expect(await page.evaluate(() => Object.keys(window.newsleaf.requests))).toEqual([]);
  });

  test("messages whose first request has failed are requested again by the app", async ({ page, site }) => {
    const file = `${site.part("messages")}/de.json`;
    const release = site.hold(site.part("wasm"));
    site.fault(file, { status: 503 });
    await page.goto(site.url, { waitUntil: "commit" });
    const requested = () => site.requests.filter((request) => request.path === `/${file}`).length;
    await expect.poll(requested).toBe(1);
    await expect.poll(() => page.evaluate(() => Object.keys(window.newsleaf.requests).filter((url) => url.endsWith("/de.json")))).toEqual([]);
    site.fault(file, null);
    release();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    expect(requested()).toBe(2);
  });
});

test.describe("the feed that the settings name", () => {
  const other = { "other.json": feedFile(feedWith(2, { title: "Other" })), "third.json": feedFile(feedWith(2, { title: "Third" })) };
  const named = (feed) => ({ body: JSON.stringify(feed ? { feed } : {}) });
  test.use({ files: { "feed.json": feedFile(feedWith(2, { title: "Linked" })), "newsleaf.json": named("other.json"), ...other } });

  /** Opens the front page, whose feed has this title, and gives the files of data that were requested, in their order. */
  async function visit(page, site, title) {
    site.requests.length = 0;
    await page.goto(site.url);
    await appStarted(page);
    await expect(page.locator("#app h1")).toHaveText(title);
    await page.waitForTimeout(300);
    return site.requests.map(({ path }) => path.slice(1)).filter((path) => path.endsWith(".json"));
  }

  test("is remembered and requested at once, each URL once, until the settings name another or none", async ({ page, site, complaints }) => {
    expect(await visit(page, site, "Other")).toEqual(["feed.json", "newsleaf.json", "other.json"]);
    await test.step("the next visit waits for no settings", async () => {
      const release = site.hold("newsleaf.json");
      await page.goto(site.url, { waitUntil: "commit" });
      await expect(page.locator("#app h1")).toHaveText("Other");
      release();
    });
    expect(await visit(page, site, "Other")).toEqual(["other.json", "newsleaf.json"]);
    await test.step("the settings name another", async () => {
      site.fault("newsleaf.json", named("third.json"));
      expect(await visit(page, site, "Third")).toEqual(["other.json", "newsleaf.json", "third.json"]);
      expect(await visit(page, site, "Third")).toEqual(["third.json", "newsleaf.json"]);
    });
    for (const [what, fault] of Object.entries({ "they name none": named(), "there are none": { status: 404 }, "they are broken": { body: "{" } })) {
      await test.step(what, async () => {
        site.fault("newsleaf.json", named("other.json"));
        await visit(page, site, "Other");
        site.fault("newsleaf.json", fault);
        expect(await visit(page, site, "Linked")).toEqual(["other.json", "newsleaf.json", "feed.json"]);
        expect(await visit(page, site, "Linked")).toEqual(["feed.json", "newsleaf.json"]);
      });
    }
    expect(complaints).toEqual([]);
  });

  test("is no worse to have remembered where it fails: the settings decide", async ({ page, site }) => {
    await visit(page, site, "Other");
    site.fault("other.json", { status: 404 });
    site.fault("newsleaf.json", named("third.json"));
    expect(await visit(page, site, "Third")).toEqual(["other.json", "newsleaf.json", "third.json"]);
    site.fault("third.json", { status: 404 });
    const release = site.hold("newsleaf.json");
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator("#app h1")).toHaveText("Linked");
    site.fault("newsleaf.json", null);
    site.fault("other.json", null);
    release();
    await expect(page.locator("#app h1")).toHaveText("Other");
  });
});

test("a normal start breaks no rule of the policy and leaves no error", async ({ page, site, complaints }) => {
  await page.goto(site.url);
  await appStarted(page);
  await expect(page.locator("#boot-message")).toBeHidden();
  expect(complaints).toEqual([]);
});

test("the policy is active, and a violation is reported", async ({ page, site, complaints }) => {
  await page.goto(site.url);
  await appStarted(page);
  await page.evaluate(() => {
    document.body.setAttribute("style", "color: red");
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    document.body.insertAdjacentHTML("beforeend", '<img src="missing:" onerror="window.ran = true">');
  });
  await expect.poll(() => complaints.join("\n")).toMatch(/style-src-attr[^]*script-src-attr/);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe("rgb(255, 0, 0)");
});

test("starts where storage is blocked", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  await page.goto(site.url);
  await appStarted(page);
});

test("starts where the host does not know the type of wasm files", async ({ page, site }) => {
  site.fault(site.part("wasm"), { headers: { "Content-Type": "application/octet-stream" } });
  await page.goto(site.url);
  await appStarted(page);
});

/** The message is there instead of the skeleton, in the words of one cause, with its two ways on. */
async function expectMessage(page, words) {
  const message = page.locator("#boot-message");
  await expect(message).toBeVisible();
  await expect(message).toContainText(words);
  await expect(message.locator("[data-cause]:visible")).toHaveCount(2);
  await expect(message.getByRole("button", { name: "Reload" })).toBeVisible();
  expect(await message.getByRole("link").evaluate((link) => link.href)).toBe(new URL("feed.json", page.url()).href);
  await expect(page.locator(".masthead")).toBeHidden();
}

test.describe("a start that fails", () => {
  for (const kind of ["wasm", "glue", "sanitiser"]) {
    test(`says so when the ${kind} is missing`, async ({ page, site, complaints }) => {
      site.fault(site.part(kind), { status: 404 });
      await page.goto(site.url);
      await expectMessage(page, "could not be loaded");
      expect(complaints).toEqual([]);
    });
  }

  test("says so when the connection breaks", async ({ page, site }) => {
    site.fault(site.part("wasm"), { drop: true });
    await page.goto(site.url);
    await expectMessage(page, "could not be loaded");
  });

  test("says so when the reader is offline", async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => false }));
    site.fault(site.part("wasm"), { drop: true });
    await page.goto(site.url);
    await expectMessage(page, "You seem to be offline");
  });

  test("says so when the host sends a web page for the wasm", async ({ page, site }) => {
    site.fault(site.part("wasm"), { headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>Hello</title>" });
    await page.goto(site.url);
    await expectMessage(page, "could not be loaded");
  });

  test("says so when the wasm is damaged", async ({ page, site }) => {
    site.fault(site.part("wasm"), { headers: { "Content-Type": "application/wasm" }, body: "no wasm at all" });
    await page.goto(site.url);
    await expectMessage(page, "could not be loaded");
  });

  test("says so when the glue throws", async ({ page, site }) => {
    site.fault(site.part("glue"), { headers: { "Content-Type": "text/javascript" }, body: "function wasm_bindgen() { throw new Error('a broken part'); }" });
    await page.goto(site.url);
    await expectMessage(page, "went wrong");
    await expect(page.locator(".boot-message__detail")).toHaveText("a broken part");
  });

  test("says so when the browser has WebAssembly switched off", async ({ page, site }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto(site.url);
    await expectMessage(page, "switched off or forbidden");
  });

  test("says so when the browser is too old", async ({ page, site }) => {
    await page.addInitScript(() => {
      delete window.BigInt;
      delete Promise.withResolvers;
    });
    await page.goto(site.url);
    await expectMessage(page, "too old");
  });

  test.describe("on a host whose own policy forbids WebAssembly", () => {
    test.use({ hostHeaders: { "Content-Security-Policy": "script-src 'unsafe-inline' 'self'" } });
    test("says so", async ({ page, site }) => {
      await page.goto(site.url);
      await expectMessage(page, "switched off or forbidden");
    });
  });

  test("is reloaded by itself once, as after an update of the site, and then by the reader", async ({ page, site }) => {
    site.fault(site.part("glue"), { status: 404 });
    await page.goto(site.url);
    await expectMessage(page, "could not be loaded");
    // The visit, the request past all caches, the reload; a second later there are no more.
    await page.waitForTimeout(1_000);
    expect(site.requests.filter((request) => request.path === "/").length).toBe(3);
    expect(site.requests.filter((request) => request.path === "/")[1].headers["cache-control"]).toBe("no-cache");
    site.heal();
    await page.getByRole("button", { name: "Reload" }).click();
    await appStarted(page);
    await expect(page.locator("#boot-message")).toBeHidden();
  });
});

test.describe("a start that takes too long", () => {
  test.beforeEach(({ page }) => page.clock.install());

  test("says so after a minute without the parts, and still starts when they come", async ({ page, site }) => {
    const release = site.hold(site.part("wasm"));
    await page.goto(site.url, { waitUntil: "commit" });
    await expect(page.locator(".masthead")).toBeVisible();
    await page.clock.runFor(59_000);
    await expect(page.locator("#boot-message")).toBeHidden();
    await page.clock.runFor(2_000);
    await expectMessage(page, "unusually long");
    release();
    await appStarted(page);
    await expect(page.locator("#boot-message")).toBeHidden();
    await expect(page.locator("#app")).toBeVisible();
  });

  test("says so when nothing was shown 20 seconds after the parts arrived", async ({ page, site }) => {
    site.fault(site.part("glue"), {
      headers: { "Content-Type": "text/javascript" },
      body: "function wasm_bindgen() { document.title = 'initialised'; return Promise.resolve(); }",
    });
    await page.goto(site.url);
    await expect(page).toHaveTitle("initialised");
    await page.clock.runFor(19_000);
    await expect(page.locator("#boot-message")).toBeHidden();
    await page.clock.runFor(2_000);
    await expectMessage(page, "unusually long");
  });
});

test("an app that stops after its start gives a message above the page, which stays", async ({ page, site }) => {
  await page.goto(site.url);
  await appStarted(page);
  await page.evaluate(() => window.newsleaf.failed("a panic"));
  await expect(page.locator("#boot-message")).toContainText("went wrong");
  await expect(page.locator(".boot-message__detail")).toHaveText("a panic");
  await expect(page.locator("#app")).toBeVisible();
});

test("a trap of the wasm after the start gives a message, even if the app cannot report it", async ({ page, site }) => {
  await page.goto(site.url);
  await appStarted(page);
  await page.evaluate(async () => {
    // (module (func unreachable) (export "f" (func 0)))
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
    setTimeout(instance.exports.f);
  });
  await expect(page.locator("#boot-message")).toContainText("has stopped working");
  await expect(page.locator("#app")).toBeVisible();
});

test("requests that the app does not adopt do not end as unhandled rejections", async ({ page, site, complaints }) => {
  site.fault("newsleaf.json", { drop: true });
  site.fault("feed.json", { drop: true });
  site.fault(site.part("glue"), { status: 404 });
  await page.goto(site.url);
  await expectMessage(page, "could not be loaded");
  expect(complaints).toEqual([]);
});

test.describe("without JavaScript", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });
  test("says what is needed and links the feed", async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.getByRole("heading", { name: "This page needs JavaScript" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the feed" })).toHaveAttribute("href", "feed.json");
    await expect(page.locator(".masthead")).toBeHidden();
  });
});
