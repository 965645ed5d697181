// Turns index.html as it is written into index.html as it is served: real file names, the boot script inline, and the
// hash of that script in the policy. Every address in it stays relative to the document, so it works in any folder.
import { createHash } from "node:crypto";

/** Replaces what must be there exactly once; a shell that has changed shape fails the build instead of the reader. */
function replaceOnce(text, found, replacement) {
  if (text.split(found).length !== 2) throw new Error(`index.html should hold exactly one ${found}`);
  return text.replace(found, () => replacement);
}

export function finishShell(html, { boot, style, print, glue, wasm, sanitiser, words, search, qrCode, failedPicture, frameCard }) {
  if (boot.includes("</script")) throw new Error("js/boot.js must not contain the end tag of a script.");
  const hash = createHash("sha256").update(boot).digest("base64");

  let shell = html.replace(/<!--[^]*?-->/g, "").replace(/\n\s*/g, "\n").trim() + "\n";
  shell = replaceOnce(shell, "BOOT-HASH", `sha256-${hash}`);
  shell = replaceOnce(shell, "style/main.css", style);
  shell = replaceOnce(shell, "style/print.css", print);
  const files = { glue, wasm, sanitiser, search, "qr-code": qrCode, "failed-picture": failedPicture, "frame-card": frameCard, words: words.folder, languages: words.languages };
  const attributes = Object.entries(files).map(([name, value]) => `data-${name}="${value}"`).join(" ");
  return replaceOnce(
    shell,
    '<script src="js/boot.js"></script>',
    `<script ${attributes}>${boot}</script>`,
  );
}
