/*
 * The words of texts and queries, folded: capitals, accents and marks are gone. Chinese, Japanese, Korean, Thai and their like
 * write no spaces between words, or not where readers think of them; there a run of characters is one word. So a term of
 * such a script is found anywhere in a run, and any other where a word begins with it.
 *
 * src/publish/search/words.rs does the same for the index of a published site; tests/support/search-words.json holds the two equal.
 */

/* Runs of characters without spaces; words of letters, digits and the marks on them. */
const RUN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3005\\u30fc\\uff70\\uff9e\\uff9f";
/* Characters within words that are not part of them: hyphens that may break, joiners, and spaces without width, which part
   the words of Thai and Khmer for the sake of lines. */
const WITHIN = "\\u00ad\\u200b\\u200c\\u200d";
/** Finds the words of a text, with the flag `g`: whoever uses `exec` sets `lastIndex`. */
export const WORDS = new RegExp(`[${RUN}][${RUN}\\p{M}${WITHIN}]*|(?:(?![${RUN}])[\\p{L}\\p{N}])(?:(?![${RUN}])[\\p{L}\\p{N}\\p{M}${WITHIN}])*`, "gu");
/** A letter with its marks. */
export const CHARACTERS = /[^]\p{M}*/gu;
const IS_RUN = new RegExp(`^[${RUN}]`, "u");

/* Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, and characters that join words. */
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b\u200c\u200d]/g;
/* Letters that differ by no mark of their own, and are typed as others. */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", þ: "th", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه" };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/* No letter has so many marks; browsers sort them in time that grows with the square of their number. */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

/** A text without capitals, accents and marks. A few signs are several words when they are folded; here they stay one. */
export function fold(text) {
  const plain = text.replace(TOO_MANY_MARKS, "$1").normalize("NFKD").replace(MARKS, "").replaceAll(" ", "").toLowerCase().normalize("NFC");
  return plain.replace(LETTER, (letter) => LETTERS[letter]);
}

/** Whether a folded word is a run: `㊀` is a number, and folds into the Han character `一`. */
export const isRun = (word) => IS_RUN.test(word);

/** The words of a text as they are written. */
export const words = (text) => text.match(WORDS) || [];

/** The terms: the words of the query, folded. In scripts with spaces, a term begins with the space before its word. */
export const termsOf = (query) => words(query).map(fold).map((word) => (isRun(word) ? word : ` ${word}`)).filter((term) => term.trim());
