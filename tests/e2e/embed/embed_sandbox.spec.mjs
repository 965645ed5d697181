// A widget in every kind of frame that a host page can put around it, on another origin: what the frame may do, whether its
// storage works, whether the news host lets frames without an origin read its files.
import { CHROMIUM } from "../support/chromium.mjs";
import { expect, feedFile, isOfPage, test } from "../support/site.mjs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { feedWith } from "../support/feeds.mjs";

const SANDBOXES = {
  "no sandbox": null,
  "allow-scripts": "allow-scripts",
  "allow-scripts allow-popups": "allow-scripts allow-popups",
  "allow-scripts allow-same-origin": "allow-scripts allow-same-origin",
  "allow-scripts allow-same-origin allow-popups": "allow-scripts allow-same-origin allow-popups",
};
const isOpaque = (sandbox) => sandbox !== null && !sandbox.includes("allow-same-origin");
const mayOpen = (sandbox) => sandbox === null || sandbox.includes("allow-popups");

/** The storage policies of readers' browsers, in every frame. */
const STORAGES = {
  works: () => {},
  throws: () => {
    for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("blocked by a test", "SecurityError"); } });
    }
    Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => { throw new DOMException("blocked by a test", "SecurityError"); } });
  },
  full: () => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  },
};

test.use({ files: { "feed.json": feedFile(feedWith(3)) } });

/** Opens a host page with a widget in a frame of each sandbox; gives the frames by their sandbox, and the errors of all of them. */
async function embed(page, site, { sandboxes, storage = "works", query = "?embed&limit=3" }) {
  test.slow();
  const errors = [];
  page.on("pageerror", (error) => isOfPage(error) && errors.push(error.message));
  await page.addInitScript(STORAGES[storage]);
  const attribute = (sandbox) => (sandbox === null ? "" : `sandbox="${sandbox}"`);
  const iframes = sandboxes.map((name) => `<iframe title="${name}" width="500" height="500" ${attribute(SANDBOXES[name])} src="${site.url}${query}"></iframe>`);
  const body = `<!doctype html><html lang="en"><title>Host</title><h1>Host</h1>${iframes.join("")}`;
  const host = await startStaticServer({ folders: [], files: { "host.html": { body } }, idleLimit: 120_000 });
  await page.goto(`${host.url.replace("127.0.0.1", "localhost")}host.html`);
  const frames = sandboxes.map((name) => [name, page.frameLocator(`iframe[title="${name}"]`)]);
  return { frames, errors, host };
}

for (const cors of [true, false]) {
  test.describe(`${cors ? "with" : "without"} Access-Control-Allow-Origin`, () => {
    test.use({ hostHeaders: cors ? { "Access-Control-Allow-Origin": "*" } : {} });
    const refused = Object.keys(SANDBOXES).filter((name) => isOpaque(SANDBOXES[name]) && !cors);
    const readable = Object.keys(SANDBOXES).filter((name) => !refused.includes(name));

    for (const storage of Object.keys(STORAGES)) {
      if (!cors) {
        test(`storage ${storage}: the header that is missing is named`, async ({ page, site }) => {
          const { frames, errors, host } = await embed(page, site, { sandboxes: refused, storage });
          for (const [name, frame] of frames) {
            await test.step(name, async () => {
              await expect(frame.getByText("Access-Control-Allow-Origin: *").first()).toBeVisible({ timeout: 15_000 });
              await expect(frame.getByRole("link", { name: "Open the feed with all stories" })).toBeVisible();
            });
          }
          expect(errors).toEqual([]);
          await host.close();
        });
      }

      test(`storage ${storage}: headlines are read and links lead on`, CHROMIUM.frames, async ({ page, site }) => {
        const { frames, errors, host } = await embed(page, site, { sandboxes: readable, storage });
        for (const [name, frame] of frames) {
          await test.step(name, async () => {
            await expect(frame.getByRole("link", { name: "Story 1" })).toBeVisible();
            const tab = mayOpen(SANDBOXES[name]) ? page.context().waitForEvent("page") : null;
            await frame.getByRole("link", { name: "Story 1" }).click();
            if (tab) {
              const article = await tab;
              await expect(article.locator("#app h1")).toHaveText("Story 1");
              expect(article.url()).toContain("?article=");
              await article.close();
            } else {
              await expect(frame.getByText("The text of story 1.")).toBeVisible();
              await expect(frame.getByRole("link", { name: "Back to the headlines" })).toBeVisible();
            }
          });
        }
        expect(errors).toEqual([]);
        await host.close();
      });
    }

    test("an article is read in full, in the size that is chosen, and leads back", CHROMIUM.frames, async ({ page, site }) => {
      for (const name of readable) {
        await test.step(name, async () => {
          const { frames: [[, frame]], errors, host } = await embed(page, site, { sandboxes: [name], query: "?embed&open=inside&limit=2" });
          const entries = await page.evaluate(() => history.length);
          await frame.getByRole("link", { name: "Story 2" }).click();
          await expect(frame.getByText("The text of story 2.")).toBeVisible();
          // Frames with an origin have one storage, and the size that another has chosen is there.
          await frame.getByRole("radio", { name: "Medium" }).check();
          await frame.getByRole("radio", { name: "Large" }).check();
          await expect(frame.locator("html")).toHaveAttribute("data-text-size", "large");
          await frame.getByRole("link", { name: "Back to the headlines" }).click();
          await expect(frame.getByRole("link", { name: "Story 1" })).toBeVisible();
          // The reader goes on where they were: at the story that they have read.
          await expect(frame.getByRole("link", { name: "Story 2" })).toBeFocused();
          expect(await page.evaluate(() => history.length)).toBe(entries);
          expect(errors).toEqual([]);
          await host.close();
        });
      }
    });
  });
}

test.describe("where the feed is on another host that allows no reading", () => {
  test("the widget's own host is readable, and the sentence says what failed", async ({ page, site }) => {
    site.fault("feed.json", { status: 403 });
    const { frames: [[, frame]], errors, host } = await embed(page, site, { sandboxes: ["no sandbox"] });
    await expect(frame.getByRole("alert")).toBeVisible();
    await expect(frame.locator(".embed")).toHaveAttribute("data-state", "failed");
    await expect(frame.getByText("Access-Control-Allow-Origin")).toBeHidden();
    expect(errors).toEqual([]);
    await host.close();
  });
});
