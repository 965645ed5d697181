// The browser tests' starting point: `test` with a `site`, which is dist/ with a feed beside it on a plain static host.
//
//   test.use({ hostFolder: "/some/path/" })                  the folder of the host that the site is in
//   test.use({ files: { "feed.json": feedFile({...}) } })    files beside the site; the sample feed if none is given
//   test.use({ hostHeaders: { Name: "value" } })             headers that the host sends with everything
//
//   site.url, site.requests, site.fault(path, {...}), site.hold(path), site.part("wasm")   see scripts/static-server.mjs
import { expect as baseExpect, test as base } from "@playwright/test";
import { readFileSync } from "node:fs";
import { startStaticServer } from "../../../scripts/static-server.mjs";

/** How often `expect.poll` looks, in milliseconds: sooner than Playwright, whose second look comes after 100 and whose third after 350. */
const INTERVALS = [20, 30, 50, 100, 100, 250];

export const expect = new Proxy(baseExpect, {
  get: (target, name) => (name === "poll" ? (actual, { ...options } = {}) => target.poll(actual, { intervals: INTERVALS, ...options }) : target[name]),
});

/** A feed as a file of the site. */
export function feedFile(feed, headers) {
  return { body: typeof feed === "string" ? feed : JSON.stringify(feed), headers };
}

export const test = base.extend({
  // The tests of a worker share a window, which is emptied between them (Playwright names this `reuseContext` from 1.61 on): to
  // open one costs more than most tests do. Each site has a port of its own, so no test finds what another has stored.
  _optionContextReuseMode: ["when-possible", { scope: "worker", option: true }],

  hostFolder: ["/", { option: true }],
  files: [{}, { option: true }],
  hostHeaders: [{}, { option: true }],

  site: async ({ hostFolder, files, hostHeaders }, use) => {
    const server = await startStaticServer({ folders: ["dist", "sample"], mount: hostFolder, files, headers: hostHeaders, idleLimit: 120_000 });
    await use({ ...server, part: (kind) => partNames()[kind] });
    await server.close();
  },

  /** The window, without the history of the tests before (browsers keep 50 entries, and then no test could count them) and what they were allowed. */
  page: async ({ page, browserName }, use) => {
    if (browserName === "chromium") {
      const browser = await page.context().newCDPSession(page);
      await browser.send("Page.resetNavigationHistory");
      await browser.detach();
    }
    await use(page);
    await page.context().clearPermissions();
  },

  /** Errors of the page that the test has not caused on purpose: uncaught errors, unhandled rejections, refusals by the policy. */
  complaints: async ({ page }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => isOfPage(error) && complaints.push(`uncaught: ${error.message}`));
    await page.exposeFunction("reportPolicyViolation", (text) => complaints.push(`refused by the policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        // Firefox looks for a page's icon by itself.
        if (event.sourceFile === "resource") return;
        window.reportPolicyViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
      });
    });
    await use(complaints);
  },
});

/** Messages of Firefox's console that its driver takes for errors of the page, about a request that failed or was refused. */
const CONSOLE_OF_FIREFOX = /^The Same Origin Policy disallows|^The page’s settings blocked|^The loading of “[^”]*” in a frame is denied|A ServiceWorker intercepted the request/;

/** Chromium skips the fade into a page whose styles the driver reads before they have loaded, and reports that as an error. */
const NO_FADE = "ViewTransition opt-in disabled";

/** Not the error that Playwright's own script makes, which blocks service workers, in a frame without an origin. It has no file. */
export const isOfPage = ({ message, stack }) => !CONSOLE_OF_FIREFOX.test(message) && !message.includes(NO_FADE) && (!message.includes("the 'serviceWorker' property") || /https?:/.test(stack));

/** The names of the parts that the boot script loads, as the shell gives them. */
function partNames() {
  const shell = readFileSync("dist/index.html", "utf8");
  const name = (kind) => new RegExp(`data-${kind}="([^"]+)"`).exec(shell)[1];
  return { glue: name("glue"), wasm: name("wasm"), sanitiser: name("sanitiser"), frameCard: `${name("parts")}/frameCard.js`, messages: name("messages"), style: /href="(style-[^"]+)"/.exec(shell)[1] };
}

/** Resolves when the app has adopted the request for the feed, which the boot script has begun. */
export async function appAdopted(page) {
  await expect.poll(() => page.evaluate(() => window.newsleaf.feedUrl in window.newsleaf.requests)).toBe(false);
}

/**
 * To be called before a page is opened: notes when the wasm is running. The function that it gives waits until it is, and the
 * app has had a task to begin in; for pages whose feed does not come, and which therefore go on showing what the shell shows.
 */
export async function noteStart(page) {
  await page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const instantiate = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await instantiate.apply(WebAssembly, given);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (window.hasStarted = true);
        channel.port2.postMessage("");
        return made;
      };
    }
  });
  return () => expect.poll(() => page.evaluate(() => window.hasStarted === true)).toBe(true);
}

/** Resolves when the app has taken the skeleton's place. */
export async function appStarted(page) {
  await page.locator("#app .skeleton-page").waitFor({ state: "detached" });
}
