// Two sites for the tests of js/embed.js: one that shows news, and the page of somebody else that shows it too.
//
//   news.url                         the news site's address; its page is widget.html, which sends the messages that a test gives it
//   news.loads()                     the queries of the widget's requested addresses, without the parameters for a white page
//   host.open(body, {...})           opens a page with this body and the script; see below for what can be different
//   host.widget(at)                  a widget's frame, loaded, as Playwright knows it: `say` and `heard` are in it; the first,
//                                    or the one of this place, or with this in its address
//   host.say(message, at)            a widget posts this; resolves when the host has heard it
//   host.events()                    the events so far, each as its type with what its detail holds
//
// The news site is `localhost` and the host 127.0.0.1, so that they are not only two origins but two sites, and the browser
// gives each a process of its own. A test fails when the page has complained.
import { readFileSync } from "node:fs";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { expect, test as base } from "./site.mjs";

export { expect };

/** The parameters that js/embed.js adds to the address of a frame in a white page. */
export const ON_WHITE = "&scheme=light&ground=transparent";

const widget = { body: readFileSync(new URL("widget.html", import.meta.url)), headers: { "Content-Type": "text/html; charset=utf-8" } };

/** Notes events before any script of the page could, and gives a widget its echo; in the frames nothing comes of it. */
function listen() {
  window.noted = [];
  window.addEventListener("message", ({ data, ports }) => data?.echo && ports[0].postMessage("heard"));
  for (const type of ["load", "resize", "error"]) {
    document.addEventListener(`newsleaf:${type}`, ({ detail, bubbles, composed }) => {
      window.noted.push([type, ...Object.values(detail ?? {}), ...(bubbles && composed ? [] : ["does not bubble"])].join(" "));
    });
  }
}

export const test = base.extend({
  news: async ({}, use) => {
    const server = await startStaticServer({ folders: [], files: { "": widget, "folder/": widget, "embed.js": "dist/embed.js" }, idleLimit: 120_000 });
    const url = server.origin.replace("127.0.0.1", "localhost") + "/";
    const loads = () => server.requests.filter(({ search }) => /^\?embed\b/.test(search)).map(({ search }) => search.replace(ON_WHITE, ""));
    await use({ ...server, url, loads });
    await server.close();
  },

  host: async ({ page, news, complaints }, use) => {
    const files = {};
    const server = await startStaticServer({ folders: [], files, idleLimit: 120_000 });
    await page.addInitScript(listen);
    const script = `<script async src="${news.url}embed.js"></script>`;

    /** `head` and then `scripts` stand in the page's head, `headers` go with it; the page stays as `path`. */
    async function open(body, { scripts = script, headers = {}, head = "", path = "page.html" } = {}) {
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>${head}${scripts}</head><body><main><h1>A host</h1>${body}</main></body></html>`;
      files[path] = { body: html, headers };
      await page.goto(server.url + path);
    }
    const widgets = () => page.frames().filter((frame) => frame.url().startsWith(news.url) && !frame.isDetached());
    /** Which widget: by its place in the order in which frames came, or by what is in its address. */
    const find = (at) => (typeof at === "number" ? widgets()[at] : widgets().find((frame) => frame.url().includes(at)));
    await use({
      ...server,
      files,
      script,
      open,
      async widget(at = 0) {
        let frame;
        // Looked for every time anew: a frame that is about to be replaced has the same place.
        await expect(async () => {
          frame = find(at);
          expect(await frame.evaluate(() => document.readyState === "complete" && typeof say === "function")).toBe(true);
        }).toPass({ timeout: 10_000 });
        return frame;
      },
      /** Has the widget post this, and waits until the host has had it and everything that follows from it. */
      async say(message, at = 0) {
        const frame = find(at);
        await frame.evaluate((message) => say(message), message);
        await frame.evaluate(() => new Promise((done) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = done;
          parent.postMessage({ echo: true }, "*", [channel.port2]);
        }));
      },
      events: () => page.evaluate(() => window.noted),
    });
    expect(complaints).toEqual([]);
    await server.close();
  },
});
