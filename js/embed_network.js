/*
 * A widget keeps nothing on the reader's device: it is a guest there, in a page of somebody else's. It comes after
 * js/network.js, in the programs of the widgets.
 */
Object.assign(window.newsleaf, { keep() {}, kept: async () => undefined });
