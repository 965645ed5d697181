// No page and no state breaks a rule of axe-core: on light and dark paper, in Latin, Chinese and Arabic script.
import { expect, feedFile, test } from "./support/site.mjs";
import { open } from "./support/paper.mjs";
import { PAPERS, PICTURE } from "./support/scripts.mjs";
import { FEED_FAULTS, NOTICES, pagesOf } from "./support/states.mjs";
import { COLOUR_RULES, violations } from "./support/axe.mjs";

/** The first paint has no headline, because nothing is known of the paper. */
const OF_THE_APP = ["page-has-heading-one"];

for (const [script, { feed, words }] of Object.entries(PAPERS)) {
  for (const colorScheme of ["light", "dark"]) {
    const only = colorScheme === "dark" ? COLOUR_RULES : undefined;

    /** Looks at one state after another on one page; gives what was found, by state. */
    const lookAt = async (page, site, states) => {
      const found = {};
      for (const [name, reach] of Object.entries(states)) {
        await reach(page, site);
        const faults = await violations(page, { only });
        if (faults.length > 0) found[name] = faults;
      }
      return found;
    };

    test.describe(`in ${script} on ${colorScheme} paper axe finds nothing`, () => {
      test.use({ colorScheme, locale: words.browser, files: { "feed.json": feedFile(feed), "bridge.svg": PICTURE } });
      test.slow();

      test("on the pages of a paper", async ({ page, site }) => {
        expect(await lookAt(page, site, pagesOf(words))).toEqual({});
      });

      test("where there is something to say of the feed", async ({ page, site }) => {
        expect(await lookAt(page, site, NOTICES)).toEqual({});
      });

      test("where there is no feed to be had", async ({ page, site }) => {
        const states = Object.entries(FEED_FAULTS).map(([name, fault]) => {
          const reach = async () => {
            site.fault("feed.json", fault);
            await open(page, site);
          };
          return [name, reach];
        });
        expect(await lookAt(page, site, Object.fromEntries(states))).toEqual({});
      });

      test("where the reader is offline", async ({ page, site }) => {
        site.fault("feed.json", { drop: true });
        await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
        await open(page, site);
        expect(await violations(page, { only })).toEqual([]);
      });

      test("while the page starts, or the feed takes long", async ({ page, site }) => {
        await page.clock.install();
        const start = site.hold(site.part("wasm"));
        site.hold("feed.json");
        await page.goto(site.url, { waitUntil: "commit" });
        await expect(page.locator(".skeleton-page")).toBeVisible();
        expect(await violations(page, { only, except: OF_THE_APP })).toEqual([]);
        start();
        await expect(async () => {
          await page.clock.runFor(11_000);
          await expect(page.locator("#content")).toBeVisible({ timeout: 200 });
        }).toPass();
        expect(await violations(page, { only })).toEqual([]);
      });

      test("where the page does not start", async ({ page, site }) => {
        site.fault(site.part("wasm"), { status: 404 });
        await page.goto(site.url);
        await expect(page.locator("#boot-message")).toBeVisible();
        expect(await violations(page, { only })).toEqual([]);
      });
    });
  }
}
