/*
 * The cache of the last good feed and settings, in the Cache API. The build puts this script into one file with the glue. In
 * `window.newsleaf.feedCache`; each function returns a promise, which rejects if storage is blocked or full:
 *
 *   save(url, address, bytes, now)  saves a document, the base of its relative URLs, and `now` as its date
 *   setDate(url, now)               saves `now` as the date of the saved document
 *   load(url)                       resolves to [address, bytes, date]
 *   forget(url)                     deletes the document
 *
 * It is JavaScript because each step waits for a promise of the browser and hands its value to the next: in Rust that is the
 * same list of calls through generated glue. src/browser/network/cache.rs decides what is saved, and calls this script.
 */
((newsleaf) => {
  const MOST_FEEDS = 8;
  /* Several sites may share an origin; each has a cache of its own. */
  const FEEDS = `newsleaf-feeds ${new URL("./", location.href).href}`;
  const ADDRESS = "Content-Location";

  const open = () => caches.open(FEEDS);

  /* The date is an entry of its own, so that a large feed is not written again for it. The fragment is no part of a key. */
  function dateKey(url) {
    const key = new URL(url);
    key.hash = "";
    key.searchParams.set("newsleaf-current", "");
    return key.href;
  }

  async function save(url, address, bytes, now) {
    const cache = await open();
    await cache.put(url, new Response(bytes, { headers: { [ADDRESS]: address } }));
    await cache.put(dateKey(url), new Response(now));
    const requests = await cache.keys();
    for (const old of requests.slice(0, -2 * MOST_FEEDS)) await cache.delete(old);
    await newsleaf.saveSite();
  }

  async function setDate(url, now) {
    const cache = await open();
    if (await cache.match(url)) await cache.put(dateKey(url), new Response(now));
  }

  async function load(url) {
    const cache = await open();
    const [document, date] = await Promise.all([cache.match(url), cache.match(dateKey(url))]);
    return [document.headers.get(ADDRESS), new Uint8Array(await document.arrayBuffer()), Number(await date.text())];
  }

  async function forget(url) {
    const cache = await open();
    await Promise.all([cache.delete(url), cache.delete(dateKey(url))]);
  }

  newsleaf.feedCache = { save, setDate, load, forget };
})(window.newsleaf);
