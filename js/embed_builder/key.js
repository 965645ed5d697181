// The parts of links: keys and slugs, as in src/domain/feed/key.rs and src/domain/feed/slug.rs.

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const rotate = (word, by) => BigInt.asUintN(64, (word << by) | (word >> (64n - by)));
const sum = (one, other) => BigInt.asUintN(64, one + other);

function rounds(v, count) {
  while (count--) {
    v[0] = sum(v[0], v[1]);
    v[1] = rotate(v[1], 13n) ^ v[0];
    v[0] = rotate(v[0], 32n);
    v[2] = sum(v[2], v[3]);
    v[3] = rotate(v[3], 16n) ^ v[2];
    v[0] = sum(v[0], v[3]);
    v[3] = rotate(v[3], 21n) ^ v[0];
    v[2] = sum(v[2], v[1]);
    v[1] = rotate(v[1], 17n) ^ v[2];
    v[2] = rotate(v[2], 32n);
  }
}

/** The key of an item's id: the first 50 bits of its SipHash-2-4 with a key of zeros. */
export function keyOf(id) {
  const bytes = new TextEncoder().encode(id);
  const padded = new Uint8Array((bytes.length + 8) & ~7);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length;
  const words = new DataView(padded.buffer);
  const v = [0x736f6d6570736575n, 0x646f72616e646f6dn, 0x6c7967656e657261n, 0x7465646279746573n];
  for (let at = 0; at < padded.length; at += 8) {
    const word = words.getBigUint64(at, true);
    v[3] ^= word;
    rounds(v, 2);
    v[0] ^= word;
  }
  v[2] ^= 0xffn;
  rounds(v, 4);
  const hash = v[0] ^ v[1] ^ v[2] ^ v[3];
  return Array.from({ length: 10 }, (_, at) => ALPHABET[Number((hash >> BigInt(59 - 5 * at)) & 31n)]).join("");
}

/** The readable part of a link. A slug is cut after 72 bytes; a link has no slug that would be longer. */
export function slugOf(text) {
  const words = text.toWellFormed().replaceAll("İ", "i").toLowerCase().replace(/['’\u00ad\u200c\u200d]/g, "");
  const slug = words.replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^[-\p{M}]+|-$/gu, "");
  return new TextEncoder().encode(slug).length > 72 ? "" : slug;
}

/** The path of a section in links. A name without letters is replaced by its key. */
export const sectionSlug = (path) => path.map((name) => slugOf(name) || keyOf(name)).join("/");
