// The form and its choices: parameters by name, as in an address, without the fields that were left alone.
import { articleOf } from "./article.js";
import { applies, kindOf, PARAMETERS, valueOf } from "./parameters.js";
import { slugOf } from "./key.js";

const field = (form, name) => form.elements[name];

/** The choices. */
export function choicesOf(form, base) {
  const value = (name) => field(form, name).value;
  const isArticle = value("kind") === "article";
  const choices = { layout: value(isArticle ? "layout-article" : "layout-list") };
  if (isArticle) choices.article = articleOf(value("article"), base) ?? "";
  for (const name of ["section", "tag", "limit", "images", "summary", "theme", "background", "size", "open"]) {
    if (value(name) !== "") choices[name] = value(name).trim();
  }
  if (value("heading") !== "standard") choices.title = value("heading") === "none" ? "" : value("title");
  // An empty field for the heading is not a choice of an empty heading yet.
  if (value("heading") === "own" && choices.title.trim() === "") delete choices.title;
  if (value("accent-kind") === "other") choices.accent = value("accent").trim();
  return choices;
}

/** Puts choices into a form that is as it was at the beginning. */
export function fill(form, choices, host) {
  const set = (name, value) => {
    field(form, name).value = value;
  };
  const isArticle = kindOf(choices) === "article";
  set("kind", kindOf(choices));
  if (isArticle) set("article", choices.article);
  for (const name of ["section", "tag", "limit"]) set(name, choices[name] ?? "");
  for (const name of ["theme", "background", "size", "open", "images", "summary", "layout"]) {
    const value = valueOf(name, choices);
    if (value !== undefined) set(name === "layout" ? (isArticle ? "layout-article" : "layout-list") : name, value);
  }
  if (choices.title !== undefined) {
    set("heading", choices.title.trim() === "" ? "none" : "own");
    set("title", choices.title);
  }
  if (choices.accent !== undefined) {
    set("accent-kind", "other");
    set("accent", choices.accent);
    paint(form);
  }
  set("on", host);
}

/** Gives the colour field the colour that is written beside it. */
export function paint(form) {
  const digits = valueOf("accent", { accent: field(form, "accent").value.trim() });
  if (digits) field(form, "colour").value = `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
}

/** Shows the fields that apply, and the defaults of fields that were left alone. */
export function settle(form, choices, touched) {
  const kind = kindOf(choices);
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind;
  for (const part of form.querySelectorAll("[data-parameter]")) part.hidden = !applies(part.dataset.parameter, choices);
  form.querySelector("[data-heading]").hidden = field(form, "heading").value !== "own" || !applies("title", choices);
  form.querySelector("[data-accent]").hidden = field(form, "accent-kind").value !== "other";
  // Values that follow from the layout change with it until someone has chosen otherwise.
  for (const name of ["images", "summary"]) {
    if (!touched.has(name)) field(form, name).value = PARAMETERS[name].standard(choices);
  }
}

/** Shows the faults of the fields, each beside its field. */
export function note(form, choices, feed) {
  const written = (name) => field(form, name).value.trim() !== "";
  const isArticle = kindOf(choices) === "article";
  const key = valueOf("article", choices)?.slice(0, 10);
  const same = (one, other) => one === other || (slugOf(one) !== "" && slugOf(one) === slugOf(other));
  const section = valueOf("section", choices)?.replace(/^\/+|\/+$/g, "");
  const tag = valueOf("tag", choices);
  const isSection = ({ slug, name, value }) => slug === section || value === section || same(name, section ?? "");
  showNotes(form, "section", [!isArticle && section && feed.known && !feed.sections.some(isSection)], false);
  showNotes(form, "tag", [!isArticle && tag && feed.known && !feed.tags.some(({ value }) => same(value, tag))], false);
  showNotes(form, "limit", [!isArticle && written("limit") && valueOf("limit", choices) === undefined]);
  showNotes(form, "accent", [field(form, "accent-kind").value === "other" && written("accent") && valueOf("accent", choices) === undefined]);
  const isKnown = feed.articles.some(({ value }) => value.slice(0, 10) === key);
  showNotes(form, "article", [isArticle && written("article") && !key, key && feed.known && !isKnown]);
}

/** Shows the notes of a field that apply; the first of them makes the field invalid, unless the notes are mere hints. */
function showNotes(form, name, hold, isFault = true) {
  const sentences = document.getElementById(`${name}-note`).children;
  for (let at = 0; at < sentences.length; at++) sentences[at].hidden = !hold[at];
  if (isFault && hold[0]) field(form, name).setAttribute("aria-invalid", "true");
  else field(form, name).removeAttribute("aria-invalid");
}

/** Suggests values from the feed. */
export function suggest(feed) {
  for (const name of ["sections", "tags", "articles"]) {
    const options = feed[name].map(({ value, label }) => {
      const option = document.createElement("option");
      option.value = value;
      if (label) option.label = label;
      return option;
    });
    document.getElementById(name).replaceChildren(...options);
  }
}
