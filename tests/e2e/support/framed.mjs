// A page of another site with frames, for tests of the messages between the two. The host's page notes every message that
// comes, with the number of the frame that it came from; `follow` makes it give the frames the heights that they report.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { isOfPage, test as base } from "./site.mjs";

export { expect } from "./site.mjs";

const HOST_SCRIPT = `
  window.heard = [];
  let answer;
  addEventListener("message", ({ source, data }) => {
    if (data?.work !== undefined) return answer(data);
    const frames = [...document.querySelectorAll("iframe")];
    const from = frames.findIndex((frame) => frame.contentWindow === source);
    heard.push({ from, data });
    if (window.follows && data?.newsleaf === 1 && data.type === "size") frames[from].style.height = data.height + "px";
  });
  window.settled = async () => {
    const all = [];
    for (let round = 0; round < 200; round++) {
      await drawn();
      const frame = document.querySelector("iframe");
      frame.contentWindow.postMessage({ ask: "work" }, "*");
      const { work, height } = await new Promise((done) => (answer = done));
      all.push(...heard);
      const isFitted = frame.clientHeight === 0 || Math.abs(frame.clientHeight - height) <= 1;
      if (heard.splice(0).length === 0 && work === 0 && isFitted) return all;
    }
    throw new Error("The frame does not come to rest. It has said: " + JSON.stringify(all.slice(-5)));
  };
`;

/** In both windows: resolves when changes are laid out and observers have been notified; for a window that is not drawn, after a time limit. */
const DRAWN = `
  const [originalFrame, originalTimeout] = [requestAnimationFrame.bind(window), setTimeout.bind(window)];
  const drawn = () => new Promise((done) => {
    originalFrame(() => originalTimeout(done));
    originalTimeout(done, 300);
  });
`;

/** In the framed page, before its script: counts the animation frames and timers that the script waits for, and reports their number. */
const WORK = `<script>{
  ${DRAWN}
  const work = new Set();
  for (const [begin, end] of [["requestAnimationFrame", "cancelAnimationFrame"], ["setTimeout", "clearTimeout"]]) {
    const [original, originalEnd] = [window[begin].bind(window), window[end].bind(window)];
    window[begin] = (callback, ...rest) => {
      const id = original((...given) => {
        work.delete(begin + id);
        callback(...given);
      }, ...rest);
      work.add(begin + id);
      return id;
    };
    window[end] = (id) => {
      work.delete(begin + id);
      originalEnd(id);
    };
  }
  addEventListener("message", async ({ data, source }) => {
    if (data?.ask !== "work") return;
    await drawn();
    source.postMessage({ work: work.size, height: innerHeight }, "*");
  });
}</script>`;

/** A page with the frame's script and nothing else of the site. `?moved` and the like are as on the real page. */
function framedPage({ head = "", body = "" }) {
  return {
    headers: { "Content-Type": "text/html; charset=utf-8" },
    body: `<!doctype html><html lang="en" data-embed><meta charset="utf-8"><title>Framed</title><meta name="referrer" content="strict-origin-when-cross-origin">
      <style>html, body { margin: 0 } body { display: flow-root } iframe { border: 0 } .box { height: 120px }</style>${head}${WORK}
      <script src="frame.js" async></script>
      <body><div id="boot-message" hidden>It could not start.</div><div id="app">${body}</div></body></html>`,
  };
}

export const test = base.extend({
  /** The content of the framed page's #app. */
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
    const frameAt = (at = 0) => page.frames().filter((frame) => frame !== page.mainFrame())[at];
    const errors = [];
    page.on("pageerror", (error) => isOfPage(error) && errors.push(error.message));
    await use({
      site,
      host,
      errors,
      url: `${site.url}index.html`,
      hostUrl,
      /** Opens a host's page with this in its body, and waits until a frame has been heard of. */
      async open(html, { follows = true, hears = true } = {}) {
        files["host.html"] = { headers: { "Content-Type": "text/html; charset=utf-8" }, body: `<!doctype html><meta charset="utf-8"><style>iframe { border: 0; width: 100% }</style><script>window.follows = ${follows};${DRAWN}${HOST_SCRIPT}</script><body>${html}` };
        await page.goto(`${hostUrl}host.html`);
        if (hears) await page.waitForFunction(() => window.heard.length > 0);
      },
      /** The messages that the host has received since the last call. */
      heard: () => page.evaluate(() => window.heard.splice(0)),
      /** The same once the first frame has nothing more to do, and the last word of it has changed nothing. */
      settled: () => page.evaluate(() => window.settled()),
      frame: frameAt,
    });
    await site.close();
    await host.close();
  },
});

export const iframe = (src, more = "") => `<iframe src="${src.replace(/&/g, "&amp;")}" title="News" ${more}></iframe>`;
export const ownSizes = (heard) => heard.map(({ data }) => data).filter((data) => data?.newsleaf === 1 && data.type === "size");
