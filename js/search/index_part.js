/*
 * One part of the index of a published site (src/publish/search/mod.rs): finds the stories of a term, with few requests.
 * `load` gives the bytes or the JSON of a file of the part.
 */
import { ByteReader, markList } from "./numbers.js";
import { isRun } from "./words.js";

/* As src/publish/search/prefixes.rs and terms.rs have them, in characters. */
const SHORT = 3;
const LONG = 16;
const LONGEST = 40;
/* No more files are loaded for a term. Only prefixes of more than LONG characters have so many. */
const MANY_FILES = 8;
/* A longer run is checked in the text of the stories. */
const MOST_PARTS = 12;

/* Thai, Lao, Myanmar and Khmer have so few letters that most texts have most pairs of them. */
const ALPHABETIC = /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]+$/;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/* The index is in the order of UTF-8. */
function compare(one, other) {
  const [a, b] = [encoder.encode(one), encoder.encode(other)];
  const at = a.findIndex((byte, at) => byte !== b[at]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}

/** The first and the last of the files whose terms may begin with `start`. `firsts` are the first terms of the files. */
function filesOf(firsts, start) {
  const last = firsts.findLastIndex((first) => first.startsWith(start) || compare(first, start) <= 0);
  const first = firsts.findLastIndex((first) => compare(first, start) <= 0);
  return [Math.max(first, 0), last];
}

/**
 * What a run is looked for by: a character, pairs, or threes, each of which begins with a character of a run. Of a row of
 * threes every second one and the last are enough: they have all of its characters, and overlap.
 */
export function partsOfRun(run) {
  const characters = [...run];
  if (characters.length < 3) return [run];
  const part = (at, length) => characters.slice(at, at + length).join("");
  const isThree = (at) => at >= 0 && at + 2 < characters.length && isRun(characters[at]) && ALPHABETIC.test(part(at, 3));
  const parts = [];
  let row = 0;
  for (let at = 0; at < characters.length - 1 && parts.length < MOST_PARTS; at++) {
    row = isThree(at) ? row + 1 : 0;
    if (row > 0) {
      if (row % 2 === 1 || !isThree(at + 1)) parts.push(part(at, 3));
    } else if (isRun(characters[at]) && !isThree(at - 1)) {
      parts.push(part(at, 2));
    }
  }
  return parts;
}

export class IndexPart {
  constructor(line, load) {
    Object.assign(this, line);
    this.load = load;
  }

  /** The stories of a term, from `termsOf`: `{ all, headlines }`, each with a mark for each story of the part. */
  async stories(term) {
    const found = { all: new Uint8Array(this.count), headlines: new Uint8Array(this.count) };
    if (!term.startsWith(" ")) {
      const parts = await Promise.all(partsOfRun(term).map((part) => this.exact("words", part)));
      for (const marks of ["all", "headlines"]) {
        found[marks].fill(1);
        for (const part of parts) part[marks].forEach((is, at) => is || (found[marks][at] = 0));
      }
      return found;
    }
    const start = [...term.slice(1)].slice(0, LONGEST).join("");
    const { length } = [...start];
    if (length <= SHORT) return this.exact("starts", start);
    const [first, last] = await this.files("words", start);
    /* Prefixes whose words are in more than two files are terms of their own. */
    if (last - first > 1 && length <= LONG) return this.exact("starts", start);
    const files = [];
    for (let file = first; file <= last && files.length < MANY_FILES; file++) files.push(this.read("words", file));
    for (const file of await Promise.all(files)) this.mark(file, (other) => other.startsWith(start), found);
    return found;
  }

  /* The stories of this very term. */
  async exact(kind, term) {
    const found = { all: new Uint8Array(this.count), headlines: new Uint8Array(this.count) };
    const [, last] = await this.files(kind, term, (first) => compare(first, term) <= 0);
    if (last >= 0) this.mark(await this.read(kind, last), (other) => other === term, found);
    return found;
  }

  /* The first and the last file with terms that may begin with `start`; with `isBefore`, the last whose first term is before. */
  async files(kind, start, isBefore) {
    const { files, directories, each } = this[kind];
    const range = (firsts) => (isBefore ? [0, firsts.findLastIndex(isBefore)] : filesOf(firsts, start));
    if (files) return range(files);
    const [first, last] = range(directories);
    if (last < 0) return [0, last];
    if (!isBefore && last - first > 1) return [first * each, last * each];
    const from = isBefore ? last : first;
    const names = [];
    for (let at = from; at <= last; at++) names.push(this.load(`${kind}/directory-${at}.json`, "json"));
    return range((await Promise.all(names)).flat()).map((file) => file + from * each);
  }

  read(kind, file) {
    return this.load(`${kind}/${file}.bin`, "bytes");
  }

  /* Marks the stories of all terms of a file for which `isFound`. */
  mark(bytes, isFound, { all, headlines }) {
    const reader = new ByteReader(bytes);
    let last = new Uint8Array();
    while (!reader.isAtEnd) {
      const same = reader.number();
      const rest = reader.take(reader.number());
      const name = new Uint8Array(same + rest.length);
      name.set(last.subarray(0, same));
      name.set(rest, same);
      last = name;
      const lists = [reader.list(), reader.list()];
      if (!isFound(decoder.decode(name))) continue;
      markList(lists[0], all);
      markList(lists[1], headlines);
    }
  }
}
