/*
 * Lets the site be opened without a network, with the cached stories (js/site_cache.js registers it once there are
 * some). It is not a cache in front of a host: the page itself comes from the network whenever there is one.
 *
 * It answers only requests for this folder's own page and for files that are named by their content. The feed, pictures and
 * other files of the folder are not its business.
 */
"use strict";

const SHELL = new URL("./", self.location).href;
/* Several sites may share an origin; each has a store of its own. */
const STORE = `newsleaf-site ${SHELL}`;
/* A name with a hash, at the top of the folder or in the folder of the messages. */
const PART = /^[\w-]+-[0-9a-f]{16}(\.(js|wasm|css)|\/[\w-]+\.js(on)?)$/;
/* The parts of two or three versions of the site. */
const MOST_PARTS = 60;

const pathOf = (url) => (url.startsWith(SHELL) ? url.slice(SHELL.length) : null);

const isPage = (response) => /^text\/html\b/.test(response.headers.get("Content-Type"));

/** The page, from the network if that answers, else from the cache. */
async function page(event) {
  const store = await caches.open(STORE);
  try {
    const response = await fetch(event.request);
    if (response.status >= 500) return (await store.match(SHELL)) ?? response;
    if (response.ok && !response.redirected && isPage(response)) event.waitUntil(store.put(SHELL, response.clone()));
    return response;
  } catch (error) {
    const cached = await store.match(SHELL);
    if (cached) return cached;
    throw error;
  }
}

/**
 * A part, whose content never changes. A page that a host sends in place of a missing part must not be cached: it would
 * stay.
 */
async function part(event) {
  const store = await caches.open(STORE);
  const cached = await store.match(event.request.url);
  if (cached) return cached;
  const response = await fetch(event.request);
  if (response.ok && !response.redirected && !isPage(response)) event.waitUntil(save(store, event.request.url, response.clone()));
  return response;
}

async function save(store, url, response) {
  await store.put(url, response);
  const parts = (await store.keys()).filter((request) => request.url !== SHELL);
  for (const old of parts.slice(0, -MOST_PARTS)) await store.delete(old);
}

self.addEventListener("install", () => self.skipWaiting());

/* No navigation preload: it would request every other page of the folder twice. */
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET") return;
  const path = pathOf(url.split(/[?#]/)[0]);
  if (mode === "navigate" && (path === "" || path === "index.html")) event.respondWith(page(event).catch(() => Response.error()));
  else if (path !== null && PART.test(path)) event.respondWith(part(event).catch(() => Response.error()));
});
