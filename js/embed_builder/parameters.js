// The parameters of a widget and their defaults. The table in docs/embedding.md has the same for people, and a test compares
// this list with that table.

/** Whether a list of stories or one article is shown: some parameters are for one of the two only. */
export const kindOf = (choices) => (choices.article === undefined ? "list" : "article");

const YES_OR_NO = ["true", "false"];

/**
 * In the order in which they are written. `for`: the kind that a parameter applies to, if it isn't both; `values`: its values,
 * if they are a list; `range`: the same for a number; `standard`: the default.
 */
export const PARAMETERS = {
  section: { for: "list" },
  tag: { for: "list" },
  article: { for: "article" },
  limit: { for: "list", range: [1, 50], standard: () => "5" },
  layout: {
    values: (choices) => (kindOf(choices) === "article" ? ["full", "card"] : ["headlines", "list", "cards"]),
    standard: (choices) => (kindOf(choices) === "article" ? "full" : "list"),
  },
  images: { values: () => YES_OR_NO, standard: (choices) => String(layoutOf(choices) !== "headlines") },
  summary: { values: () => YES_OR_NO, standard: (choices) => String(/^cards?$/.test(layoutOf(choices))) },
  theme: { values: () => ["host", "auto", "light", "dark"], standard: () => "host" },
  background: { values: () => ["paper", "transparent"], standard: (choices) => (themeOf(choices) === "host" ? undefined : "paper") },
  accent: {},
  size: { values: () => ["large", "medium", "small"] },
  title: {},
  open: { values: () => ["host", "inside"], standard: () => "host" },
};

/** The active theme. */
export const themeOf = (choices) => valueOf("theme", choices) ?? PARAMETERS.theme.standard();

/** The active layout. */
export const layoutOf = (choices) => valueOf("layout", choices) ?? PARAMETERS.layout.standard(choices);

/** Parameters that do not apply to an article in full. */
const NOT_IN_FULL = ["summary", "title", "open"];

/** Whether a parameter means anything beside the other choices. */
export function applies(name, choices) {
  const { for: kind } = PARAMETERS[name];
  if (kind && kind !== kindOf(choices)) return false;
  return layoutOf(choices) !== "full" || !NOT_IN_FULL.includes(name);
}

/** The value of a parameter, if it is valid. */
export function valueOf(name, choices) {
  const value = choices[name];
  if (typeof value !== "string") return undefined;
  const { values, range } = PARAMETERS[name];
  if (values) return values(choices).includes(value) ? value : undefined;
  if (range) return /^\d{1,9}$/.test(value) && value >= range[0] && value <= range[1] ? String(Number(value)) : undefined;
  if (name === "accent") return /^#?((?:[0-9a-f]{3}){1,2})$/i.exec(value)?.[1].toLowerCase();
  const text = plain(value);
  // An empty heading is a choice; an empty section is none.
  return text || (name === "title" ? "" : undefined);
}

/** A text without the characters that addresses and attributes can't contain. */
export const plain = (text) => text.toWellFormed().replace(/\p{Cc}+/gu, " ").trim();

/** The parameters to write, as pairs of name and value: those that apply, are valid, and differ from the default. */
export function toSay(choices) {
  return Object.keys(PARAMETERS)
    .filter((name) => applies(name, choices))
    .map((name) => [name, valueOf(name, choices)])
    .filter(([name, value]) => value !== undefined && value !== PARAMETERS[name].standard?.(choices));
}

/** The choices in an address. If one is repeated, the first counts. */
export function fromQuery(query) {
  const given = new URLSearchParams(query);
  const names = Object.keys(PARAMETERS).filter((name) => given.has(name));
  return Object.fromEntries(names.map((name) => [name, given.get(name)]));
}
