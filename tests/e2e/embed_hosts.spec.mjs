// The widget in pages of another origin, under the libraries that publishers use there (scripts/embed-hosts.mjs): the real
// ones from npm, and stand-ins for the rest. What the frame says in each case is tested by itself in frame.spec.mjs.
import { readFileSync } from "node:fs";
import { LIBRARIES, hostPage, libraryFiles } from "../../scripts/embed-hosts.mjs";
import { startStaticServer } from "../../scripts/static-server.mjs";
import { paper } from "./support/paper.mjs";
import { expect, feedFile, test as base } from "./support/site.mjs";

// Sandboxed frames have no origin, so the news host must allow any.
const test = base.extend({
  hostHeaders: { "Access-Control-Allow-Origin": "*" },
  files: { "feed.json": feedFile(paper(12)) },

  host: async ({ site, page }, use) => {
    const files = libraryFiles();
    const server = await startStaticServer({ folders: ["tests/fixtures"], files, idleLimit: 120_000 });
    // Another name and another port: another site to the browser.
    const url = server.url.replace("127.0.0.1", "localhost");
    await provision(page);
    await use({
      /** Opens a page with two widgets under this library; `window.heard` holds what their frames have said. */
      async open(library, { more = "", before = "", hidden = false, after = "" } = {}) {
        const widgets = [["w1", 3], ["w2", 1]].map(([id, limit]) => ({ id, src: `${site.url}?embed&limit=${limit}${more}`, title: `News ${id}` }));
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
        await page.locator(`[data-widget=${id}] iframe`).waitFor({ state: "attached" });
        const frame = await (await page.locator(`[data-widget=${id}] iframe`).elementHandle()).contentFrame();
        await frame.locator("#app .skeleton-page").waitFor({ state: "detached" });
        return frame;
      },
      heard: () => page.evaluate(() => window.heard.splice(0)),
    });
    await server.close();
  },
});

/** As long as dist/ has no widget, its front page is made to be one. */
async function provision(page) {
  if (readFileSync("dist/index.html", "utf8").includes("data-embed")) return;
  const script = readFileSync("js/frame.js", "utf8");
  await page.addInitScript(`if (window.parent !== window && location.search.startsWith("?embed")) {
    const style = new CSSStyleSheet();
    style.replaceSync("body { margin: 0; display: flow-root } body, #app, #app * { min-block-size: 0 !important }");
    document.adoptedStyleSheets = [style];
    ${script}
  }`);
}

/** What each host makes of a height. */
const LIMITS = { wordpress: [200, 1000], amp: [100, Infinity] };
const held = (library, height) => {
  const [least, most] = LIMITS[library] ?? [0, Infinity];
  return Math.min(most, Math.max(least, height));
};

/** Waits until the frame is as high as what is in it. */
async function fits(host, library, id) {
  const inside = await host.inside(id);
  const height = () => inside.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await expect.poll(async () => (await host.frame(id).boundingBox())?.height - held(library, await height()), { message: `${id} is as high as its content` }).toBe(0);
  return height();
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
    test("two widgets on a page have their heights, and each grows and shrinks by itself", async ({ host, complaints }) => {
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
      expect(complaints).toEqual([]);
    });

    test("larger text and a narrower host change the height; where nothing changes nothing is said, and only sizes ever", async ({ host, page }) => {
      await host.open(library);
      const first = await fits(host, library, "w1");
      await (await host.inside("w1")).evaluate(() => document.documentElement.setAttribute("data-text-size", "large"));
      await page.locator("main").evaluate((main) => (main.style.width = "250px"));
      await expect.poll(() => fits(host, library, "w1")).toBeGreaterThan(first);
      await fits(host, library, "w2");
      await page.waitForTimeout(300);
      const heard = await host.heard();
      expect(heard.filter((data) => !isSize(data))).toEqual([]);
      // Long enough for anything that asks again and again.
      await page.waitForTimeout(700);
      expect(await host.heard()).toEqual([]);
      await page.locator("main").evaluate((main) => main.removeAttribute("style"));
      await fits(host, library, "w1");
    });

    test("hidden at first, it has its height when it is shown", async ({ host, page }) => {
      await host.open(library, { hidden: true });
      await host.inside("w1");
      await page.waitForTimeout(300);
      for (const data of await host.heard()) expect(isSize(data)).toBe(false);
      await page.evaluate(() => document.querySelectorAll(".place").forEach((place) => place.removeAttribute("style")));
      await fits(host, library, "w1");
      await setBox(host, "w2", 222);
      await fits(host, library, "w2");
    });
  });
}

test.describe("a page of the widget that is reached by a click", () => {
  for (const library of ["pym", "iframe-resizer-4"]) {
    test(`${LIBRARIES[library].name} brings the frame's top into view, only if the reader can't see it`, async ({ host, page }) => {
      await host.open(library, { before: '<div style="height: 600px">Above</div>', after: '<div style="height: 2000px">Below</div>' });
      await fits(host, library, "w1");
      // A link that stays inside, in the middle of a long list.
      const prepare = async () => {
        await setBox(host, "w1", 1500);
        const inside = await host.inside("w1");
        await inside.evaluate(() => {
          const link = Object.assign(document.createElement("a"), { id: "test-link", href: "./?embed&limit=1&open=inside", textContent: "Inside" });
          link.setAttribute("data-inside", "");
          const box = document.getElementById("test-box");
          Object.assign(box.style, { display: "flow-root" });
          link.style.marginTop = "700px";
          link.style.display = "block";
          box.append(link);
        });
        await fits(host, library, "w1");
        return inside;
      };
      const inside = await prepare();
      const top = () => host.frame("w1").evaluate((frame) => frame.getBoundingClientRect().top);
      await inside.locator("#test-link").evaluate((link) => link.scrollIntoView({ block: "center" }));
      await expect.poll(top).toBeLessThan(-100);
      await inside.locator("#test-link").click();
      await expect.poll(top).toBe(0);
      await expect.poll(async () => (await host.inside("w1")).url()).toContain("limit=1&open=inside");
      await fits(host, library, "w1");

      await page.evaluate(() => scrollTo(0, 0));
      await setBox(host, "w1", 300);
      const again = await host.inside("w1");
      await again.evaluate(() => {
        const link = Object.assign(document.createElement("a"), { id: "test-link", href: "./?embed&limit=2&open=inside", textContent: "Inside" });
        link.setAttribute("data-inside", "");
        document.querySelector("#app").prepend(link);
      });
      const before = await page.evaluate(() => scrollY);
      await again.locator("#test-link").press("Enter");
      await expect.poll(async () => (await host.inside("w1")).url()).toContain("limit=2&open=inside");
      await fits(host, library, "w1");
      expect(await page.evaluate(() => scrollY)).toBe(before);
    });
  }
});
