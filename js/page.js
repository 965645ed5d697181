/*
 * The functions for the DOM that the app calls, and the handlers of pictures and frames that fail. The build puts this script
 * into one file with the glue. In the wasm the same calls would be five times as large. In `window.newsleaf`:
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
 *   keepPlaces(body)      gives a class to each picture of an article that stands alone and has no size: the stylesheet
 *                         reserves its box until it loads. Tables and code are tab stops only while they scroll
 */
((newsleaf, document) => {
  const all = (selector) => document.querySelectorAll(`#app ${selector}`);
  const STORIES = ".story-card__headline a";
  const KEPT = "kept-place";
  let ofParts = [];
  let shellIcon;

  const scrollers = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!target.isConnected) scrollers.unobserve(target);
      else if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  /* Sets the gap, in pixels, nearest to the usual one at which a name is cut between a quarter and three quarters where the search
     covers the row. */
  function cutAName(row) {
    const links = [...row.querySelectorAll("a")];
    const search = links.pop();
    row.style.removeProperty("--nav-gap");
    if (row.scrollWidth <= row.clientWidth || row.scrollLeft) return;
    for (const gap of [24, 22, 20, 26, 18, 28, 16, 30]) {
      row.style.setProperty("--nav-gap", `${gap}px`);
      const cover = search.parentElement.getBoundingClientRect();
      const isFromRight = row.getBoundingClientRect().left + 1 > cover.left;
      const isCut = links.some((link) => {
        const { left, right, width } = link.getBoundingClientRect();
        const seen = (isFromRight ? right - cover.right : cover.left - left) / width;
        return seen > 0.25 && seen < 0.75;
      });
      if (isCut) return;
    }
    row.style.removeProperty("--nav-gap");
  }

  let navigation;
  const rows = new ResizeObserver(([{ target }]) => cutAName(target));

  /* The one link of this kind in the head; none where `href` is empty. */
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

  const use = ([part, method, ...values]) => newsleaf.part(part).then(() => newsleaf[part][method](...values));

  const ask = (call) => void use(call).catch((error) => console.warn(`Newsleaf: ${error.message}`));

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

    showCurrentSection() {
      const [row] = all(".section-nav");
      if (!row) return;
      if (row !== navigation) {
        navigation = row;
        rows.disconnect();
        rows.observe(row);
      } else {
        cutAName(row);
      }
      const current = row.querySelector("[aria-current]");
      if (!current) return;
      const place = current.getBoundingClientRect();
      const room = row.getBoundingClientRect();
      row.scrollLeft += place.left + place.width / 2 - room.left - room.width / 2;
    },

    keepPlaces(body) {
      const alone = new Map([[body, true]]);
      for (const picture of body.querySelectorAll("img:not([width]),img:not([height])")) {
        const block = picture.parentElement.closest("p,figure,li,td,div");
        if (!alone.has(block)) alone.set(block, block.localName === "figure" || !block.textContent.trim());
        if (alone.get(block)) picture.classList.add(KEPT);
      }
      for (const box of body.querySelectorAll(".table-scroll,pre")) scrollers.observe(box);
    },
  });

  /* What happens to pictures does not rise to the document, but it can see it on its way down. One that comes while it is
     still below the window gets its own shape: that moves nothing that is seen. */
  function onLoad({ target: picture }) {
    if (picture.localName === "img" && picture.classList.contains(KEPT) && picture.naturalWidth && picture.getBoundingClientRect().top > innerHeight) {
      picture.width = picture.naturalWidth;
      picture.height = picture.naturalHeight;
      picture.removeAttribute("class");
    }
  }

  function onError({ target: picture }) {
    if (picture.localName !== "img") return;
    /* The name stands beside it. */
    if (picture.className === "site-icon") picture.hidden = true;
    else ask(["failedPicture", "replace", picture, ...ofParts.slice(0, 3)]);
  }

  /* If the script of frames can't be loaded, the card says so, and its link gets the focus. */
  function onClick({ target }) {
    const button = target.closest?.("[data-frame]");
    if (!button) return;
    use(["frameCard", "open", button]).catch(() => {
      const [lang, , , textContent] = ofParts;
      Object.assign(button.closest(".frame-card").querySelector("small"), { lang, textContent });
      button.parentElement.lastElementChild.focus();
    });
  }

  document.addEventListener("click", onClick);
  document.addEventListener("load", onLoad, true);
  document.addEventListener("error", onError, true);
})(window.newsleaf, document);
