/* Looks for new stories while the front page is open, and shows their number, like src/components/feed_notice.rs in the app. */

/* How often new stories are looked for, and how long after a look a page that is seen again looks once more, in milliseconds. */
const REFRESH_MS = 300_000;
const RETURN_MS = 60_000;

/** How many of the newest stories the page does not know. Both are lists of keys. */
export const countNew = (latest, known) => latest.filter((key) => !known.includes(key)).length;

/** `3 new stories`, by the plural forms of the language `tag`, an object of CLDR's categories. */
export function sentence(forms, count, tag) {
  const form = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
  return form.replaceAll("{n}", new Intl.NumberFormat(tag).format(count));
}

function button(text, press) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "button", onclick: press });
  element.textContent = text;
  return element;
}

/* The notice is in the page before it has a text: screen readers announce only changes of existing elements. */
function addNotice({ lang, feed, close }) {
  const notice = document.createElement("div");
  const status = document.createElement("p");
  Object.assign(notice, { className: "feed-notice", lang });
  Object.assign(status, { role: "status", className: "feed-notice__status visually-hidden" });
  notice.append(status);
  document.getElementById("content").before(notice);
  const show = button("", () => {
    window.scrollTo(0, 0);
    location.reload();
  });
  const hide = button(close, () => set(""));

  function set(text) {
    notice.classList.toggle("feed-notice--new", !!text);
    /* A landmark only while it has content. */
    notice.role = text ? "region" : null;
    notice.ariaLabel = text ? feed : null;
    status.textContent = show.textContent = text;
    if (text) notice.append(show, hide);
    else notice.replaceChildren(status);
  }

  return set;
}

/** Starts looking for new stories. `data` are the attributes of the page's script. */
export function watchForNewStories(data) {
  const known = data.latest.split(" ");
  const forms = JSON.parse(data.newStories);
  const say = addNotice(data);
  let lastLook = Date.now();
  let lastCount = 0;

  async function look() {
    lastLook = Date.now();
    try {
      const response = await fetch(`${data.root}latest.json`, { cache: "no-cache" });
      const count = countNew((await response.json()).stories, known);
      /* A notice that the reader has closed stays closed until there are more stories. */
      if (count === lastCount) return;
      lastCount = count;
      say(count ? sentence(forms, count, data.lang) : "");
    } catch {
      /* There is no network, or no such file: the next request may succeed. */
    }
  }

  const isVisible = () => document.visibilityState === "visible";
  setInterval(() => isVisible() && look(), REFRESH_MS);
  document.addEventListener("visibilitychange", () => {
    if (isVisible() && Date.now() - lastLook >= RETURN_MS) look();
  });
}
