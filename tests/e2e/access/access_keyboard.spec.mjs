// Everything can be reached, seen and used by the keyboard alone.
import { expect, feedFile, test } from "../support/site.mjs";
import { open } from "../support/feeds.mjs";
import { SITES, PICTURE } from "../support/scripts.mjs";
import { pagesOf } from "../support/states.mjs";

const { feed, texts } = SITES.English;
const pages = pagesOf(texts);
test.use({ files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });

/** Tabs through the page, from its top to its end; gives each stop with the visible signs of its focus. */
async function stops(page) {
  // There and back, so that the keyboard has brought the focus to the first stop, too.
  await page.locator(".skip-link").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  const found = [];
  for (let press = 0; ; press++) {
    if (press > 0) await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (element === document.body) return null;
      // The radio buttons fill their labels unseen; the labels show their focus.
      const shown = element.matches("[type=radio]") ? element.closest("label") : element;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
      const { top, bottom } = element.getBoundingClientRect();
      const background = getComputedStyle(document.body).backgroundColor;
      return {
        name: `${element.localName} ${element.textContent.trim().slice(0, 40)}`,
        order: [...document.querySelectorAll("*")].indexOf(element),
        clear: outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 && outlineColor !== background,
        inView: bottom > 0 && top < innerHeight,
        top: top + scrollY,
      };
    });
    if (!stop || stop.order === found[0]?.order) return found;
    // A player has stops of its own inside.
    if (stop.order !== found.at(-1)?.order) found.push(stop);
  }
}

/** The places of everything that a keyboard has to reach: not links that repeat another for the mouse, nor sizes not chosen. */
function controls(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("*")];
    const pressed = "a[href], button, summary, input:not([type=radio]), [type=radio]:checked, [tabindex='0'], audio";
    const isControl = (each) => each.matches(pressed) && each.tabIndex >= 0 && each.checkVisibility();
    return all.flatMap((each, order) => (isControl(each) ? [order] : []));
  });
}

for (const name of ["the front page", "a section", "all sections", "an article with everything open", "a search with results", "a story that has left the feed", "the address to copy by hand"]) {
  test(`the keyboard goes through ${name} in reading order, and its place is always seen`, async ({ page, site }) => {
    test.slow();
    await pages[name](page, site);
    const found = await stops(page);
    expect(found[0].name).toBe("a Skip to the content");
    expect(found.filter(({ clear }) => !clear)).toEqual([]);
    expect(found.filter(({ inView }) => !inView)).toEqual([]);
    expect(found.map(({ order }) => order)).toEqual(await controls(page));
  });
}

test("on a phone's width the stops go down the page, and never jump back up", async ({ page, site }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, site);
  const tops = (await stops(page)).slice(1).map(({ top }) => top);
  tops.reduce((before, top) => (expect(top).toBeGreaterThanOrEqual(before - 12), top));
});

test("the skip link is unseen until it has the focus, and then stands in view", async ({ page, site }) => {
  await open(page, site);
  const skip = page.getByRole("link", { name: "Skip to the content" });
  expect((await skip.boundingBox()).width).toBeLessThanOrEqual(1);
  await page.keyboard.press("Tab");
  await expect(skip).toBeFocused();
  expect((await skip.boundingBox()).width).toBeGreaterThan(100);
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest("main") !== null)).toBe(true);
});

test("the text sizes are one stop, and the arrow keys choose among them, round and round", async ({ page, site }) => {
  await pages["an article"](page, site);
  const radio = (name) => page.getByRole("radio", { name });
  await page.locator(".article__origin a").last().focus();
  await page.keyboard.press("Tab");
  await expect(radio("Medium")).toBeFocused();
  for (const [key, name] of [["ArrowRight", "Small"], ["ArrowDown", "Large"], ["ArrowLeft", "Small"], ["ArrowUp", "Medium"]]) {
    await page.keyboard.press(key);
    await expect(radio(name)).toBeFocused();
    await expect(page.locator("html")).toHaveAttribute("data-text-size", name.toLowerCase());
  }
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest(".text-size"))).toBeNull();
});

test("parts that open do so by Enter and by Space", async ({ page, site }) => {
  await pages["an article"](page, site);
  for (const selector of [".body details", ".share__more"]) {
    const details = page.locator(selector);
    await details.locator("summary").focus();
    for (const key of ["Enter", "Space"]) {
      await page.keyboard.press(key);
      await expect(details).toHaveAttribute("open");
      await page.keyboard.press(key);
      await expect(details).not.toHaveAttribute("open");
    }
  }
});

test("a table and code that are too wide scroll by the arrow keys", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await pages["an article"](page, site);
  for (const box of [page.locator(".table-scroll"), page.locator(".body pre")]) {
    // A cell may not break its words.
    await box.evaluate((box) => box.querySelectorAll("td, th").forEach((cell) => (cell.textContent = "Donaudampfschifffahrt")));
    await box.focus();
    await expect(box).toBeFocused();
    for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => box.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
  }
  await expect(page.locator(".table-scroll")).toHaveRole("group");
  await expect(page.locator(".table-scroll")).toHaveAccessibleName(/./);
});

test("the navigation scrolls only where its links need more room, and has a name where it does", async ({ page, site }) => {
  // Firefox makes everything that scrolls a stop of the keyboard, by one pixel and upright, too.
  const scrolling = () =>
    page.locator(".section-nav, .section-nav *").evaluateAll((all) =>
      all.flatMap((each) => {
        const isScroller = !["visible", "clip"].includes(getComputedStyle(each).overflowX);
        const ways = [each.scrollWidth > each.clientWidth && "sideways", each.scrollHeight > each.clientHeight && "upright"].filter(Boolean);
        return isScroller && ways.length ? [`${each.localName} ${each.ariaLabel}: ${ways}`] : [];
      }),
    );
  await open(page, site);
  expect(await scrolling()).toEqual([]);
  await page.setViewportSize({ width: 240, height: 640 });
  expect(await scrolling()).toEqual(["nav Sections: sideways"]);
});

test("the dialog takes the focus, keeps it, and gives it back on Escape", async ({ page, site }) => {
  await pages["an article"](page, site);
  const button = page.getByRole("button", { name: "WeChat" });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Scan with WeChat" });
  await expect(dialog.locator(".qr-dialog__code")).toBeVisible();
  const inPage = () => page.evaluate(() => document.activeElement !== document.body && document.activeElement.closest("dialog") === null);
  const reached = new Set();
  for (const key of ["Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    expect(await inPage()).toBe(false);
    reached.add(await page.evaluate(() => document.activeElement.textContent.trim()));
    await page.keyboard.press(key);
  }
  expect([...reached]).toEqual(expect.arrayContaining(["Close", "Save the code as a picture"]));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  // Not `toBeFocused`: in Firefox the browser's own bars have taken the focus from the page on the way.
  await expect.poll(() => button.evaluate((button) => button === document.activeElement)).toBe(true);
});

test("a site can be read by the keyboard alone: a section, a story, its size, the next, the search", async ({ page, site }) => {
  test.slow();
  const tabTo = async (matches) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(matches)) return page.keyboard.press("Enter");
    }
    throw new Error(`No stop for ${matches}`);
  };
  const headline = (text) => expect(page.locator("#app h1")).toHaveText(text);
  await open(page, site);
  await tabTo(() => document.activeElement.textContent === "News");
  await headline("News");
  await tabTo(() => document.activeElement.matches("main h2 a"));
  await headline(/again 1$/);
  await tabTo(() => document.activeElement.matches("[type=radio]"));
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("html")).toHaveAttribute("data-text-size", "large");
  await tabTo(() => document.activeElement.matches(".neighbours__older"));
  await headline(/again 2$/);
  await page.goBack();
  await headline(/again 1$/);
  // From the headline the keyboard goes on downwards, so the navigation is reached backwards.
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Shift+Tab");
    if (await page.evaluate(() => document.activeElement.matches(".section-nav__search"))) break;
  }
  await page.keyboard.press("Enter");
  await headline("Search");
  await expect(page.locator("#search-field")).toBeFocused();
  await page.keyboard.type("bridge");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("Found in 22 of 22 stories.");
});
