/*
 * Replaces a picture that failed to load. The script is loaded when that happens first.
 * `window.newsleaf.failedPicture.replace(img, tag, failed, open)` puts the alternative text in its place, or the sentence
 * `failed`, and a link to the picture with the text `open`; both texts are in the language `tag`.
 */
(function (window, document) {
  "use strict";

  function make(name, text, attributes) {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element;
  }

  function replace(img, tag, failed, open) {
    /* By now the picture may have been removed, or loaded in another width. */
    if (img.hidden || !img.isConnected || img.naturalWidth) return;
    /* On a card the whole picture is removed: the headline says what the story is about. */
    const card = img.closest(".story-card__picture");
    if (card) {
      card.hidden = true;
      card.closest(".story-card").classList.add("story-card--plain");
      return;
    }
    const instead = make("span", "", { class: "failed-picture" });
    const alt = img.alt.trim();
    instead.append(alt ? make("span", alt, {}) : make("span", failed, { lang: tag }));
    /* A picture in a link has a link already. */
    if (img.src && !img.closest("a")) {
      instead.append(" ", make("a", open, { href: img.src, rel: "noopener noreferrer", lang: tag }));
    }
    img.hidden = true;
    img.after(instead);
  }

  window.newsleaf.failedPicture = { replace };
})(window, document);
