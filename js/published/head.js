/*
 * The inline script of every page of a published site. It runs before the first paint: it applies the reader's text size, and
 * sets the mark by which the stylesheet shows parts that need a script.
 *
 * It is written for old browsers too, and is inline, so it is small. The rest is js/published/page.js, which sets
 * `window.newsleaf`.
 */
(function (window, document) {
  var root = document.documentElement;
  var KEY = "newsleaf:text-size";
  var SIZE = "data-text-size";

  function apply(size) {
    var known = size === "large" || size === "medium" || size === "small";
    if (known) root.setAttribute(SIZE, size);
    return known;
  }

  function applyStored() {
    try {
      return apply(window.localStorage.getItem(KEY));
    } catch (error) {
      /* Storage is blocked: the page has the publisher's size. */
      return false;
    }
  }

  /* Checks the control of the active size. */
  function check(size) {
    var input = document.querySelector('input[name="text-size"][value="' + size + '"]');
    if (input) input.checked = true;
  }

  root.setAttribute("data-script", "");
  applyStored();

  /* Without an attribute the stylesheet reads the control, which a browser may have restored. */
  document.addEventListener("DOMContentLoaded", function () {
    check(root.getAttribute(SIZE));
    /* The page's script could not be loaded, or can't run here: the page is like one without scripts. */
    if (!window.newsleaf) root.removeAttribute("data-script");
  });

  document.addEventListener("input", function (event) {
    var input = event.target;
    if (input.name !== "text-size" || !apply(input.value)) return;
    try {
      window.localStorage.setItem(KEY, input.value);
    } catch (error) {
      /* Blocked or full: the choice holds for this page. */
    }
  });

  /* A choice in another tab, or a storage that was emptied there. */
  window.addEventListener("storage", function (event) {
    if (event.key !== KEY && event.key !== null) return;
    if (!apply(event.newValue)) root.removeAttribute(SIZE);
    check(root.getAttribute(SIZE) || "medium");
  });

  /* A choice that was made on another page while this one was in the back/forward cache or prerendered. Of a page that is loaded anew, the
     browser may have restored the control as it was left. */
  function onReturn(event) {
    if (event.persisted !== false) applyStored();
    check(root.getAttribute(SIZE));
  }

  window.addEventListener("pageshow", onReturn);
  document.addEventListener("prerenderingchange", onReturn);
})(window, document);
