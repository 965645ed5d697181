// Turns index.html, feed-health.html and embed-builder.html into the served pages: real file names, the boot script inline, and the
// hash of that script in the policy. Every address in it stays relative to the document, so it works in any folder.
import { createHash } from "node:crypto";

/** Replaces a text that must occur exactly once: an unexpected shell fails the build instead of the reader. */
function replaceOnce(text, found, replacement) {
  if (text.split(found).length !== 2) throw new Error(`The page should hold exactly one ${found}`);
  return text.replace(found, () => replacement);
}

/** The page without comments and indentation, its one script inline behind these data attributes and allowed by its hash. */
function withInlineScript(html, { file, script, placeOfHash, data }) {
  if (script.includes("</script")) throw new Error(`${file} must not contain the end tag of a script.`);
  const hash = createHash("sha256").update(script).digest("base64");
  const page = html.replace(/<!--[^]*?-->/g, "").replace(/\n\s*/g, "\n").trim() + "\n";
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${value}"`).join(" ");
  const allowed = replaceOnce(page, placeOfHash, `sha256-${hash}`);
  return replaceOnce(allowed, `<script src="${file}"></script>`, `<script ${attributes}>${script}</script>`);
}

export function finishShell(html, { boot, style, print, glue, wasm, sanitiser, messages, parts, embed, published }) {
  const data = { glue, wasm, sanitiser, parts, embed, published, messages: messages.folder, languages: messages.languages };
  const shell = withInlineScript(html, { file: "js/boot.js", script: boot, placeOfHash: "BOOT-HASH", data });
  return replaceOnce(replaceOnce(shell, "style/main.css", style), "style/print.css", print);
}

export function finishHealthPage(html, { script, style, glue, wasm, messages }) {
  const data = { glue, wasm, messages: messages.folder, languages: messages.languages };
  const page = withInlineScript(html, { file: "js/feed_health.js", script, placeOfHash: "HEALTH-HASH", data });
  return replaceOnce(page, "style/feed_health.css", style);
}

export function finishBuilderPage(html, { script, style, messages }) {
  const data = { messages: messages.folder, languages: messages.languages };
  const page = withInlineScript(html, { file: "js/embed_builder.js", script, placeOfHash: "BUILDER-HASH", data });
  return replaceOnce(page, "style/embed_builder.css", style);
}
