// The shipped app's sanitiser over published attacks and the bodies of real feeds, in a real browser: nothing runs, nothing
// outside the policy is left, and the nodes are those that the native sanitiser's HTML is read as.
//
// The page's content security policy is switched off here, so that the sanitiser alone is tested. `cargo test` leaves the
// bodies, as the native sanitiser cleans them, in its folder for temporary files; without them these tests are skipped.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { appStarted, expect, feedFile, test } from "./support/site.mjs";
import { observe, setTraps } from "./support/traps.mjs";

const file = join(process.env.CARGO_TARGET_DIR ?? "target", "tmp", "clean-bodies.json");
const samples = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { attacks: [], bodies: [] };
const withoutSamples = `there is no ${file}, which cargo test makes of the attacks and feeds, where it has them`;

/**
 * Attacks that the two sanitisers answer differently, both safely: DOMPurify takes away a whole form, words and all, whose
 * fields hide the form's own properties from scripts.
 */
const TAKEN_WHOLE = /^<form[^>]*>\s*<input[^>]*name="?(nodeName|nodeType|textContent|removeChild|attributes|removeAttribute|removeAttributeNode|getAttributeNode|setAttribute|namespaceURI|insertBefore|hasChildNodes|childNodes)/;

/** How many attacks on raw innerHTML one page has to bear. */
const BATCH = 250;
/** Time for what an attack has started to arrive somewhere, in milliseconds. */
const LAST_CHANCE = 300;

test.use({ bypassCSP: true });

/** A feed with one story for each sample, in this order. */
function feedOf(samples) {
  const items = samples.map(({ html }, at) => ({
    id: `sample ${at}`,
    title: `Sample ${at}`,
    date_published: new Date(Date.UTC(2020, 0, 1) - at * 60_000).toISOString(),
    content_html: html,
  }));
  return feedFile({ version: "https://jsonfeed.org/version/1.1", title: "Samples", home_page_url: "https://news.example/story", items });
}

/** Everything that a sample could do outside of the page: ask other hosts, open windows, go elsewhere. */
async function watch(page, site) {
  const seen = [];
  await page.route(
    (url) => !url.href.startsWith(site.url),
    (route) => {
      const type = route.request().resourceType();
      // Pictures, sound and video may come from anywhere: the policy says so.
      if (type !== "image" && type !== "media") seen.push(`request for a ${type}: ${route.request().url()}`);
      // A script of another host would run: it says so, where an attack succeeds.
      return type === "script" ? route.fulfill({ contentType: "text/javascript", body: "alert('script of another host')" }) : route.abort();
    },
  );
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    // The page that asked may be gone already.
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", (popup) => seen.push(`window: ${popup.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(site.url)) seen.push(`navigation: ${frame.url()}`);
  });
  await page.addInitScript(setTraps);
  return seen;
}

/** Opens every story of the feed in one visit, by the link to the older one, and tells what was found in each. */
async function visitAll(page, site, samples) {
  // Pictures that fail stay as they are: nothing is to stand in the body but what came of the feed.
  site.fault(/data-failed-picture="([^"]+)"/.exec(await (await fetch(site.url)).text())[1], { status: 404 });
  await page.goto(site.url);
  await appStarted(page);
  await page.locator("h2 a", { hasText: /^Sample 0$/ }).click();
  return page.evaluate(
    async ({ expected, allowed, observe }) => {
      const look = new Function(`return ${observe}`)();
      const found = [];
      let elements = 0;
      for (let at = 0; at < expected.length; at++) {
        const started = performance.now();
        while (document.querySelector("#app h1")?.textContent !== `Sample ${at}`) {
          if (performance.now() - started > 10_000) throw new Error(`Sample ${at} never came up.`);
          await new Promise((resolve) => setTimeout(resolve));
        }
        const body = document.querySelector("#app .body") ?? document.createElement("div");
        // What js/page.js marks pictures with is no part of the body.
        for (const picture of body.querySelectorAll(".kept-place")) picture.removeAttribute("class");
        const { faults, count } = look(body);
        elements += count;
        const native = document.implementation.createHTMLDocument("").createElement("div");
        native.innerHTML = expected[at];
        const same = native.childNodes.length === body.childNodes.length && [...native.childNodes].every((node, i) => node.isEqualNode(body.childNodes[i]));
        const shown = document.querySelector("#app .body") || native.textContent.trim();
        if (!same && shown && !allowed[at]) faults.push(`differs from the native body:\n    ${body.innerHTML}\n    ${native.innerHTML}`);
        if (window.ran.length) faults.push(`ran: ${window.ran.splice(0)}`);
        if (faults.length) found.push({ at, faults });
        document.querySelector(".neighbours__older")?.click();
      }
      return { found, elements };
    },
    {
      expected: samples.map((each) => each.clean),
      allowed: samples.map((each) => TAKEN_WHOLE.test(each.html)),
      observe: observe.toString(),
    },
  );
}

for (const kind of ["attacks", "bodies"]) {
  test.describe(kind, () => {
    test.use({ files: { "feed.json": feedOf(samples[kind]) } });

    test(`nothing of the ${kind} runs, asks or is left outside the policy, and both sanitisers agree`, async ({ page, site }) => {
      test.skip(samples[kind].length === 0, withoutSamples);
      test.setTimeout(180_000);
      const seen = await watch(page, site);
      const { found, elements } = await visitAll(page, site, samples[kind]);
      await page.waitForTimeout(LAST_CHANCE);
      const ranLate = await page.evaluate(() => window.ran);
      console.log(`${samples[kind].length} ${kind}: ${elements} elements left`);
      const named = found.map(({ at, faults }) => `${samples[kind][at].name}: ${faults.join("; ")}`);
      expect({ named, seen, ranLate }).toEqual({ named: [], seen: [], ranLate: [] });
    });
  });
}

test("control: the same traps catch the attacks when they are put in by innerHTML", async ({ browser, site }) => {
  test.skip(samples.attacks.length === 0, withoutSamples);
  test.setTimeout(180_000);
  const seen = [];
  let ran = 0;
  let outside = 0;
  for (let first = 0; first < samples.attacks.length; first += BATCH) {
    // A context for each batch: some attacks leave one behind in which no page opens any more.
    const context = await browser.newContext();
    const page = await context.newPage();
    const seenHere = await watch(page, site);
    await page.goto(site.url);
    await appStarted(page);
    const batch = samples.attacks.slice(first, first + BATCH).map((each) => each.html);
    // An attack may take the page away from under the test, which is an attack caught too.
    const caught = await page.evaluate(putIn, { batch, observe: observe.toString(), wait: LAST_CHANCE }).catch(() => ({ ran: 1, outside: 0 }));
    ran += caught.ran;
    outside += caught.outside;
    seen.push(...seenHere.slice(1));
    await context.close();
  }
  console.log(`raw innerHTML: scripts ran ${ran} times, ${outside} attacks left something outside the policy, ${seen.length} requests and navigations`);
  expect(ran).toBeGreaterThan(samples.attacks.length / 20);
  expect(outside).toBeGreaterThan(samples.attacks.length / 4);
  expect(seen.length).toBeGreaterThan(0);
});

/** Runs in the page: puts attacks in, raw, one after the other. */
async function putIn({ batch, observe, wait }) {
  const look = new Function(`return ${observe}`)();
  const slot = document.body.appendChild(document.createElement("div"));
  let outside = 0;
  for (const html of batch) {
    slot.innerHTML = html;
    outside += look(slot).faults.length > 0;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, wait));
  return { ran: window.ran.length, outside };
}
