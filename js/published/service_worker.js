/*
 * For readers who have the service worker of a drop-in (public/service-worker.js) from the address where there is a published
 * site now: it deletes that worker's caches of this folder, and unregisters.
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
