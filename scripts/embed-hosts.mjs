// Pages of other sites that hold the widget, each by the library that its publisher happens to use: for the tests of the
// widget's messages (tests/e2e/embed/embed_hosts.spec.mjs) and for looking at them (scripts/demo-embed.mjs).
//
// Real libraries come from npm. For a library that npm does not have, or whose licence forbids it, a page has a
// stand-in that reacts to the library's messages, and does nothing more.
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** A text inside of a script element. */
const json = (value) => JSON.stringify(value).replace(/</g, "\\u003c");
const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

const frame = ({ id, src, title }, more = "") => `<iframe id="${id}" src="${attribute(src)}" title="${attribute(title)}" ${more}></iframe>`;
const withFragment = (widget, fragment) => ({ ...widget, src: `${widget.src}#${fragment}` });
const secretOf = ({ id }) => `secret${id.replace(/[^a-z0-9]/gi, "")}`;

/** A stand-in: `act(frame, data, widget)` for each message from a widget's own window, `greet` when its page has loaded. */
function standIn(widgets, { greet = "() => {}", act }) {
  return `<script>
    for (const widget of ${json(widgets)}) {
      const frame = document.getElementById(widget.id);
      const greet = ${greet};
      const act = ${act};
      frame.addEventListener("load", () => greet(frame, widget));
      addEventListener("message", (event) => {
        if (event.source === frame.contentWindow) act(frame, event.data, widget);
      });
    }
  </script>`;
}

/**
 * Each library: its `name` with the version, the `files` that its page loads (by their place in node_modules, or in dist/),
 * what stands in the page for a widget {id, src, title} (`place`), and what follows after all of them (`start`).
 */
export const LIBRARIES = {
  newsleaf: {
    name: "embed.js",
    files: existsSync("dist/embed.js") ? { "lib/embed.js": "dist/embed.js" } : {},
    place: (widget) => {
      if (!existsSync("dist/embed.js")) return frame(widget);
      const url = new URL(widget.src);
      const attributes = [...url.searchParams].filter(([name]) => name !== "embed").map(([name, value]) => `${name}="${attribute(value)}"`);
      return `<newsleaf-embed id="${widget.id}" src="${url.origin}${url.pathname}" ${attributes.join(" ")}><a href="${url.origin}${url.pathname}">${widget.title}</a></newsleaf-embed>`;
    },
    start: (widgets) =>
      existsSync("dist/embed.js")
        ? '<script src="lib/embed.js"></script>'
        : standIn(widgets, {
            greet: '(frame) => frame.contentWindow.postMessage({ newsleaf: 1, type: "init" }, "*")',
            act: '(frame, data) => { if (data?.newsleaf === 1 && data.type === "size") frame.style.height = data.height + "px"; }',
          }),
  },
  pym: {
    name: "pym.js 1.3.2",
    files: { "lib/pym.js": "node_modules/pym.js/dist/pym.v1.min.js" },
    place: ({ id }) => `<div id="${id}"></div>`,
    start: (widgets) => `<script src="lib/pym.js"></script>
      <script>for (const { id, src, title } of ${json(widgets)}) new pym.Parent(id, src, { title });</script>`,
  },
  "iframe-resizer-4": {
    name: "iframe-resizer 4.3.11",
    files: { "lib/iframe-resizer.js": "node_modules/iframe-resizer/js/iframeResizer.min.js" },
    place: (widget) => frame(widget),
    start: (widgets) => `<script src="lib/iframe-resizer.js"></script>
      <script>for (const { id } of ${json(widgets)}) iFrameResize({}, "#" + id);</script>`,
  },
  // Version 5 is under the GPL or a commercial licence, and not part of this project. Its messages are those of version 4
  // with other fields; a size in which a side is 0 it passes over.
  "iframe-resizer-5": {
    name: "iframe-resizer 5 (stand-in)",
    files: {},
    place: (widget) => frame(widget),
    start: (widgets) =>
      standIn(widgets, {
        greet: '(frame, { id }) => frame.contentWindow.postMessage("[iFrameSizer]" + id + ":8:false:false:32:true:true::auto:::0:false:child:auto:false:::true:GPLv3:5.5.9:0::false", "*")',
        act: `(frame, data, { id }) => {
          if (data === "[iFrameResizerChild]Ready") return greet(frame, { id });
          const [, name, height, width, type] = /^\\[iFrameSizer\\]([^:]+):(\\d+):(\\d+):(\\w+)/.exec(data) ?? [];
          if (name !== id || !+height || !+width) return;
          if (type === "init") frame.dataset.greeted = "";
          if ("greeted" in frame.dataset && (type === "init" || type === "size")) frame.style.height = height + "px";
        }`,
      }),
  },
  "open-iframe-resizer": {
    name: "open-iframe-resizer 2.1.0",
    files: { "lib/open-iframe-resizer.js": "node_modules/@open-iframe-resizer/core/dist/index.js" },
    place: (widget) => frame(widget),
    start: (widgets) => `<script type="module">
      import { initialize } from "./lib/open-iframe-resizer.js";
      for (const { id } of ${json(widgets)}) initialize({}, "#" + id);
    </script>`,
  },
  newswire: {
    name: "@newswire/frames 1.0.0",
    files: { "lib/newswire-frames.js": "node_modules/@newswire/frames/dist/frames.modern.js" },
    place: ({ id, src, title }) => `<div id="${id}" data-frame-src="${attribute(src)}" data-frame-attribute-title="${attribute(title)}"></div>`,
    start: () => `<script type="module">
      import { autoInitFrames } from "./lib/newswire-frames.js";
      autoInitFrames();
    </script>`,
  },
  sidechain: {
    name: "@nprapps/sidechain 1.1.5",
    files: { "lib/sidechain.js": "node_modules/@nprapps/sidechain/dist/sidechain.js" },
    place: ({ id, src }) => `<side-chain id="${id}" src="${attribute(src)}"></side-chain>`,
    start: () => '<script src="lib/sidechain.js"></script>',
  },
  // AMP pages' treatment of an amp-iframe: nothing below 100 pixels, and the placeholder goes when the frame is ready.
  amp: {
    name: "AMP (stand-in)",
    files: {},
    place: (widget) => `<span class="placeholder" hidden>Loading</span>${frame(withFragment(widget, "amp=1"), 'sandbox="allow-scripts allow-same-origin allow-popups"')}`,
    start: (widgets) =>
      standIn(widgets, {
        greet: "(frame) => { frame.previousElementSibling.hidden = false; }",
        act: `(frame, data) => {
          if (data?.sentinel !== "amp") return;
          if (data.type === "embed-size" && data.height >= 100) frame.style.height = data.height + "px";
          if (data.type === "embed-ready") frame.previousElementSibling.textContent = "";
        }`,
      }),
  },
  // WordPress's treatment of a page that it has found by oEmbed: no origin, no windows, 200 to 1,000 pixels.
  wordpress: {
    name: "WordPress (stand-in)",
    files: {},
    place: (widget) => frame(withFragment(widget, `?secret=${secretOf(widget)}`), 'sandbox="allow-scripts" scrolling="no"'),
    start: (widgets) =>
      standIn(
        widgets.map((widget) => ({ ...widget, secret: secretOf(widget) })),
        {
          greet: '(frame, { secret }) => frame.contentWindow.postMessage({ message: "ready", secret }, "*")',
          act: `(frame, data, { secret }) => {
            if (data?.secret !== secret) return;
            if (data.message === "height") frame.style.height = Math.min(1000, Math.max(200, data.value)) + "px";
            if (data.message === "link" && new URL(data.value).host === new URL(frame.src).host && document.activeElement === frame) location.href = data.value;
          }`,
        },
      ),
  },
  mastodon: {
    name: "Mastodon (stand-in)",
    files: {},
    place: (widget) => frame(widget),
    start: (widgets) =>
      standIn(
        widgets.map((widget, at) => ({ ...widget, number: at + 1 })),
        {
          greet: '(frame, { number }) => frame.contentWindow.postMessage({ type: "setHeight", id: number }, "*")',
          act: '(frame, data, { number }) => { if (data?.type === "setHeight" && data.id === number) frame.style.height = data.height + "px"; }',
        },
      ),
  },
};

/** The files of these libraries by their addresses on the host, for the static server. */
export function libraryFiles(names = Object.keys(LIBRARIES)) {
  const files = names.flatMap((name) => Object.entries(LIBRARIES[name].files));
  return Object.fromEntries(files.map(([address, path]) => [address, resolve(path)]));
}

const STYLE = `
  :root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; }
  :root.dark { color-scheme: dark; background: #14171c; color: #e6e6e6; }
  body { margin: 1rem; }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 2rem; align-items: start; }
  .place { min-width: 0; }
  .place iframe { display: block; width: 100%; border: 0; }
`;

/**
 * A page of a host: for each entry of `parts`, which is {library, widgets, heading}, its widgets in boxes of their own
 * (`.place`, with the widget's id in `data-widget`). Libraries live on one page without hearing each other's frames.
 */
export function hostPage({ title = "Another site", parts, dark = false, before = "", hidden = false }) {
  const places = parts.map(({ library, widgets, heading }) => {
    const boxes = widgets.map((widget) => `<div class="place" data-widget="${widget.id}"${hidden ? ' style="display: none"' : ""}>${LIBRARIES[library].place(widget)}</div>`);
    return `<section>${heading ? `<h2>${heading}</h2>` : ""}${boxes.join("\n")}</section>`;
  });
  const starts = parts.map(({ library, widgets }) => LIBRARIES[library].start(widgets));
  return `<!doctype html>
<html lang="en"${dark ? ' class="dark"' : ""}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<body>
${before}
<main>
${places.join("\n")}
</main>
${starts.join("\n")}
</body>
</html>
`;
}
