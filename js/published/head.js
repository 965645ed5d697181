/*
 * The inline script of every page of a published site. It runs before the first paint: the reader's text size, and the mark by
 * which the stylesheet shows what needs a script.
 *
 * It is written for old browsers too, and stands in the page, so it is small. The rest is js/published/page.js.
 */
(function (window, document) {
  var root = document.documentElement;
  var KEY = "newsleaf:text-size";

  function apply(size) {
    var known = size === "large" || size === "medium" || size === "small";
    if (known) root.setAttribute("data-text-size", size);
    return known;
  }

  function read() {
    try {
      return apply(window.localStorage.getItem(KEY));
    } catch (error) {
      /* Storage is blocked: the page has the publisher's size. */
      return false;
    }
  }

  root.setAttribute("data-script", "");
  read();

  /* The control may stand before or after this script runs: the choice is shown when the page is there. */
  function show() {
    var input = document.querySelector('input[name="text-size"][value="' + root.getAttribute("data-text-size") + '"]');
    if (input) input.checked = true;
  }

  document.addEventListener("DOMContentLoaded", show);

  document.addEventListener("input", function (event) {
    var input = event.target;
    if (input.name !== "text-size" || !apply(input.value)) return;
    try {
      window.localStorage.setItem(KEY, input.value);
    } catch (error) {
      /* Blocked or full: the choice holds for this page. */
    }
  });

  /* A choice on another page of the site. */
  function follow() {
    if (read()) show();
  }

  window.addEventListener("storage", function (event) {
    if (event.key === KEY) follow();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) follow();
  });
})(window, document);
