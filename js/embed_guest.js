/*
 * A widget is a guest in somebody else's page. It comes with the programs of the widgets.
 *
 * It keeps nothing on the reader's device but a text size: the programs of the widgets come without js/feed_cache.js, which
 * is taken as where storage is blocked. And it goes to no other page by itself: where it is opened on a page of its own, links are the
 * browser's, which the app knows by their target. (In a frame js/frame.js sees to links before.)
 */
document.addEventListener("click", ({ target }) => target.closest?.("a[href]:not([target])")?.setAttribute("target", "_top"), true);
