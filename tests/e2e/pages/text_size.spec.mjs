// Large, Medium, Small: applied at once, on every page, on every visit, even without storage.
import { CHROMIUM } from "../support/chromium.mjs";
import { magnified, overflow } from "../support/layout.mjs";
import { appStarted, expect, feedFile, test } from "../support/site.mjs";

const wide = "<table><tr>" + "<td>A cell that is quite wide</td>".repeat(12) + "</tr></table>";
const feed = {
  version: "https://jsonfeed.org/version/1.1",
  title: "The Paper",
  items: [
    {
      id: "a",
      title: "A story with everything",
      summary: "In short.",
      content_html: `<p>A paragraph.</p><ul><li>A point.</li></ul>${wide}<pre>${"a long line of code; ".repeat(20)}</pre>
        <p>https://example.org/${"a-very-long-address-without-a-break/".repeat(8)}</p><p>${"Wort".repeat(60)}</p>`,
      date_published: "2020-11-06T08:00:00+08:00",
    },
    { id: "b", title: "Another story", content_html: "<p>More text.</p>", date_published: "2020-11-05T08:00:00+08:00" },
  ],
};

test.use({ files: { "feed.json": feedFile(feed) } });

async function openArticle(page, site) {
  await page.goto(site.url);
  await appStarted(page);
  await page.getByRole("link", { name: "A story with everything" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A story with everything");
}

const group = (page) => page.getByRole("group", { name: "font size:" });
const choice = (page, name) => group(page).getByRole("radio", { name });

/** The font size of the text in pixels. */
function sizes(page) {
  return page.evaluate(() =>
    Object.fromEntries(
      [".article__headline", ".body p", ".body li", ".body td", ".text-size label"].map((selector) => {
        const element = document.querySelector(selector);
        return [selector, element && parseFloat(getComputedStyle(element).fontSize)];
      }),
    ),
  );
}

async function expectInForce(page, size) {
  await expect(page.locator("html")).toHaveAttribute("data-text-size", size);
  for (const name of ["Large", "Medium", "Small"]) {
    await expect(choice(page, name)).toBeChecked({ checked: name.toLowerCase() === size });
  }
}

function blockStorage(page) {
  return page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
}

test("the control reads as in the original, and begins with Medium", async ({ page, site }) => {
  await openArticle(page, site);
  await expect(group(page)).toHaveText(/^\s*font size:\s*Large\s*Medium\s*Small\s*$/);
  await expect(choice(page, "Medium")).toBeChecked();
  await expect(group(page).getByRole("radio")).toHaveCount(3);
});

test("a choice scales text, and no buttons", async ({ page, site, complaints }) => {
  await openArticle(page, site);
  const medium = await sizes(page);
  for (const [name, scale] of [["Large", 1.25], ["Small", 0.875], ["Medium", 1]]) {
    await choice(page, name).check();
    await expectInForce(page, name.toLowerCase());
    const now = await sizes(page);
    for (const [selector, size] of Object.entries(medium)) {
      const factor = selector.startsWith(".text-size") ? 1 : scale;
      expect(now[selector], `${selector} in ${name}`).toBeCloseTo(size * factor, 1);
    }
  }
  expect(complaints).toEqual([]);
});

test("the arrow keys choose, and the focus is seen", async ({ page, site }) => {
  await openArticle(page, site);
  await choice(page, "Medium").focus();
  await page.keyboard.press("ArrowLeft");
  await expectInForce(page, "large");
  const label = group(page).locator("label", { hasText: "Large" });
  expect(await label.evaluate((label) => getComputedStyle(label).outlineStyle)).toBe("solid");
});

test("a choice holds on the next page, after coming back, and on the next visit", async ({ page, site }) => {
  await openArticle(page, site);
  await choice(page, "Large").check();
  await page.getByRole("link", { name: "Another story" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Another story");
  await expectInForce(page, "large");
  await choice(page, "Small").check();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A story with everything");
  await expectInForce(page, "small");
  await page.reload();
  await appStarted(page);
  await expectInForce(page, "small");
});

test("a choice in one tab is active in the other", async ({ page, site, context }) => {
  await openArticle(page, site);
  const other = await context.newPage();
  await other.goto(page.url());
  await appStarted(other);
  await choice(other, "Large").check();
  await expectInForce(page, "large");
  await other.evaluate(() => localStorage.clear());
  await expectInForce(page, "medium");
});

test("a page from the back/forward cache takes the choice that was made meanwhile", async ({ page, site }) => {
  await openArticle(page, site);
  await page.evaluate(() => {
    localStorage.setItem("newsleaf:text-size", "small");
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expectInForce(page, "small");
});

test("a visit without a choice stores nothing, wherever the size comes from", async ({ page, site, context }) => {
  const stored = (page) => page.evaluate(() => localStorage.getItem("newsleaf:text-size"));
  await openArticle(page, site);
  expect(await stored(page)).toBe(null);
  // An embedder's size is active, and no choice of the reader's.
  await page.goto(`${site.url}?embed&article=${new URL(page.url()).searchParams.get("article").slice(0, 10)}&size=large`);
  await appStarted(page);
  await expect(choice(page, "Large")).toBeChecked();
  expect(await stored(page)).toBe(null);
  // A choice that comes from another tab is followed, and not stored once more.
  await page.evaluate(() => dispatchEvent(new StorageEvent("storage", { key: "newsleaf:text-size", newValue: "small" })));
  await expect(choice(page, "Small")).toBeChecked();
  expect(await page.evaluate(() => document.documentElement.dataset.textSize)).toBe("small");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  expect(await stored(page)).toBe(null);
  expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
});

test("rubbish in storage is no choice", CHROMIUM.storage, async ({ page, site, complaints }) => {
  await page.addInitScript(() => localStorage.setItem("newsleaf:text-size", "huge\u0000"));
  await openArticle(page, site);
  await expect(choice(page, "Medium")).toBeChecked();
  expect(complaints).toEqual([]);
});

test("where storage throws, a choice holds for the visit", async ({ page, site, complaints }) => {
  await blockStorage(page);
  await openArticle(page, site);
  await choice(page, "Large").check();
  await page.getByRole("link", { name: "Another story" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Another story");
  await expectInForce(page, "large");
  expect(complaints).toEqual([]);
});

test("where storage is full, a choice holds for the visit, also against an older one", CHROMIUM.storage, async ({ page, site, complaints }) => {
  await page.addInitScript(() => {
    localStorage.setItem("newsleaf:text-size", "small");
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await openArticle(page, site);
  await expectInForce(page, "small");
  await choice(page, "Large").check();
  await expectInForce(page, "large");
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expectInForce(page, "large");
  expect(complaints).toEqual([]);
});

test("a choice that was made before the app was there is the app's too", async ({ page, site }) => {
  await openArticle(page, site);
  const article = page.url();
  const release = site.hold(site.part("wasm"));
  await page.goto(article, { waitUntil: "commit" });
  await expect(page.locator(".masthead")).toBeVisible();
  // The kind of control that a page rendered to HTML brings along.
  await page.evaluate(() => document.body.insertAdjacentHTML("afterbegin", '<label id="early"><input type="radio" name="text-size" value="small">Early</label>'));
  await page.getByLabel("Early").check();
  await page.evaluate(() => document.getElementById("early").remove());
  release();
  await appStarted(page);
  await expectInForce(page, "small");
});

test("the first painted frame of an article already has the size", async ({ page, site }) => {
  await openArticle(page, site);
  await choice(page, "Large").check();
  await page.addInitScript(() => {
    window.headlines = new Set();
    const record = () => {
      const headline = document.querySelector(".article__headline");
      if (headline) window.headlines.add(getComputedStyle(headline).fontSize + " " + document.querySelector(".text-size :checked")?.value);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
  });
  await page.reload();
  await appStarted(page);
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => [...window.headlines])).toEqual(["55px large"]);
});

for (const size of ["Large", "Medium", "Small"]) {
  test(`nothing runs out of the page at 320 px and 200 % in ${size}`, async ({ page, site }) => {
    await openArticle(page, site);
    await choice(page, size).check();
    // 200 % of zoom leaves half of the pixels, each twice as large.
    for (const [width, scale] of [[320, 1], [320, 2], [160, 2]]) {
      await magnified(page, { width, height: 640 }, scale, async () => {
        expect(await page.evaluate(() => innerWidth)).toBe(width);
        expect(await overflow(page), `${width} px`).toBeLessThanOrEqual(0);
      });
    }
  });
}

test("every choice is big enough to press", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openArticle(page, site);
  for (const label of await group(page).locator("label").all()) {
    const { width, height } = await label.boundingBox();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(32);
  }
});

test.describe("without scripts", CHROMIUM.scripts, () => {
  test.use({ javaScriptEnabled: false });
  test("the radio buttons alone scale the text", async ({ page, site }) => {
    const style = site.part("style");
    await page.route("**/plain", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><link rel=stylesheet href="${site.url}${style}"><div class=text-size role=group><span class=text-size__label>font size:</span>
          <label><input type=radio name=text-size value=large>Large</label><label><input type=radio name=text-size value=medium checked>Medium</label>
          <label><input type=radio name=text-size value=small>Small</label></div><div class=body><p>Text</p></div>`,
      }),
    );
    await page.goto(new URL("plain", site.url).href);
    const text = page.locator(".body p");
    await expect(text).toHaveCSS("font-size", "18px");
    await page.getByLabel("Large").check();
    await expect(text).toHaveCSS("font-size", "22.5px");
    await page.getByLabel("Small").check();
    await expect(text).toHaveCSS("font-size", "15.75px");
  });
});
