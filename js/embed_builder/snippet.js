// From choices to addresses, and to the HTML that is copied.
import { applies, kindOf, layoutOf, themeOf, toSay, valueOf } from "./parameters.js";
import { sectionSlug, slugOf } from "./key.js";

/** Encodes a value for a query. Slashes stay readable; a quotation mark would end the attribute of a careless system. */
const inQuery = (value) => encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("'", "%27");

const queryOf = (pairs) => pairs.map(([name, value]) => `${name}=${inQuery(value)}`);

/** The widget's address; `base` is the folder of the site. */
export const widgetAddress = (base, choices) => new URL(`./?${["embed", ...queryOf(toSay(choices))].join("&")}`, base).href;

/** The address that js/embed.js would give a frame in a page of this colour, light or dark. */
export function addressOn(host, address, choices) {
  return themeOf(choices) === "host" ? `${address}&scheme=${host}&ground=transparent` : address;
}

/** The builder's own address for these choices; `on` says that the host page is dark. */
export function builderQuery(choices, host) {
  const pairs = toSay(choices);
  // An article that isn't named yet is a choice already.
  if (kindOf(choices) === "article" && valueOf("article", choices) === undefined) pairs.unshift(["article", ""]);
  if (host === "dark") pairs.push(["on", host]);
  return pairs.length === 0 ? "" : `?${queryOf(pairs).join("&")}`;
}

/** The section that is meant by a path, a name or a slug. */
const sectionIn = (feed, section) =>
  feed.sections.find(({ value, name }) => value === section || name === section) ?? feed.sections.find(({ slug }) => slug === section);

/** The page of the site with the widget's content. */
export function pageAddress(base, choices, feed) {
  const [article, section, tag] = ["article", "section", "tag"].map((name) => valueOf(name, choices));
  const slug = section && (sectionIn(feed, section)?.slug ?? sectionSlug(section.split("/").filter(Boolean)));
  const pair = article ? ["article", article] : slug ? ["section", slug] : tag && slugOf(tag) ? ["tag", slugOf(tag)] : undefined;
  return new URL(pair ? `./?${queryOf([pair])}` : "./", base).href;
}

/** The name of the widget: the frame's title, and the text of the link that stands in for it. */
export function nameOf(base, choices, feed) {
  const article = valueOf("article", choices);
  const headline = article && feed.articles.find(({ value }) => value.slice(0, 10) === article.slice(0, 10))?.label;
  const site = feed.title || new URL(base).host;
  const [section, tag, title] = ["section", "tag", "title"].map((name) => (applies(name, choices) ? valueOf(name, choices) : undefined));
  const list = section ? (sectionIn(feed, section)?.name ?? section) : (feed.tags.find(({ value }) => slugOf(value) === tag)?.value ?? tag);
  return headline || title || [list, site].filter(Boolean).join(" – ");
}

/** The height of a frame, in CSS px, until it reports its own: an estimate is better than a jump. */
export function startingHeight(choices) {
  const layout = layoutOf(choices);
  if (layout === "full") return 900;
  if (layout === "card") return 420;
  const shown = (name, standard) => (valueOf(name, choices) ?? standard) === "true";
  const [picture, summary] = [shown("images", String(layout !== "headlines")), shown("summary", String(layout === "cards"))];
  const each = layout === "cards" ? 90 + (picture ? 200 : 0) + (summary ? 70 : 0) : (picture ? 100 : 60) + (summary ? 70 : 0);
  return 150 + each * Math.min(Number(valueOf("limit", choices) ?? 5), 20);
}

/** The attributes of the frame, for the preview as for the snippet. Those without a value are null. */
export function frameAttributes(base, choices, feed) {
  return {
    src: widgetAddress(base, choices),
    "data-newsleaf": null,
    title: nameOf(base, choices, feed),
    width: "100%",
    height: String(startingHeight(choices)),
    // A style attribute would need 'unsafe-inline' in the host's policy.
    frameborder: "0",
    loading: "lazy",
    referrerpolicy: "no-referrer",
    allow: "web-share; clipboard-write",
    sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
  };
}

/**
 * Invisible characters and characters that change the direction of text are written as numbers, so that they can be read in the
 * code.
 */
const UNSEEN = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]).replace(UNSEEN, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`);

const attributesOf = (attributes) =>
  attributes.map(([name, value]) => (value === null ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join("");

const scriptOf = (base) => `<script async src="${escaped(new URL("embed.js", base).href)}"></script>`;

/** The custom element, with a link for whom it stays one. */
export function elementSnippet(base, choices, feed) {
  const attributes = attributesOf([["src", new URL("./", base).href], ...toSay(choices)]);
  const link = `<a href="${escaped(pageAddress(base, choices, feed))}">${escaped(nameOf(base, choices, feed))}</a>`;
  return `${scriptOf(base)}\n<newsleaf-embed${attributes}>\n  ${link}\n</newsleaf-embed>`;
}

/** The plain frame. */
export function frameSnippet(base, choices, feed) {
  return `<iframe${attributesOf(Object.entries(frameAttributes(base, choices, feed)))}></iframe>\n${scriptOf(base)}`;
}
