/*
 * How the feed comes, and how it is kept. It comes in one file with the glue, like js/page.js. In `window.newsleaf`:
 *
 *   get([url, fresh])     asks for a URL: {url, promise, abort()}, which is the shape of what the boot script has begun;
 *                         `fresh` has a copy in the browser's cache checked with the host first
 *   receive(asked)        Promise of what came of it, never rejected: [status, address, bytes, response] where there are
 *                         bytes, [status, seconds of Retry-After, null, response] where the host refused, or one of the
 *                         outcomes below. It gives up
 *                         on a host that sends nothing for ten seconds, and on a body that is too large. Where the host says that
 *                         there is nothing here, what was kept of it is thrown away.
 *   keep([asked, now, isNew])  keeps on the device what this request has brought, if that `isNew`, and that it is current
 *                         now; the first time in a visit the page too, so that it can be opened without a network
 *                         (public/service-worker.js)
 *   kept(url)             Promise of [address, bytes, then], never rejected; undefined where nothing is kept
 *   watch(tell)           calls tell(false) when it is time to look for something new: every five minutes while the page is
 *                         seen, and when it is seen again; tell(true) when the network is back
 */
((newsleaf) => {
  /* Outcomes without an answer. src/browser/fetch.rs knows them by these numbers. */
  const FAILED = 0;
  const STALLED = 1;
  const INTERRUPTED = 2;
  const TOO_LARGE = 3;
  const HOST_ANSWERS = 4;
  const REDIRECTS = 5;

  const SILENCE_MS = 10_000;
  /* As in src/domain/limits.rs. */
  const FEED_BYTES = 20_000_000;
  const KEPT_BYTES = 5_000_000;
  const KEPT_FEEDS = 8;
  const LOOK_MS = 300_000;

  /* Several sites may share an origin; each has stores of its own. */
  const FOLDER = new URL("./", location.href).href;
  const FEEDS = `newsleaf-feeds ${FOLDER}`;
  /* As in public/service-worker.js. */
  const SITE = `newsleaf-site ${FOLDER}`;
  const PART = /^[\w-]+-[0-9a-f]{16}(\.(js|wasm|css)|\/[\w-]+\.js(on)?)$/;
  const ADDRESS = "Content-Location";
  const THEN = "Date";
  let siteIsKept = false;

  function get([url, fresh]) {
    const controller = new AbortController();
    const promise = fetch(url, { credentials: "same-origin", cache: fresh ? "no-cache" : "default", signal: controller.signal });
    return { url, promise, abort: () => controller.abort() };
  }

  /* Fails if there is no next step within ten seconds. */
  async function inTime(step) {
    let timer;
    const silence = new Promise((_, reject) => {
      timer = setTimeout(reject, SILENCE_MS, STALLED);
    });
    try {
      return await Promise.race([step, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /* A request without an answer leaves no trace, but another one, whose answer may not be read, shows whether there is a
     host that answers. */
  async function trace(url) {
    const other = new URL(url).origin !== self.origin;
    const options = other ? { mode: "no-cors", credentials: "omit" } : { redirect: "manual" };
    const { promise, abort } = getTrace(url, options);
    try {
      const { type } = await inTime(promise);
      return other ? HOST_ANSWERS : type === "opaqueredirect" ? REDIRECTS : FAILED;
    } catch {
      return FAILED;
    } finally {
      abort();
    }
  }

  function getTrace(url, options) {
    const controller = new AbortController();
    return { promise: fetch(url, { ...options, cache: "no-store", signal: controller.signal }), abort: () => controller.abort() };
  }

  /* Seconds, or the date until which to wait (RFC 9110, 10.2.3); -1 where the host says nothing that is understood. */
  function secondsOf(wait) {
    if (!wait) return -1;
    const seconds = /^\s*\d+\s*$/.test(wait) ? Number(wait) : Math.ceil((Date.parse(wait) - Date.now()) / 1000);
    return seconds >= 0 ? Math.min(seconds, 1e9) : -1;
  }

  async function read(response) {
    if (response.headers.get("Content-Length") > FEED_BYTES) throw TOO_LARGE;
    const pieces = [];
    let size = 0;
    /* There is none where the answer has no body. */
    const reader = response.body?.getReader();
    while (reader) {
      const { done, value } = await inTime(reader.read());
      if (done) break;
      size += value.length;
      if (size > FEED_BYTES) throw TOO_LARGE;
      pieces.push(value);
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }

  async function receive(asked) {
    const { url, promise, abort } = asked;
    let response;
    try {
      response = await inTime(promise);
      const { status, headers } = response;
      if (!response.ok) {
        abort?.();
        /* A refusal, as in src/domain/state/failure.rs. */
        if (status < 500 && status !== 408 && status !== 429) forget(url);
        return [status, secondsOf(headers.get("Retry-After")), null, response];
      }
      /* A host that passes on another's feed says so by Content-Location (RFC 9110, 8.7). */
      const address = new URL(headers.get(ADDRESS) ?? "", response.url || url).href;
      const answer = [status, address, await read(response), response];
      asked.answer = answer;
      return answer;
    } catch (error) {
      abort?.();
      if (error === STALLED || error === TOO_LARGE) return [error];
      return [response ? INTERRUPTED : error.name === "AbortError" ? FAILED : await trace(url)];
    }
  }

  /* When it was current stands beside it: to write a large feed again for that would be a waste. Fragments make no other
     key. */
  function noteOf(url) {
    const note = new URL(url);
    note.hash = "";
    note.searchParams.set("newsleaf-current", "");
    return note.href;
  }

  async function keep([{ url, answer }, now, isNew]) {
    try {
      const [, address, bytes] = answer;
      const store = await caches.open(FEEDS);
      if (bytes.length > KEPT_BYTES) return await forget(url);
      if (isNew) await store.put(url, new Response(bytes, { headers: { [ADDRESS]: address } }));
      await store.put(noteOf(url), new Response(now));
      const urls = await store.keys();
      for (const old of urls.slice(0, -2 * KEPT_FEEDS)) await store.delete(old);
      if (!siteIsKept) await keepSite();
    } catch {
      /* Blocked or full: it works without. */
    }
  }

  async function forget(url) {
    try {
      const store = await caches.open(FEEDS);
      await Promise.all([store.delete(url), store.delete(noteOf(url))]);
    } catch {
      /* Then nothing was kept. */
    }
  }

  /* The page and the parts that it has loaded so far. In a frame of another site nobody comes back to it. */
  async function keepSite() {
    siteIsKept = true;
    if (self !== top) return;
    await new Promise((done) => (self.requestIdleCallback ?? setTimeout)(done));
    await navigator.serviceWorker.register("service-worker.js");
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const parts = loaded.filter((name) => name.startsWith(FOLDER) && PART.test(name.slice(FOLDER.length)));
    const store = await caches.open(SITE);
    for (const url of new Set([...parts, FOLDER])) {
      /* They have just come: the browser still has them, and no host is asked again. */
      const response = await fetch(url, { cache: "force-cache" });
      /* Hosts that send a page for every address must not get one into the place of a part. */
      const isPage = /^text\/html\b/.test(response.headers.get("Content-Type"));
      if (response.ok && !response.redirected && isPage === (url === FOLDER)) await store.put(url, response);
    }
  }

  async function kept(url) {
    try {
      /* A page without a feed waits for this. */
      const store = await inTime(caches.open(FEEDS));
      const [answer, note] = await Promise.all([store.match(url), store.match(noteOf(url))]);
      return [answer.headers.get(ADDRESS), new Uint8Array(await answer.arrayBuffer()), Number(await note.text())];
    } catch {
      return undefined;
    }
  }

  function watch(tell) {
    const look = () => document.visibilityState === "visible" && tell(false);
    setInterval(look, LOOK_MS);
    document.addEventListener("visibilitychange", look);
    addEventListener("online", () => tell(true));
  }

  Object.assign(newsleaf, { get, receive, keep, kept, watch });
})((window.newsleaf ??= {}));
