// The browser tests' starting point: `test` with a `site`, which is dist/ with a feed beside it on a plain static host.
//
//   test.use({ hostFolder: "/some/path/" })                  the folder of the host that the site is in
//   test.use({ files: { "feed.json": feedFile({...}) } })    files beside the site; the sample feed if none is given
//   test.use({ hostHeaders: { Name: "value" } })             headers that the host sends with everything
//
//   site.url, site.requests, site.fault(path, {...}), site.hold(path), site.part("wasm")   see scripts/static-server.mjs
import { test as base, expect } from "@playwright/test";
import { readFileSync } from "node:fs";
import { startStaticServer } from "../../../scripts/static-server.mjs";

export { expect } from "@playwright/test";

/** A feed as a file of the site. */
export function feedFile(feed, headers) {
  return { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers };
}

export const test = base.extend({
  hostFolder: ["/", { option: true }],
  files: [{}, { option: true }],
  hostHeaders: [{}, { option: true }],

  site: async ({ hostFolder, files, hostHeaders }, use) => {
    const server = await startStaticServer({ folders: ["dist", "sample"], mount: hostFolder, files, headers: hostHeaders, idleLimit: 120_000 });
    await use({ ...server, part: (kind) => partNames()[kind] });
    await server.close();
  },

  /** What went wrong in the page without anybody asking: uncaught errors, unhandled rejections, refusals by the policy. */
  complaints: async ({ page }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
    await page.exposeFunction("reportPolicyViolation", (text) => complaints.push(`refused by the policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.reportPolicyViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
      });
    });
    await use(complaints);
  },
});

/** The names of the parts that the boot script loads, as the shell gives them. */
function partNames() {
  const shell = readFileSync("dist/index.html", "utf8");
  const name = (kind) => new RegExp(`data-${kind}="([^"]+)"`).exec(shell)[1];
  return { glue: name("glue"), wasm: name("wasm"), sanitiser: name("sanitiser"), frameCard: `${name("parts")}/frameCard.js`, words: name("words"), style: /href="(style-[^"]+)"/.exec(shell)[1] };
}

/** Resolves when the app has adopted the request for the feed, which the boot script has begun. */
export async function appAdopted(page) {
  await expect.poll(() => page.evaluate(() => window.newsleaf.feedUrl in window.newsleaf.requests)).toBe(false);
}

/** Resolves when the app has taken the skeleton's place. */
export async function appStarted(page) {
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
}
