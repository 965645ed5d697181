/*
 * The feed and the settings as they came last, saved on the device by the Cache API. It comes in one file with the glue.
 * In `window.newsleaf.feedCache`; each function gives a promise, which rejects where storage is blocked or full:
 *
 *   save(url, address, bytes, now)  saves a document, the base of its relative URLs, and that it is current now
 *   setDate(url, now)               notes that what is saved is current now
 *   load(url)                       [address, bytes, date]
 *   forget(url)                     removes what is saved
 *
 * It is JavaScript because each step waits for a promise of the browser and hands its value to the next: in Rust that is the
 * same list of calls through generated glue. src/browser/network/cache.rs decides what is saved, and calls it.
 */
((newsleaf) => {
  const MOST_FEEDS = 8;
  /* Several sites may share an origin; each has a cache of its own. */
  const FEEDS = `newsleaf-feeds ${new URL("./", location.href).href}`;
  const ADDRESS = "Content-Location";

  const open = () => caches.open(FEEDS);

  /* The date is an entry of its own, since to write a large feed again for it would be a waste. Fragments make no other key. */
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
