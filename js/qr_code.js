/*
 * Draws QR codes of addresses. The script is loaded when a reader asks for a code; `lean-qr` encodes, at error correction
 * level M. The build bundles both into one classic script.
 *
 * `window.newsleaf.qrCode`:
 *   encode(text)        {size, get(x, y)}: get says whether a module is dark, counted from 0 without the quiet zone; null if
 *                       the text is too long
 *   draw(id, text)      draws the code with its quiet zone into the <svg> of the dialog with this id, and shows either
 *                       .qr-dialog__fits or .qr-dialog__too-long
 *   save(id)            downloads the drawing as a PNG file, a format that photo albums of phones accept
 */
/*! The encoder is lean-qr: Copyright (c) David Evans, MIT License, https://github.com/davidje13/lean-qr/blob/main/LICENSE */
import { correction, generate } from "lean-qr/nano";

/* Light modules around a code, so that readers find it. */
const QUIET_ZONE = 4;
/* Pixels a module in a saved picture. A whole number keeps the edges sharp. */
const SCALE = 12;
/* The code of lean-qr's error for a text that no version holds. */
const TOO_LONG = 4;

function encode(text) {
  try {
    return generate(text, { minCorrectionLevel: correction.M });
  } catch (error) {
    if (error.code === TOO_LONG) return null;
    throw error;
  }
}

/* The dark modules as a path: one box for each run in a row. */
function pathOf(code) {
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      let run = 0;
      while (code.get(x + run, y)) run += 1;
      if (run > 0) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return path;
}

function draw(id, text) {
  const dialog = document.getElementById(id);
  const code = encode(text);
  dialog.querySelector(".qr-dialog__fits").hidden = !code;
  dialog.querySelector(".qr-dialog__too-long").hidden = !!code;
  if (!code) return;
  const width = code.size + 2 * QUIET_ZONE;
  const svg = dialog.querySelector(".qr-dialog__code");
  svg.setAttribute("viewBox", `0 0 ${width} ${width}`);
  svg.querySelector("path").setAttribute("d", pathOf(code));
}

function save(id) {
  const svg = document.getElementById(id).querySelector(".qr-dialog__code");
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = svg.viewBox.baseVal.width * SCALE;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(SCALE, SCALE);
  pen.fillStyle = "#000";
  pen.fill(new window.Path2D(svg.querySelector("path").getAttribute("d")));
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = window.URL.createObjectURL(blob);
    link.download = "qr-code.png";
    link.click();
    window.setTimeout(() => window.URL.revokeObjectURL(link.href), 60000);
  }, "image/png");
}

window.newsleaf.qrCode = { encode, draw, save };
