/*
 * The functions for the DOM that the app calls, and the handlers of pictures and frames that fail. The build puts this script,
 * with what it shares with published pages (js/page/), into one file with the glue. In the wasm the same calls would be five
 * times as large. In `window.newsleaf`:
 *
 *   setHead(texts)        writes title, language, direction, accent on light and on dark pages, canonical URL, icon and touch
 *                         icon (empty for none); and saves the texts for parts that fail: their language, the sentence for a picture, its link, the
 *                         sentence for another part
 *   use(call)             Promise: loads a script that is loaded when needed (`part` of js/boot.js) and calls one of its
 *                         functions: [part, function, ...values]
 *   ask(call)             does the same without an answer
 *   focusHeadline()       moves the focus to the page's headline, by which a screen reader announces a new page; on the search
 *                         page to its field
 *   focusStory(number)    moves the focus to a story of the list, counted from 0; false if there is none
 *   saveFocus()           returns the number of listed stories before a change of the page, or -1 if nothing has the focus
 *   toFront()             navigates to the front page, and there to its first story
 *   restoreFocus(saved)   moves the focus after the change, if the focused element is gone: to the first new story, else to the
 *                         headline, so that a keyboard does not start from the top again
 *   focusPlace()          returns the indices of the elements from #app down to the focused one
 *   focusAt(place)        moves the focus to the element at such a place, in a page that was mounted anew
 *   showCurrentSection()  scrolls the current section into the middle of a navigation that is wider than the window, and sets
 *                         the gap between its names, so that one of them is cut where the row goes on
 *   keepPlaces(body)      reserves boxes for pictures without a size, and makes tab stops of what scrolls
 */
import { keepPlaces } from "./page/body_places.js";
import { showCurrentSection } from "./page/navigation_row.js";
import { caller, followPictureAndFrameParts, warn } from "./page/parts.js";

((newsleaf, document) => {
  const all = (selector) => document.querySelectorAll(`#app ${selector}`);
  const STORIES = ".story-card__headline a";
  let ofParts = [];
  let shellIcon;

  /* The one link of this kind in the head; removed if `href` is empty. */
  function setLink(rel, href) {
    const old = document.querySelector(`link[rel="${rel}"]`);
    if (old?.href === href) return;
    old?.remove();
    if (href) document.head.append(Object.assign(document.createElement("link"), { rel, href }));
  }

  /* No focus here scrolls: src/browser/navigation.rs scrolls. */
  function focus(element) {
    element?.focus({ preventScroll: true });
    return !!element;
  }

  const hasFocus = () => document.activeElement && document.activeElement !== document.body;
  const focusStory = (number) => focus(all(STORIES)[number]);

  function focusHeadline() {
    const [field] = all("[type=search]");
    const [headline] = all("h1");
    if (!field && headline) headline.tabIndex = -1;
    focus(field ?? headline);
  }

  const use = caller((part) => newsleaf.part(part));

  const ask = (call) => void use(call).catch(warn);

  Object.assign(newsleaf, {
    use,
    ask,
    focusStory,
    focusHeadline,

    toFront() {
      const [home] = all(".masthead a");
      if (home?.search !== location.search) return home?.click();
      scrollTo(0, 0);
      requestAnimationFrame(() => focusStory(0));
    },

    saveFocus: () => (hasFocus() ? all(STORIES).length : -1),

    focusPlace() {
      const place = [];
      for (let at = hasFocus() ? document.activeElement : null; at?.closest("#app") && at.id !== "app"; at = at.parentElement) {
        place.unshift([...at.parentElement.children].indexOf(at));
      }
      return place;
    },

    focusAt(place) {
      if (place.length > 0) focus(place.reduce((element, number) => element?.children[number], document.getElementById("app")));
    },

    restoreFocus(saved) {
      if (saved >= 0 && !hasFocus() && !focusStory(saved)) focusHeadline();
    },

    setHead([title, lang, dir, light, dark, canonical, icon, touchIcon, ...rest]) {
      const root = document.documentElement;
      Object.assign(document, { title });
      Object.assign(root, { lang, dir });
      /* Set by the object model: the policy forbids style attributes. */
      root.style.setProperty("--accent-light", light);
      root.style.setProperty("--accent-dark", dark);
      setLink("canonical", canonical);
      shellIcon ??= document.querySelector("link[rel=icon]")?.href;
      setLink("icon", icon || shellIcon);
      setLink("apple-touch-icon", touchIcon);
      ofParts = rest;
    },

    keepPlaces,
    showCurrentSection: () => showCurrentSection(all(".section-nav")[0]),
  });

  followPictureAndFrameParts(use, () => ofParts);
})(window.newsleaf, document);
