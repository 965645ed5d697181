// A widget without theme and background fits its host: with js/embed.js and the site's own widget in the frame.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, test as hosts } from "../support/embed.mjs";
import { decodePng } from "../support/png.mjs";

const INK = { light: "rgb(27, 26, 23)", dark: "rgb(236, 231, 218)" };
const PAPER = { light: [255, 253, 248], dark: [22, 21, 15] };

/** The news site is `dist/` with the sample's feed, on another site than the host. */
const test = hosts.extend({
  news: async ({ site }, use) => {
    const url = site.url.replace("127.0.0.1", "localhost");
    await use({ url, script: `<script async src="${url}embed.js"></script>` });
  },
});

const KINDS = {
  "the element": (url, query = "") => `<newsleaf-embed src="${url}?embed&layout=headlines&limit=2${query}" loading="eager"></newsleaf-embed>`,
  "a plain frame": (url, query = "") => `<iframe src="${url}?embed&layout=headlines&limit=2${query}" data-newsleaf></iframe>`,
};
const style = (text) => `<style>${text}</style>`;
const frame = (page) => page.locator("iframe").first();
const inside = (page) => page.frameLocator("iframe").first();
const ready = (host) => expect.poll(async () => (await host.events()).filter((event) => event === "load").length, { timeout: 20_000 }).toBe(1);

/** The colour in the frame's last corner, which is empty. */
async function cornerOf(page) {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const { data, width, height } = decodePng(await frame(page).screenshot());
  const at = (width * (height - 1) - 2) * 4;
  return [...data.slice(at, at + 3)];
}

/** That the widget is in these colours, on a ground of this colour. */
async function expectLook(page, scheme, ground, why) {
  await expect(inside(page).locator(".embed__title"), why).toHaveCSS("color", INK[scheme]);
  await expect(frame(page), why).toHaveCSS("color-scheme", scheme);
  await expect.poll(() => cornerOf(page), why).toEqual(ground);
}

for (const [kind, code] of Object.entries(KINDS)) {
  test(`${kind} is transparent in the colours of its host, light or dark, on either device, and follows without a reload`, CHROMIUM.media, async ({ page, host, news, site }) => {
    test.slow();
    for (const device of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: device });
      await host.open(code(news.url), { scripts: news.script, head: style("html.dark { background: rgb(20, 30, 40) } html.purple main { background: rgb(64, 32, 96) } html.grey { background: rgb(120, 120, 120) }") });
      await ready(host);
      const loads = () => site.requests.filter(({ search }) => search.startsWith("?embed")).length;
      const before = loads();
      await expectLook(page, "light", [255, 255, 255], `white on a ${device} device`);
      for (const [name, scheme, ground] of [["dark", "dark", [20, 30, 40]], ["dark purple", "dark", [64, 32, 96]], ["grey", "light", PAPER.light], ["", "light", [255, 255, 255]]]) {
        await page.evaluate((name) => (document.documentElement.className = name), name);
        await expectLook(page, scheme, ground, `${name} on a ${device} device`);
      }
      expect(loads()).toBe(before);
    }
  });

  test(`${kind} is on paper on a gradient, and its own parameters win over the host`, CHROMIUM.media, async ({ page, host, news }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = "background: rgb(20, 30, 40);";
    for (const [query, css, scheme, ground] of [
      ["", "background: linear-gradient(red, blue)", "light", PAPER.light],
      ["", "color-scheme: dark; background: linear-gradient(red, blue)", "dark", PAPER.dark],
      ["&theme=light", dark, "light", PAPER.light],
      ["&theme=dark", "", "dark", PAPER.dark],
      ["&background=paper", dark, "dark", PAPER.dark],
      ["&theme=dark&background=transparent", "background: rgb(120, 120, 120)", "dark", [120, 120, 120]],
      ["&background=transparent", "background: rgb(120, 120, 120)", "light", [120, 120, 120]],
    ]) {
      await host.open(code(news.url, query), { scripts: news.script, head: style(`html { ${css} }`) });
      await ready(host);
      await expectLook(page, scheme, ground, `${query} on ${css}`);
    }
  });
}

test("the element's frame knows how the host looks from its address, and nothing else of the host", async ({ page, host, news }) => {
  await host.open(KINDS["the element"](news.url), { scripts: news.script, head: style("html { background: black; color: red; font: 9px x }") });
  await ready(host);
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed&layout=headlines&limit=2&scheme=dark&ground=transparent`);
});

test("a story that is opened inside looks like the host does now", CHROMIUM.frames, async ({ page, host, news }) => {
  await host.open(KINDS["the element"](news.url, "&open=inside"), { scripts: news.script, head: style("html.dark { background: black }") });
  await ready(host);
  await page.evaluate(() => document.documentElement.classList.add("dark"));
  await expect(inside(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await inside(page).locator("a[data-inside]").first().click();
  await expect(inside(page).locator("h1.article__headline")).toHaveCSS("color", INK.dark);
  expect(page.frames()[1].url()).toContain("scheme=dark&ground=transparent");
});

test("a frame that no embed.js has spoken to is light paper on a dark device, on a dark page too", CHROMIUM.media, async ({ page, host, news }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  for (const css of ["", "color-scheme: dark; background: black"]) {
    await host.open(KINDS["a plain frame"](news.url), { scripts: "", head: style(`html { ${css} } iframe { border: 0 }`) });
    await expect(inside(page).locator(".embed[data-state=ready]")).toBeVisible();
    await expect(inside(page).locator(".embed__title")).toHaveCSS("color", INK.light);
    expect(await cornerOf(page)).toEqual(PAPER.light);
  }
});

test("an article begins at one edge, and takes no focus from its host's page", async ({ page, host, news }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await host.open(KINDS["the element"](news.url, "&open=inside"), { scripts: news.script });
  await ready(host);
  const key = await inside(page).locator("a[data-inside]").first().evaluate(({ search }) => new URLSearchParams(search).get("read"));
  await host.open(`<button>Mine</button><newsleaf-embed src="${news.url}?embed&article=${key}" loading="eager"></newsleaf-embed>`, { scripts: news.script });
  await page.getByRole("button").focus();
  await ready(host);
  const edges = await inside(page).locator("#app").evaluate((app) =>
    ["h1", ".article__line", ".lead-picture", ".body", ".share__list", ".embed__from"].flatMap((each) => [...app.querySelectorAll(each)].slice(0, 1)).map((each) => Math.round(each.getBoundingClientRect().left)),
  );
  expect(edges.length).toBeGreaterThan(4);
  expect(new Set(edges).size, String(edges)).toBe(1);
  await expect(page.getByRole("button")).toBeFocused();
  expect(said.filter((text) => /focus/i.test(text))).toEqual([]);
});
