// embed-builder.html: the form on one side, the previews and the code that follow from it on the other. scripts/finish.mjs puts
// the files of js/embed_builder/ in here, and the whole into the page.
import { choicesOf, fill, note, paint, settle, suggest } from "./embed_builder/form.js";
import { copies } from "./embed_builder/copy.js";
import { fromQuery, kindOf, themeOf, valueOf } from "./embed_builder/parameters.js";
import { addressOn, builderQuery, elementSnippet, frameAttributes, frameSnippet } from "./embed_builder/snippet.js";
import { stageOf } from "./embed_builder/preview.js";
import { read, UNKNOWN } from "./embed_builder/site_feed.js";
import { speak } from "./embed_builder/messages.js";

/** Previews wait until the typing pauses for so long. */
const PAUSE_MS = 300;

// The script's own element is known only while the script runs.
const shell = document.currentScript.dataset;
const base = new URL("./", location.href).href;

function start() {
  const element = (id) => document.getElementById(id);
  const form = element("choices");
  const showIn = stageOf(element("host"));
  const forgetCopied = [...document.querySelectorAll("[data-copies]")].map(copies);
  // Which of the choices that follow from others have been made.
  const touched = new Set();
  let feed = UNKNOWN;
  let timer;

  const chosen = () => {
    const choices = choicesOf(form, base);
    for (const name of ["images", "summary"]) if (!touched.has(name)) delete choices[name];
    return choices;
  };

  /** Everything that follows at once. */
  function follow() {
    const choices = chosen();
    settle(form, choices, touched);
    note(form, choices, feed);
    const isThere = kindOf(choices) === "list" || valueOf("article", choices) !== undefined;
    element("nothing").hidden = isThere;
    element("host").hidden = !isThere;
    element("host").dataset.on = form.elements.on.value;
    const code = { "element-code": elementSnippet, "frame-code": frameSnippet };
    for (const [id, snippet] of Object.entries(code)) {
      const text = isThere ? snippet(base, choices, feed) : "";
      if (element(id).value !== text) for (const forget of forgetCopied) forget();
      element(id).value = text;
    }
    for (const button of document.querySelectorAll("[data-copies]")) button.disabled = !isThere;
    return { choices, isThere };
  }

  /** The delayed updates: the frames, and the page's own address. */
  function show() {
    clearTimeout(timer);
    const { choices, isThere } = follow();
    const host = form.elements.on.value;
    if (isThere) {
      const { src, ...others } = frameAttributes(base, choices, feed);
      const theme = themeOf(choices);
      showIn({ src: addressOn(host, src, choices), ...others }, theme === "host" ? host : theme);
    }
    try {
      history.replaceState(history.state, "", location.pathname + builderQuery(choices, host) + location.hash);
    } catch {
      // Some browsers limit the number of changes in a while. The next change updates the address.
    }
  }

  // The choice of the host page belongs to the form, but is outside of its element.
  document.addEventListener("input", ({ target }) => {
    if (target.form !== form) return;
    if (target.name === "images" || target.name === "summary") touched.add(target.name);
    if (target.name === "colour") form.elements.accent.value = target.value;
    if (target.name === "accent") paint(form);
    follow();
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
  // Below tall previews the code is far away; a link would leave an entry in the history.
  element("to-code").addEventListener("click", () => element("code-heading").focus());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    touched.clear();
    // The fields are as they were only after this event.
    setTimeout(show);
  });

  const query = new URLSearchParams(location.search);
  const initial = fromQuery(location.search);
  for (const name of ["images", "summary"]) if (valueOf(name, initial) !== undefined) touched.add(name);
  fill(form, initial, query.get("on") === "dark" ? "dark" : "light");
  for (const part of ["builder", "code"]) element(part).hidden = false;
  speak(shell).catch(() => undefined);
  show();
  read(base).then(
    (found) => {
      feed = found;
      element("site").textContent = feed.title;
      element("site").lang = feed.language;
      element("site").dir = "auto";
      suggest(feed);
      // The frames only get another name; their content is the same.
      show();
    },
    () => {
      element("feed-failed").firstElementChild.hidden = false;
    },
  );
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
