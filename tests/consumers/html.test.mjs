// What html-validate says of published pages.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { build, filesOf, folderFor, read } from "./site.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // HTML allows both cases.
    "doctype-style": "off",
    // How long a headline is, is the publisher's.
    "long-title": "off",
  },
});

/** Where the body of the story lies in a page. */
function bodyOf(html) {
  const start = html.search(/<div [^>]*class="body[" ]/);
  return start < 0 ? [0, 0] : [start, html.indexOf("</article>", start)];
}

// Pages that load the app have a message that is a second main, hidden while the app's own main is seen; html-validate does not
// look at `hidden`.
const OF_THE_APP = ["search/index.html", "embed/index.html"];
const TWO_MAINS = ["unique-landmark", "prefer-native-element"];

/** What is wrong with a page, but for what its feed has put into the story's body. */
async function faults(folder, path) {
  const html = read(folder, path);
  const [start, end] = bodyOf(html);
  const { results } = await validator.validateString(html, path);
  const isOurs = ({ offset, ruleId }) => (offset < start || offset >= end) && !(OF_THE_APP.includes(path) && TWO_MAINS.includes(ruleId));
  const messages = results.flatMap((result) => result.messages).filter(isOurs);
  return messages.map(({ ruleId, message, line, column }) => `${path}:${line}:${column} ${ruleId}: ${message}`);
}

/** Pages of the drop-in that a published site has as they are. */
const TOOLS = ["embed-builder.html", "feed-health.html"];

const arabic = { version: "https://jsonfeed.org/version/1.1", title: "جريدة", language: "ar", items: [{ id: "1", title: "عاجل & جديد", content_html: "<p>نص</p>", tags: ["أخبار"], date_published: "2026-11-28T10:00:00Z" }] };
const bare = { version: "https://jsonfeed.org/version/1.1", title: "", items: [{ id: "1", content_text: "No title <b>" }] };

for (const [name, options] of [["the sample", {}], ["a feed in Arabic", { feed: arabic }], ["a feed with next to nothing", { feed: bare }]]) {
  test(`every page of ${name} is valid`, async (t) => {
    const site = build(folderFor(t), options);
    const pages = filesOf(site).filter((path) => path.endsWith(".html") && !TOOLS.includes(path));
    assert.ok(pages.length >= 6, `${pages.length} pages`);
    const all = await Promise.all(pages.map((path) => faults(site, path)));
    assert.deepEqual(all.flat(), []);
  });
}

test("a fault outside of the body is found", async (t) => {
  const site = build(folderFor(t), { feed: arabic });
  const { results } = await validator.validateString(read(site, "index.html").replace("</main>", "<p><div></div></p></main>"), join(site, "index.html"));
  assert.ok(results.some(({ messages }) => messages.length > 0));
});
