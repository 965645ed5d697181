// A page of another site that holds frames, for tests of what goes between the two. The host's page notes every message that
// comes, with the number of the frame that it came from; `follow` makes it give the frames the heights that they tell.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { test as base } from "./site.mjs";

export { expect } from "./site.mjs";

const HOST_SCRIPT = `
  window.heard = [];
  addEventListener("message", ({ source, data }) => {
    const frames = [...document.querySelectorAll("iframe")];
    const from = frames.findIndex((frame) => frame.contentWindow === source);
    heard.push({ from, data });
    if (window.follows && data?.newsleaf === 1 && data.type === "size") frames[from].style.height = data.height + "px";
  });
`;

/** A page with the frame's script and nothing else of the site. `?moved` and the like are as on the real page. */
function framedPage({ head = "", body = "" }) {
  return {
    headers: { "Content-Type": "text/html; charset=utf-8" },
    body: `<!doctype html><html lang="en" data-embed><meta charset="utf-8"><title>Framed</title><meta name="referrer" content="strict-origin-when-cross-origin">
      <style>html, body { margin: 0 } body { display: flow-root } iframe { border: 0 } .box { height: 120px }</style>${head}
      <script src="frame.js" async></script>
      <body><div id="boot-message" hidden>It could not start.</div><div id="app">${body}</div></body></html>`,
  };
}

export const test = base.extend({
  /** What the framed page's #app holds. */
  framedBody: ['<div class="embed" data-state="ready"><h1>News</h1><div class="box"></div></div>', { option: true }],

  /** The site with the framed page, and the host on an origin of its own. */
  framed: async ({ framedBody, page }, use) => {
    const script = readFileSync("js/frame.js", "utf8");
    const site = await startStaticServer({
      folders: ["tests/fixtures"],
      files: { "index.html": framedPage({ body: framedBody }), "frame.js": { body: script, headers: { "Content-Type": "text/javascript" } } },
      headers: { "Access-Control-Allow-Origin": "*" },
      idleLimit: 120_000,
    });
    const files = {};
    const host = await startStaticServer({ folders: [resolve("tests/fixtures")], files, idleLimit: 120_000 });
    // Another host name, too: pages of one name and two ports are one site to a browser.
    const hostUrl = host.url.replace("127.0.0.1", "localhost");
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use({
      site,
      host,
      errors,
      url: `${site.url}index.html`,
      hostUrl,
      /** Opens a host's page with this in its body, and waits until a frame has been heard of. */
      async open(html, { follows = true, hears = true } = {}) {
        files["host.html"] = { headers: { "Content-Type": "text/html; charset=utf-8" }, body: `<!doctype html><meta charset="utf-8"><style>iframe { border: 0; width: 100% }</style><script>window.follows = ${follows};${HOST_SCRIPT}</script><body>${html}` };
        await page.goto(`${hostUrl}host.html`);
        if (hears) await page.waitForFunction(() => window.heard.length > 0);
      },
      /** What the host has heard since the last call. */
      heard: () => page.evaluate(() => window.heard.splice(0)),
      /** The same once two frames have been drawn in each window and the messages are there. */
      async settled() {
        await page.waitForTimeout(400);
        return page.evaluate(() => window.heard.splice(0));
      },
      frame: (at = 0) => page.frames().filter((frame) => frame !== page.mainFrame())[at],
    });
    await site.close();
    await host.close();
  },
});

export const iframe = (src, more = "") => `<iframe src="${src.replace(/&/g, "&amp;")}" title="News" ${more}></iframe>`;
export const ownSizes = (heard) => heard.map(({ data }) => data).filter((data) => data?.newsleaf === 1 && data.type === "size");
