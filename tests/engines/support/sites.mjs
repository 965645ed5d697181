// The sites that the journeys lead through, each on a port of its own: the sample's paper, one whose stories are attacks, a page
// of somebody else that shows the news, and what a step starts for itself.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { attackFeed, attacks } from "./attacks.mjs";

export const sample = JSON.parse(readFileSync("sample/feed.json", "utf8"));

/** A feed with so many stories, the newest first, named "Story 1" and so on. */
export function feedOf(count, more = {}, { of = {} } = {}) {
  const items = Array.from({ length: count }, (_, at) => ({
    id: `story-${at + 1}`,
    title: `Story ${at + 1}`,
    date_published: new Date(Date.UTC(2024, 0, 1) - at * 86_400_000).toISOString(),
    content_html: `<p>The text of story ${at + 1}.</p>`,
    ...of[at + 1],
  }));
  return { version: "https://jsonfeed.org/version/1.1", title: "City Paper", language: "en-GB", items, ...more };
}

/** What the news host sends, so that frames without an origin can read it. */
const OPEN = { "Access-Control-Allow-Origin": "*" };

/** The address that the published site's pages give of themselves. */
const PUBLISHED = "https://news.example/some/paper/";

/** The sample as `newsleaf build` publishes it; by the command that the native tests have built. */
function publishSample(folder) {
  const out = join(folder, "site");
  execFileSync("target/debug/newsleaf", ["build", "sample/feed.json", "--site", PUBLISHED, "--out", out, "--app", "dist", "--cards", "none", "--quiet"]);
  return out;
}

export async function startSites() {
  const servers = [];
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-engines-"));
  const published = publishSample(folder);
  const serve = async (options) => {
    servers.push(await startStaticServer(options));
    return servers.at(-1);
  };
  const paper = await serve({ folders: ["dist", "sample"], headers: OPEN });
  paper.address = paper.url;
  const pages = await serve({ folders: [published], mount: "/some/paper/", headers: OPEN });
  pages.address = PUBLISHED;
  const files = {};
  const host = await serve({ folders: [], files });
  return {
    /** The sample's paper. */
    paper,
    /** The sample as it is published, at an address that is not its own: `address` is what its pages share. */
    published: {
      ...pages,
      /** As a host does it that has a page for addresses without one. */
      notFound: (path) => pages.fault(path, { status: 404, body: readFileSync(join(published, "404.html")), headers: { "Content-Type": "text/html" } }),
    },
    /** A site with this feed, of which no browser has anything stored. */
    start: (feed, files = {}) => serve({ folders: ["dist"], files: { "feed.json": { body: JSON.stringify(feed) }, ...files }, headers: OPEN }),
    /** One whose stories are attacks, so many of them. */
    async attacked(count) {
      const list = attacks(count);
      return { site: await this.start(attackFeed(list)), count: list.length };
    },
    host: {
      // Another name than the paper's, so that it is another site to the browser, and not only another origin.
      url: host.url.replace("127.0.0.1", "localhost"),
      /** Puts a page on the host, and gives its address. */
      page(body, head = "") {
        files["page.html"] = { body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title>${head}<style>body { font: 1rem sans-serif; margin: 1rem } iframe { border: 1px solid }</style><h1>A host</h1>${body}</html>` };
        return `${this.url}page.html`;
      },
    },
    heal: () => [paper, pages].forEach((site) => site.heal()),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
