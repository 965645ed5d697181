/*
 * What the app asks of the page that it has made, and what the page sees to by itself. It comes in one file with the glue,
 * and is written here because it is a fifth of what it would be in the wasm. In `window.newsleaf`:
 *
 *   setHead(texts)        title, language, direction, accent on light and on dark pages, canonical URL (empty for none);
 *                         and of parts that fail: the language of the words, that a picture failed, its link, that another
 *                         part did
 *   use(call)             Promise: loads a part of the site that is not needed at its start (`part` of js/boot.js) and calls
 *                         one of its functions: [part, function, ...values]
 *   ask(call)             the same where nobody waits for an answer
 *   focusHeadline()       moves the focus to the page's headline, which is how a screen reader hears of a new page; of the
 *                         search to its field
 *   focusStory(number)    moves it to a story of the list, counted from 0; false where there is none
 *   saveFocus()           before the page is changed: how many stories are listed, or -1 if the focus is nowhere
 *   toFront()             goes to the front page, and there to its first story
 *   restoreFocus(saved)    afterwards, if what had the focus is gone: moves it to the first story that has come, else to the
 *                         headline, so that a keyboard does not start from the top again
 *   focusPlace()          the numbers of the elements that lead from #app to the one that has the focus
 *   focusAt(place)        moves the focus to the element there, in a page that was mounted anew with the same elements
 *   showCurrentSection()  brings the current section into the middle of the navigation, where that is wider than the window
 *   keepPlaces(body)      keeps the places of the pictures of an article that stand alone and tell no size: a class by which
 *                         the stylesheet knows them, until they come
 */
((newsleaf, document) => {
  const all = (selector) => document.querySelectorAll(`#app ${selector}`);
  const STORIES = ".story-card__headline a";
  const KEPT = "kept-place";
  let ofParts = [];

  /* Nothing here scrolls: where the reader stands is another matter. */
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

    setHead([title, lang, dir, light, dark, canonical, ...rest]) {
      const root = document.documentElement;
      Object.assign(document, { title });
      Object.assign(root, { lang, dir });
      /* By the object model: the policy forbids style attributes. */
      root.style.setProperty("--accent-light", light);
      root.style.setProperty("--accent-dark", dark);
      document.querySelector("link[rel=canonical]")?.remove();
      if (canonical) document.head.append(Object.assign(document.createElement("link"), { rel: "canonical", href: canonical }));
      ofParts = rest;
    },

    showCurrentSection() {
      const [current] = all(".section-nav [aria-current]");
      const row = current?.closest("ul");
      if (!row) return;
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
    ask(["failedPicture", "replace", picture, ...ofParts.slice(0, 3)]);
  }

  /* A frame that could not be fetched for leaves its link, which is next. */
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
