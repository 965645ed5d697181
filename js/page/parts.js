/* Features of a page in scripts that are loaded when they are needed. The app's pages and the published ones share this. */

/** A function that calls a function of a part, [part, function, ...values], and returns a promise of its result. */
export const caller = (load) => ([part, method, ...values]) => load(part).then(() => window.newsleaf[part][method](...values));

/**
 * Replaces pictures that fail, and inserts the frames that a reader requests. `use` calls a part. `texts` has the language of
 * the sentences, the one for a picture, its link, the sentence for another part. Returns the function that replaces one
 * picture.
 */
export function followPictureAndFrameParts(use, texts) {
  function replace(picture) {
    if (picture.localName !== "img") return;
    /* The name is beside it already. */
    if (picture.className === "site-icon") picture.hidden = true;
    else use(["failedPicture", "replace", picture, ...texts().slice(0, 3)]).catch(warn);
  }

  /* If the script of frames can't be loaded, the card says so, and its link gets the focus. */
  function onClick({ target }) {
    const button = target.closest?.("[data-frame]");
    if (!button) return;
    use(["frameCard", "open", button]).catch(() => {
      const [lang, , , textContent] = texts();
      Object.assign(button.closest(".frame-card").querySelector("small"), { lang, textContent });
      button.parentElement.lastElementChild.focus();
    });
  }

  document.addEventListener("click", onClick);
  document.addEventListener("error", ({ target }) => replace(target), true);
  return replace;
}

/** Writes details into the console that a reader does not need. */
export const warn = (error) => console.warn(`Newsleaf: ${error.message}`);
