// What every article has beside its own text, taken from a page that Newsleaf has built, so that the pages of all generators weigh
// about the same: policy, first script and inline style of the head, and the share row with its icons.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const URL_MARK = "@URL@";
export const TITLE_MARK = "@TITLE@";
const TITLE = "Xyzzy";

/** Returns {head, share}; the share row has the marks in the places of the encoded address and headline. */
export function pieces(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const items = [{ id: "1", title: TITLE, content_html: "<p>Text with an <em>emphasis</em>.</p>", date_published: "2026-01-01T00:00:00Z", tags: ["Tag"], authors: [{ name: "Author" }] }];
  writeFileSync(join(folder, "feed.json"), JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "The Bench", language: "en", items }));
  execFileSync("target/native/newsleaf", ["build", join(folder, "feed.json"), "--site", "https://news.example/", "--out", join(folder, "site"), "--app", "dist", "--cards", "none", "--quiet"]);
  const [name] = readdirSync(join(folder, "site/article"));
  const html = readFileSync(join(folder, "site/article", name, "index.html"), "utf8");
  const part = (pattern) => {
    const found = pattern.exec(html)?.[0];
    if (!found) throw new Error(`Newsleaf's page has nothing like ${pattern}.`);
    return found;
  };
  const url = encodeURIComponent(`https://news.example/article/${name}/`);
  const share = part(/<section[^>]*class="share"[^]*?<\/section>/).replaceAll(url, URL_MARK).replaceAll(TITLE, TITLE_MARK);
  return { head: part(/<meta http-equiv[^]*<\/style>/), share };
}
