/*
 * What is shown of a story that was found: texts in parts that are plain and marked in turn, plain first.
 */
import { CHARACTERS, WORDS, fold } from "./words.js";

/* The number of characters of a body that are shown around a match. */
const BEFORE = 60;
const SHOWN = 240;

/** The text in parts, plain and marked in turn: marked parts are terms. */
export function parts(text, queryTerms) {
  /* For each character of the folded words the place in the text where it comes from, and where that ends. */
  let line = "";
  const from = [];
  const to = [];
  for (const word of text.matchAll(WORDS)) {
    line += " ";
    from.push(word.index);
    to.push(word.index);
    let at = word.index;
    for (const [character] of word[0].matchAll(CHARACTERS)) {
      const plain = fold(character);
      for (let index = 0; index < plain.length; index++) {
        from.push(at);
        to.push(at + character.length);
      }
      /* A character that folds into nothing belongs to the letter before it. */
      if (!plain && to.length > 0) to[to.length - 1] = at + character.length;
      line += plain;
      at += character.length;
    }
  }
  const marked = [];
  for (const term of queryTerms) {
    const begin = term.startsWith(" ") ? 1 : 0;
    for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + term.length)) {
      marked.push([from[at + begin], to[at + term.length - 1]]);
    }
  }
  marked.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const cut = [""];
  let end = 0;
  for (const [start, stop] of marked) {
    if (stop <= end) continue;
    if (start > end) {
      cut[cut.length - 1] += text.slice(end, start);
      cut.push(text.slice(start, stop), "");
    } else if (cut.length > 1) {
      cut[cut.length - 2] += text.slice(end, stop);
    } else {
      cut.push(text.slice(start, stop), "");
    }
    end = stop;
  }
  cut[cut.length - 1] += text.slice(end);
  return cut;
}

/** The place of a term in a body. */
export function excerpt({ body: text, places, folds }, term) {
  const words = folds[2];
  const at = words.indexOf(term);
  let number = -1;
  for (let space = words.indexOf(" "); space >= 0 && space <= at; space = words.indexOf(" ", space + 1)) number += 1;
  /* A long run is cut to the part around the term. */
  const inRun = term.startsWith(" ") ? 0 : at - words.lastIndexOf(" ", at) - 1;
  let place = places[number] || 0;
  WORDS.lastIndex = place;
  const [word] = WORDS.exec(text) ?? [""];
  WORDS.lastIndex = 0;
  const end = words.indexOf(" ", at + 1);
  if ((end < 0 ? words.length : end) - at + inRun === word.length) {
    /* Folding has not changed the length, as it seldom does. */
    place += inRun;
  } else {
    let folded = 0;
    for (const [character] of word.matchAll(CHARACTERS)) {
      if (folded >= inRun) break;
      folded += fold(character).length;
      place += character.length;
    }
  }
  return around(text, place);
}

/** A text from a little before a place, cut between words where there are any. */
export function around(text, place) {
  let start = Math.max(0, place - BEFORE);
  if (start > 0) {
    const space = text.slice(start, place).search(/\s/);
    if (space >= 0) start += space + 1;
    else if (/[\udc00-\udfff]/.test(text[start])) start += 1;
  }
  let stop = Math.min(text.length, start + SHOWN);
  if (stop < text.length) {
    const space = text.slice(start, stop).search(/\s\S*$/);
    if (space > SHOWN - BEFORE) stop = start + space;
    else if (/[\ud800-\udbff]/.test(text[stop - 1])) stop -= 1;
  }
  return (start > 0 ? "… " : "") + text.slice(start, stop).trim() + (stop < text.length ? " …" : "");
}
