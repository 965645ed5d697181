// Two sanitisers that others have made judge what ours leaves: DOMPurify as it comes, without our configuration, and the
// browser's own `setHTML`. They are used in tests only. Names that they don't know and that may nevertheless stay are listed below, with
// the reason; anything else that they remove is a failure. And cleaning a clean body changes nothing.
import { CHROMIUM } from "../support/chromium.mjs";
import { feedOf, lookAtEach, samples, withoutSamples } from "../support/samples.mjs";
import { expect, feedFile, test } from "../support/site.mjs";

/** Elements and attributes that DOMPurify removes, but that may stay: kind and value. */
const UNKNOWN_TO_DOMPURIFY = [
  // It withholds the page's address from the pictures' hosts; DOMPurify's list is older than the attribute.
  { what: /^<img referrerpolicy>$/, value: /^no-referrer$/ },
  // Words with `-->` or `</title` in them. DOMPurify fears for who writes them into a page by old rules of writing; our
  // writer and today's browsers write `<` and `>` in values as references.
  { what: /^<[a-z0-9]+ (title|alt|label|abbr)>$/, value: /--!?>|\]>|<\/(style|title|script|textarea|noscript|template)/i },
];

/** Names that `setHTML` removes by default. It gets these as its configuration, and nothing else. */
const UNKNOWN_TO_SET_HTML = {
  // Pictures, sound and video: their addresses are http, https or data of bitmaps; `details` opens and closes.
  elements: ["img", "picture", "source", "audio", "video", "track", "details", "summary"],
  // Of a frame's card, which no feed can make.
  ours: ["button"],
  attributes: [
    // With our prefix, so that nothing of the page is called like it.
    "id",
    // The referrer policy of links and pictures.
    "rel", "referrerpolicy",
    // How pictures and players load.
    "src", "srcset", "sizes", "alt", "width", "height", "media", "type", "loading", "decoding", "poster", "controls", "preload", "playsinline", "loop", "muted", "kind", "label", "srclang", "default", "open",
    // Of tables and of boxes that scroll by keyboard: always these values.
    "align", "tabindex", "role", "aria-label", "class",
    // Of a frame's card.
    "hidden",
  ],
};

/** Runs in the page: returns what the two would remove from a body of the document, and from the native one. */
function ask(body, { native, more }) {
  const holder = (fill) => {
    const holder = document.implementation.createHTMLDocument("").createElement("div");
    fill(holder);
    return holder;
  };
  const list = (root) =>
    [...root.querySelectorAll("*")].flatMap((element) => {
      const attributes = [...element.attributes].map(({ name, value }) => [`<${element.localName} ${name}>`, value]);
      return [[`<${element.localName}>`, ""], ...attributes];
    });
  const missing = (before, after) => {
    const left = new Map();
    const key = (each) => each.join("\n");
    for (const each of after) left.set(key(each), (left.get(key(each)) ?? 0) + 1);
    return before.filter((each) => {
      const many = left.get(key(each)) ?? 0;
      left.set(key(each), many - 1);
      return many <= 0;
    });
  };
  const sanitizer = "Sanitizer" in window && new Sanitizer();
  if (sanitizer) {
    for (const name of [...more.elements, ...more.ours]) sanitizer.allowElement(name);
    for (const name of more.attributes) sanitizer.allowAttribute(name);
    sanitizer.setDataAttributes(true);
  }
  const JUDGES = {
    DOMPurify: (html) => holder((div) => (div.innerHTML = window.DOMPurify.sanitize(html))),
    ...(sanitizer && {
      setHTML: (html) => holder((div) => div.setHTML(html, { sanitizer })),
      // Removed whatever the configuration allows, because it can run something.
      "setHTML that allows all": (html) => holder((div) => div.setHTML(html, { sanitizer: { removeElements: [], removeAttributes: [], comments: true } })),
    }),
  };
  const taken = [];
  for (const [maker, html] of [["browser", body.innerHTML], ["native", native]]) {
    const before = holder((div) => (div.innerHTML = html));
    for (const [judge, clean] of Object.entries(JUDGES)) {
      const after = clean(html);
      for (const [what, value] of missing(list(before), list(after))) taken.push({ maker, judge, what, value });
      if (after.textContent !== before.textContent) taken.push({ maker, judge, what: "words", value: after.textContent });
    }
  }
  return { html: body.innerHTML, taken, judges: Object.keys(JUDGES) };
}

const mayStay = ({ judge, what, value }) => judge === "DOMPurify" && UNKNOWN_TO_DOMPURIFY.some((each) => each.what.test(what) && each.value.test(value));

/**
 * Runs in the page: whether a body that was cleaned before has become another. No feed can make a card, so one that comes in
 * with a body loses its buttons and its classes. Whether a table or code is a tab stop, its width decides.
 */
function compare(body, once) {
  const sent = document.implementation.createHTMLDocument("").createElement("div");
  sent.innerHTML = once;
  body = body.cloneNode(true);
  for (const tree of [sent, body]) for (const box of tree.querySelectorAll(".table-scroll, pre")) box.removeAttribute("tabindex");
  for (const button of sent.querySelectorAll(".frame-card button")) button.remove();
  for (const part of sent.querySelectorAll(".frame-card, .frame-card > .kicker")) part.replaceWith(...part.childNodes);
  // Of nothing but spaces there is no body at all.
  const nothing = !sent.firstElementChild && !sent.textContent.trim() && !body.hasChildNodes();
  return nothing || sent.innerHTML === body.innerHTML ? null : [sent.innerHTML, body.innerHTML];
}

for (const kind of ["attacks", "bodies"]) {
  test.describe(kind, () => {
    test.use({ bypassCSP: true, files: { "feed.json": feedFile(feedOf(samples[kind].map(({ html }) => html))) } });

    test(`DOMPurify as it comes and setHTML find nothing dangerous in the cleaned ${kind}, and cleaning again changes nothing`, CHROMIUM.policy, async ({ page, site }) => {
      test.skip(samples[kind].length === 0, withoutSamples);
      test.setTimeout(600_000);
      await page.route((url) => !url.href.startsWith(site.url), (route) => route.abort());
      const results = await lookAtEach(page, site, samples[kind].map(({ clean }) => ({ native: clean, more: UNKNOWN_TO_SET_HTML })), ask);
      const counts = {};
      const wrong = [];
      results.forEach(({ taken }, at) => {
        for (const each of taken) {
          const key = `${each.judge} ${each.what}`;
          counts[key] = (counts[key] ?? 0) + 1;
          if (!mayStay(each)) wrong.push(`${samples[kind][at].name}: ${each.maker} ${key} ${each.value}`.slice(0, 300));
        }
      });
      console.log(`${results.length} ${kind}, each as both makers clean it, judged by ${results[0].judges.join(", ")}; taken away: ${JSON.stringify(counts)}`);
      expect(wrong).toEqual([]);

      const once = results.map(({ html }) => html);
      await page.route("**/feed.json", (route) => route.fulfill({ contentType: "application/json", body: feedOf(once) }));
      const changed = (await lookAtEach(page, site, once, compare)).flatMap((each, at) => (each ? [{ name: samples[kind][at].name, each }] : []));
      expect(changed).toEqual([]);
    });
  });
}
