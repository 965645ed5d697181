/*
 * Stories with their texts: headline, summary (with names and tags), body. For searching, each text is stored as its words,
 * folded, with a space before each, so that a term is found by looking for a string.
 */
import { around, excerpt, parts } from "./shown.js";
import { WORDS, fold, termsOf } from "./words.js";

/* The number of characters of a body that are read: a book's chapter. */
const READ = 200_000;

/* The words of a text, folded, each with a space before it, and where each begins in the text. */
function foldedWords(text) {
  const found = [];
  const places = [];
  WORDS.lastIndex = 0;
  for (let word; (word = WORDS.exec(text)); ) {
    found.push(word[0]);
    places.push(word.index);
  }
  return [` ${fold(found.join("\0")).replaceAll("\0", " ")}`, places];
}

/** The text that is needed to find every term: 0 for the headline alone, 2 for the body too; -1 if one is missing. */
export function rank({ folds }, queryTerms) {
  let rank = 0;
  for (const term of queryTerms) {
    const at = folds.findIndex((text) => text.includes(term));
    if (at < 0) return -1;
    rank = Math.max(rank, at);
  }
  return rank;
}

/** The texts of a story. Names are found like the summary. */
export function storyOf(headline, summary, names, whole) {
  const body = whole.slice(0, READ);
  const [fold, places] = foldedWords(body);
  return { headline, summary, body, places, folds: [foldedWords(headline)[0], foldedWords(`${summary} ${names}`)[0], fold] };
}

/**
 * [headline, text] of a story, each in parts. The text is the summary, or the place in the body with the first term that is not in
 * headline or summary.
 */
export function shown(story, query) {
  if (!story) return [[""], [""]];
  const queryTerms = termsOf(query);
  const [headline, summary, body] = story.folds;
  const elsewhere = queryTerms.find((term) => !headline.includes(term) && !summary.includes(term) && body.includes(term));
  const text = elsewhere ? excerpt(story, elsewhere) : story.summary === story.headline ? "" : around(story.summary, 0);
  return [parts(story.headline, queryTerms), parts(text, queryTerms)];
}
