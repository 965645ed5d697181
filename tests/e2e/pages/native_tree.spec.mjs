// The native command's HTML of a page parses, in a browser, to the same tree as the app builds. Published pages depend on it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, feedFile, test } from "../support/site.mjs";
import { open, feedWith, story } from "../support/feeds.mjs";

const command = `target/${existsSync("target/debug/newsleaf") ? "debug" : "release"}/newsleaf`;

const rich = `<h1>Rich</h1><p>Text with <b>bold</b>, <a href="https://else.example/?a=1&amp;b=2">a link</a>, <a href="#n">a note</a> &amp; <code>x &lt; y</code>.</p>
  <ul><li>one<li>two<ul><li>deep</ul></ul><table><tr><th>a<td>b</table><blockquote>Quote<p>more</blockquote><pre>  kept
  lines</pre><figure><img src="p.png" width="30" height="20" alt="p"><figcaption>c</figcaption></figure><p id="n">note</p><dl><dt>t<dd>d</dl>
  <p>open <i>misnested <b>tags</i> here</b> <script>no</script><iframe src="https://video.example/1" title="A film"></iframe><p>seen: <iframe src="https://www.youtube.com/embed/a1" title="A film" width="560" height="315px"></iframe><p>咸宁 مدينة`;
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const settings = { time_zone: "Asia/Shanghai", sections: [["News"], ["Arts"]], footer: [{ title: "Imprint", url: "https://city.example/i" }], accent: "#225588" };
const items = [
  story(1, { content_html: rich, title: "Rich", image: "p.png", summary: "All kinds of things", _newsleaf: { section: ["News", "Local"], byline: "By us", source: { name: "s.example", url: "https://s.example/" }, image: { caption: "C", credit: "D", alt: "A", width: 1200, height: 800 } } }),
  story(2, { content_html: undefined, content_text: "Plain.\nSecond line.\n\nhttps://city.example/x, and more", title: "Plain" }),
  story(3, { title: "خبر", language: "ar", content_html: "<p>نص</p>", _newsleaf: { section: ["Arts"] } }),
  story(4, { external_url: "https://else.example/y", attachments: [{ url: "a.mp3", mime_type: "audio/mpeg", size_in_bytes: 1000, duration_in_seconds: 61 }] }),
  story(5, {
    title: "Heard",
    tags: ["Town Hall", "★"],
    authors: [{ name: "Ana Wren", url: "https://ana.example/" }, { name: "李明" }],
    attachments: ["mp3", "ogg"].map((kind) => ({ url: `talk.${kind}`, mime_type: `audio/${kind}`, title: "The talk", size_in_bytes: 2_345_678 })),
  }),
  ...Array.from({ length: 25 }, (_, at) => story(at + 6)),
];
const feed = feedWith(0, { items, description: "Everything", _newsleaf: settings });
test.use({ files: { "feed.json": feedFile(feed), "p.png": { body: picture } } });

function native(site, query) {
  const file = join(mkdtempSync(join(tmpdir(), "newsleaf-")), "feed.json");
  writeFileSync(file, JSON.stringify(feed));
  return execFileSync(command, ["page", file, "--query", query, "--site", site.url, "--feed-url", `${site.url}feed.json`], { encoding: "utf8" }).replace(/\n$/, "");
}

/** The tree of #app, or of a text, as nested arrays: comments and the seams between texts don't count, nor whether what may scroll is a tab stop, which the app knows by its width. */
const tree = (page, html) =>
  page.evaluate((html) => {
    const root = html === null ? document.getElementById("app") : new DOMParser().parseFromString(`<!doctype html><div id="app">${html}</div>`, "text/html").getElementById("app");
    const of = (node) => {
      const children = [];
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          if (child.data === "") continue;
          if (typeof children.at(-1) === "string") children[children.length - 1] += child.data;
          else children.push(child.data);
        } else if (child.nodeType === Node.ELEMENT_NODE) children.push(of(child));
      }
      const mayScroll = node.matches?.(".table-scroll, pre");
      const attributes = [...node.attributes].filter(({ name }) => !(mayScroll && name === "tabindex")).map(({ name, value }) => `${name}=${value}`).sort();
      return [node.localName, attributes, children];
    };
    return of(root)[2];
  }, html);

const pages = ["", "?page=2", "?page=9", "?sections", "?section=news", "?section=none", "?tag=town-hall", "?author=ana-wren", "?tag=none", "?article=0123456789-gone", "?article=bad", "?page=x"];
test("each page is the same in the app and natively", async ({ page, site }) => {
  test.slow();
  for (const query of pages) {
    await test.step(query || "the front page", async () => {
      await open(page, site, query);
      expect.soft(await tree(page, native(site, query)), query).toEqual(await tree(page, null));
    });
  }
});

test("each kind of article is the same in the app and natively", async ({ page, site }) => {
  test.slow();
  await open(page, site);
  const links = Object.fromEntries(await page.locator("#app a[href*='article=']").evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute("href").slice(2)])));
  for (const name of ["Rich", "Plain", "خبر", "Heard", "Story 4"]) {
    await test.step(name, async () => {
      await open(page, site, links[name]);
      // The app gives the headline the focus only after a navigation, so nothing differs for that.
      expect.soft(await tree(page, native(site, links[name])), name).toEqual(await tree(page, null));
    });
  }
});
