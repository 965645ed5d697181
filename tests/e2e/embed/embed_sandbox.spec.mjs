// A widget in every kind of frame that a host page can put around it, on another origin: what the frame may do, whether its
// storage works, whether the news host lets frames without an origin read its files.
import { expect, feedFile, isOfPage, test } from "../support/site.mjs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { paper } from "../support/paper.mjs";

const SANDBOXES = {
  "no sandbox": null,
  "allow-scripts": "allow-scripts",
  "allow-scripts allow-popups": "allow-scripts allow-popups",
  "allow-scripts allow-same-origin": "allow-scripts allow-same-origin",
  "allow-scripts allow-same-origin allow-popups": "allow-scripts allow-same-origin allow-popups",
};
const isOpaque = (sandbox) => sandbox !== null && !sandbox.includes("allow-same-origin");
const mayOpen = (sandbox) => sandbox === null || sandbox.includes("allow-popups");

/** What a reader's browser does with storage, in every frame. */
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

test.use({ files: { "feed.json": feedFile(paper(3)) } });

/** Opens a host page with the widget in a frame; gives the frame and what went wrong anywhere. */
async function embed(page, site, { sandbox, storage = "works", query = "?embed&limit=3" }) {
  const errors = [];
  page.on("pageerror", (error) => isOfPage(error) && errors.push(error.message));
  await page.addInitScript(STORAGES[storage]);
  const attribute = sandbox === null ? "" : `sandbox="${sandbox}"`;
  const body = `<!doctype html><html lang="en"><title>Host</title><h1>Host</h1><iframe title="News" width="500" height="500" ${attribute} src="${site.url}${query}"></iframe>`;
  const host = await startStaticServer({ folders: [], files: { "host.html": { body } }, idleLimit: 120_000 });
  await page.goto(`${host.url.replace("127.0.0.1", "localhost")}host.html`);
  return { frame: page.frameLocator("iframe"), errors, host };
}

for (const [name, sandbox] of Object.entries(SANDBOXES)) {
  for (const cors of [true, false]) {
    test.describe(`${name}, ${cors ? "with" : "without"} Access-Control-Allow-Origin`, () => {
      test.use({ hostHeaders: cors ? { "Access-Control-Allow-Origin": "*" } : {} });
      const isRefused = isOpaque(sandbox) && !cors;

      for (const storage of Object.keys(STORAGES)) {
        test(`storage ${storage}: ${isRefused ? "the header that is missing is named" : "headlines are read and links lead on"}`, async ({ page, site }) => {
          const { frame, errors, host } = await embed(page, site, { sandbox, storage });
          if (isRefused) {
            await expect(frame.getByText("Access-Control-Allow-Origin: *").first()).toBeVisible({ timeout: 15_000 });
            await expect(frame.getByRole("link", { name: "Open the feed with all stories" })).toBeVisible();
          } else {
            await expect(frame.getByRole("link", { name: "Story 1" })).toBeVisible();
            const tab = mayOpen(sandbox) ? page.context().waitForEvent("page") : null;
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
          }
          expect(errors).toEqual([]);
          await host.close();
        });
      }

      if (isRefused) return;
      test("an article is read in full, in the size that is chosen, and leads back", async ({ page, site }) => {
        const { frame, errors, host } = await embed(page, site, { sandbox, query: "?embed&open=inside&limit=2" });
        await frame.getByRole("link", { name: "Story 2" }).click();
        await expect(frame.getByText("The text of story 2.")).toBeVisible();
        await frame.getByRole("radio", { name: "Large" }).check();
        await expect(frame.locator("html")).toHaveAttribute("data-text-size", "large");
        await frame.getByRole("link", { name: "Back to the headlines" }).click();
        await expect(frame.getByRole("link", { name: "Story 1" })).toBeVisible();
        // The reader goes on where they were: at the story that they have read.
        await expect(frame.getByRole("link", { name: "Story 2" })).toBeFocused();
        expect(await page.evaluate(() => history.length)).toBe(2);
        expect(errors).toEqual([]);
        await host.close();
      });
    });
  }
}

test.describe("where the feed is on another host that allows no reading", () => {
  test("the widget's own host is readable, and the sentence says what failed", async ({ page, site }) => {
    site.fault("feed.json", { status: 403 });
    const { frame, errors, host } = await embed(page, site, { sandbox: null });
    await expect(frame.getByRole("alert")).toBeVisible();
    await expect(frame.locator(".embed")).toHaveAttribute("data-state", "failed");
    await expect(frame.getByText("Access-Control-Allow-Origin")).toBeHidden();
    expect(errors).toEqual([]);
    await host.close();
  });
});
