/*
 * For readers who have the service worker of a drop-in (public/service-worker.js) from the address where there is a published
 * site now: it clears what that one has kept of this folder, and goes.
 */
const FOLDER = new URL("./", self.location).href;

self.addEventListener("install", () => self.skipWaiting());

async function leave() {
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith("newsleaf") && name.endsWith(FOLDER));
  await Promise.all(own.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("activate", (event) => event.waitUntil(leave()));
