// Suggestions from the site's feed: sections, tags, articles. The feed is found as the site finds it, and nothing in the
// address of this page can name another one. A feed is hostile: values of a wrong type are ignored.
import { keyOf, sectionSlug, slugOf } from "./key.js";

/** The largest number of suggestions of each kind. */
const MOST = 200;
/** As in src/domain/limits.rs, which has a test of it. */
const MOST_BYTES = 20_000_000;

/** A feed of which nothing is known. */
export const UNKNOWN = { title: "", language: "", sections: [], tags: [], articles: [], known: false };

async function get(address) {
  const response = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(20_000) });
  if (!response.ok || Number(response.headers.get("Content-Length")) > MOST_BYTES) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** The feed's address: from newsleaf.json, else from the link in the site's page, else feed.json. */
async function feedAddress(base) {
  const nothing = () => undefined;
  const [settings, shell] = await Promise.all([
    get(new URL("newsleaf.json", base)).then((response) => response.json()).catch(nothing),
    get(new URL("index.html", base)).then((response) => response.text()).catch(nothing),
  ]);
  const page = new DOMParser().parseFromString(shell ?? "", "text/html");
  const linked = page.querySelector('link[rel~="alternate"][type="application/feed+json"]')?.getAttribute("href");
  for (const address of [settings?.feed, linked, "feed.json"]) {
    const url = typeof address === "string" && URL.parse(address, base);
    if (url && /^https?:$/.test(url.protocol)) return url;
  }
}

/** Reads the site's feed. Rejects where it can't be had or read. */
export async function read(base) {
  const feed = await (await get(await feedAddress(base))).json();
  if (!Array.isArray(feed?.items)) throw new Error("The feed has no items.");
  return digest(feed);
}

const text = (value) => (typeof value === "string" ? value.replace(/\s+/g, " ").trim().slice(0, 300) : "");

/** The suggestions from a feed. */
export function digest(feed) {
  const items = feed.items.filter((item) => item !== null && typeof item === "object");
  const sections = new Map();
  const tags = new Map();
  for (const item of items) {
    const itsTags = (Array.isArray(item.tags) ? item.tags : []).map(text).filter(Boolean);
    for (const tag of itsTags) tags.set(slugOf(tag) || tag, tags.get(slugOf(tag) || tag) ?? { value: tag, label: "" });
    const path = pathOf(item._newsleaf?.section) ?? itsTags.slice(0, 1);
    for (let depth = 1; depth <= Math.min(path.length, 8); depth++) {
      const names = path.slice(0, depth);
      const slug = sectionSlug(names);
      // Names are readable, but a name in a path can't contain a slash.
      const value = names.some((name) => name.includes("/")) ? slug : names.join("/");
      if (!sections.has(slug)) sections.set(slug, { value, slug, name: names.at(-1), label: depth === 1 ? "" : names.join(" › ") });
    }
  }
  return {
    title: text(feed.title),
    language: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(feed.language ?? "") ? feed.language : "",
    sections: [...sections.values()].slice(0, MOST),
    tags: [...tags.values()].slice(0, MOST),
    articles: items.slice(0, MOST).map(articleOfItem).filter(Boolean),
    known: true,
  };
}

function pathOf(section) {
  const names = (typeof section === "string" ? section.split(" > ") : Array.isArray(section) ? section : []).map(text).filter(Boolean);
  return names.length > 0 ? names : undefined;
}

function articleOfItem({ id, title }) {
  const itsId = typeof id === "number" ? String(id) : typeof id === "string" ? id.trim() : "";
  const label = text(title);
  if (!itsId || !label) return undefined;
  const slug = slugOf(label);
  return { value: keyOf(itsId) + (slug && `-${slug}`), label };
}
