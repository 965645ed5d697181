/*
 * What a publisher can do about a feed that can't be had or read: the texts of feed-health.html by the code of a failure. The
 * script is loaded when a page without a feed is shown. The build puts the texts in the place of HELP.
 * `window.newsleaf.failureHelp.show(element, code, tag)` puts the text into the element, in the language `tag`.
 */
((newsleaf) => {
  const texts = HELP;

  newsleaf.failureHelp = {
    show(element, code, tag) {
      element.textContent = (texts[tag] ?? texts.en)[code] ?? "";
    },
  };
})(window.newsleaf);
