/*
 * Saves the page, so that it opens without a network. The build puts this script into one file with the glue. In
 * `window.newsleaf`:
 *
 *   saveSite()  Promise: once in a visit, saves the page and the parts that it has loaded, and registers the service worker
 *               that answers with them (public/service-worker.js). In a published site it does nothing
 *
 * It is JavaScript because it shares its names and its pattern with the service worker, which can be nothing else, and
 * because it is a list of calls to the browser without a decision.
 */
((newsleaf) => {
  const FOLDER = new URL("./", location.href).href;
  /* As in public/service-worker.js; js/site_cache.test.mjs compares them. */
  const SITE = `newsleaf-site ${FOLDER}`;
  const PART = /^[\w-]+-[0-9a-f]{16}(\.(js|wasm|css)|\/[\w-]+\.js(on)?)$/;
  let isSaved = false;

  newsleaf.saveSite = async () => {
    /* A frame in another site saves nothing: readers return to that site, not to the frame. Neither does the search of a
       published site: this page is not its front page. */
    if (isSaved || self !== top || newsleaf.root !== undefined) return;
    isSaved = true;
    await new Promise((done) => (self.requestIdleCallback ?? setTimeout)(done));
    await navigator.serviceWorker.register("service-worker.js");
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const parts = loaded.filter((name) => name.startsWith(FOLDER) && PART.test(name.slice(FOLDER.length)));
    const cache = await caches.open(SITE);
    for (const url of new Set([...parts, FOLDER])) {
      /* The browser has just loaded them: its HTTP cache answers, and no host gets a request. */
      const response = await fetch(url, { cache: "force-cache" });
      /* Some hosts send a page for every URL. Such a page must not be saved as a part. */
      const isPage = /^text\/html\b/.test(response.headers.get("Content-Type"));
      if (response.ok && !response.redirected && isPage === (url === FOLDER)) await cache.put(url, response);
    }
  };
})(window.newsleaf);
