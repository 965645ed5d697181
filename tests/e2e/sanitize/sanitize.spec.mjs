// The shipped app's sanitiser over published attacks and the bodies of real feeds, in a real browser: nothing runs, nothing
// outside the policy is left, and the nodes are those that the native sanitiser's HTML is read as.
//
// The page's content security policy is switched off here, so that the sanitiser alone is tested.
import { CHROMIUM } from "../support/chromium.mjs";
import { feedOf, lookAtEach, samples, withoutSamples } from "../support/samples.mjs";
import { appStarted, expect, feedFile, test } from "../support/site.mjs";
import { observe, setTraps } from "../support/traps.mjs";

/**
 * Attacks that the two sanitisers answer differently, both safely. DOMPurify takes away a whole form, words and all, whose
 * fields hide the form's own properties from scripts; and what stands in the title of a drawing as an element, of which the
 * native one keeps the letters.
 */
const ANSWERED_DIFFERENTLY = [
  /^<form[^>]*>\s*<input[^>]*name="?(nodeName|nodeType|textContent|removeChild|attributes|removeAttribute|removeAttributeNode|getAttributeNode|setAttribute|namespaceURI|insertBefore|hasChildNodes|childNodes)/,
  /<svg>.*<title><style>/,
];

/** How many attacks on raw innerHTML one page has to bear at most. */
const BATCH = 250;
/** More time than any attack on raw innerHTML needs, in milliseconds. */
const PATIENCE = 10_000;
/** Time for the effects of an attack to arrive, in milliseconds. */
const LAST_CHANCE = 300;

test.use({ bypassCSP: true });

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
    // The page with the request may be gone already.
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", (popup) => seen.push(`window: ${popup.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(site.url)) seen.push(`navigation: ${frame.url()}`);
  });
  await page.addInitScript(setTraps);
  return seen;
}

/** Runs in the page: returns the faults of a body, and the number of its elements. */
function judge(body, { expected, mayDiffer, observe }) {
  const { faults, count } = new Function(`return ${observe}`)()(body);
  const native = document.implementation.createHTMLDocument("").createElement("div");
  native.innerHTML = expected;
  // Scrolling boxes are tab stops only while they scroll, which js/page.js decides by their width.
  for (const tree of [native, body]) {
    for (const box of tree.querySelectorAll(".table-scroll, pre")) box.removeAttribute("tabindex");
  }
  const same = native.childNodes.length === body.childNodes.length && [...native.childNodes].every((node, i) => node.isEqualNode(body.childNodes[i]));
  const shown = document.querySelector("#app .body") || native.textContent.trim();
  if (!same && shown && !mayDiffer) faults.push(`differs from the native body:\n    ${body.innerHTML}\n    ${native.innerHTML}`);
  if (window.ran.length) faults.push(`ran: ${window.ran.splice(0)}`);
  return { faults, count };
}

for (const kind of ["attacks", "bodies"]) {
  test.describe(kind, () => {
    test.use({ files: { "feed.json": feedFile(feedOf(samples[kind].map(({ html }) => html))) } });

    test(`nothing of the ${kind} runs, asks or is left outside the policy, and both sanitisers agree`, CHROMIUM.policy, async ({ page, site }) => {
      test.skip(samples[kind].length === 0, withoutSamples);
      test.setTimeout(600_000);
      const seen = await watch(page, site);
      const more = samples[kind].map(({ html, clean }) => ({ expected: clean, mayDiffer: ANSWERED_DIFFERENTLY.some((attack) => attack.test(html)), observe: observe.toString() }));
      const judged = await lookAtEach(page, site, more, judge);
      await page.waitForTimeout(LAST_CHANCE);
      const ranLate = await page.evaluate(() => window.ran);
      const elements = judged.reduce((sum, { count }) => sum + count, 0);
      console.log(`${samples[kind].length} ${kind}: ${elements} elements left`);
      const named = judged.flatMap(({ faults }, at) => (faults.length ? [`${samples[kind][at].name}: ${faults.join("; ")}`] : []));
      expect({ named, seen, ranLate }).toEqual({ named: [], seen: [], ranLate: [] });
    });
  });
}

test("control: the same traps catch the attacks when they are put in by innerHTML", CHROMIUM.policy, async ({ browser, site }) => {
  test.skip(samples.attacks.length === 0, withoutSamples);
  test.setTimeout(600_000);
  const seen = [];
  let ran = 0;
  let outside = 0;
  let pages = 0;
  let next = 0;
  while (next < samples.attacks.length) {
    pages++;
    // A context for each page: some attacks leave one behind in which no page opens any more.
    const context = await browser.newContext();
    const page = await context.newPage();
    const seenHere = await watch(page, site);
    // The effects of each attack are reported at once, since the page may be gone before the next one.
    const end = Math.min(next + BATCH, samples.attacks.length);
    let silent;
    const stalled = new Promise((resolve) => {
      silent = setTimeout(resolve, PATIENCE, false);
    });
    await page.exposeFunction("tellCaught", (caught) => {
      ran += caught.ran;
      outside += caught.outside;
      next += caught.attacks;
      silent.refresh();
    });
    await page.goto(site.url);
    await appStarted(page);
    const batch = samples.attacks.slice(next, end).map((each) => each.html);
    const putting = page.evaluate(putIn, { batch, observe: observe.toString(), wait: LAST_CHANCE }).then(
      () => true,
      () => false,
    );
    const isWhole = await Promise.race([putting, stalled]);
    clearTimeout(silent);
    // An attack has taken the page away, or let it stand still, and is caught with that. The next page begins behind it.
    if (!isWhole && next < end) {
      ran++;
      next++;
    }
    seen.push(...seenHere);
    await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
  }
  console.log(`raw innerHTML: scripts ran ${ran} times, ${outside} attacks left something outside the policy, ${seen.length} requests and navigations, ${pages} pages`);
  expect(ran).toBeGreaterThan(samples.attacks.length / 20);
  expect(outside).toBeGreaterThan(samples.attacks.length / 4);
  expect(seen.length).toBeGreaterThan(0);
});

/** Runs in the page: puts attacks in, raw, one after the other, and reports what each has caught. */
async function putIn({ batch, observe, wait }) {
  const look = new Function(`return ${observe}`)();
  const slot = document.body.appendChild(document.createElement("div"));
  for (const html of batch) {
    slot.innerHTML = html;
    const outside = Number(look(slot).faults.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await window.tellCaught({ attacks: 1, ran: window.ran.splice(0).length, outside });
  }
  await new Promise((resolve) => setTimeout(resolve, wait));
  await window.tellCaught({ attacks: 0, ran: window.ran.splice(0).length, outside: 0 });
}
