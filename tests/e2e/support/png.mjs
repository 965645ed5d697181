// The pixels of a PNG file, for readers of codes: 8 bits a channel, RGB or RGBA, without interlacing, as Chromium writes them.
import { inflateSync } from "node:zlib";

const SIGNATURE = "89504e470d0a1a0a";

/** `{data, width, height}` as `ImageData` has it: RGBA, row by row. */
export function decodePng(png) {
  if (png.subarray(0, 8).toString("hex") !== SIGNATURE) throw new Error("This is no PNG file.");
  const packed = [];
  let header;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") header = content;
    if (kind === "IDAT") packed.push(content);
    at += length + 12;
  }
  const [width, height, depth, colours, interlaced] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9], header[12]];
  const channels = { 2: 3, 6: 4 }[colours];
  if (depth !== 8 || !channels || interlaced) throw new Error(`A PNG of another kind: depth ${depth}, colours ${colours}.`);
  const rows = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, height, channels);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++) data[pixel * 4 + channel] = rows[pixel * channels + channel];
  }
  return { data, width, height };
}

/** Each row begins with the filter that its bytes were written by (PNG specification, section 9). */
function unfiltered(bytes, length, height, channels) {
  const rows = Buffer.alloc(length * height);
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const at = y * length + x;
      const left = x >= channels ? rows[at - channels] : 0;
      const above = y > 0 ? rows[at - length] : 0;
      const corner = x >= channels && y > 0 ? rows[at - length - channels] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      rows[at] = bytes[y * (length + 1) + 1 + x] + guess;
    }
  }
  return rows;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
