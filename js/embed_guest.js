/*
 * The part of a widget's program that makes it a guest in another site's page.
 *
 * A widget stores nothing on the reader's device but a text size: its program has no js/feed_cache.js, as if storage were
 * blocked. And it does not navigate by itself: on a page of its own, links get a target, so that the app leaves them to the
 * browser. (In a frame js/frame.js handles links before.)
 */
document.addEventListener("click", ({ target }) => target.closest?.("a[href]:not([target])")?.setAttribute("target", "_top"), true);
