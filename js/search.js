/*
 * The search: loaded when a reader opens it, and not before. It is written in JavaScript because browsers have all that it
 * needs: Unicode's normal forms and classes (tens of kilobytes of tables in a wasm), and a search in strings that is
 * faster than one in the wasm's memory.
 *
 * A story is three texts: headline, summary (with names and tags), body. For searching, each text is stored as its words,
 * folded, with a space before each: capitals, accents and marks are gone. Chinese, Japanese, Korean, Thai and their like
 * write no spaces between words, or not where readers think of them; there a run of characters is one word. So a term of
 * such a script is found anywhere in a run, and any other where a word begins with it, both by looking for a string.
 *
 * `window.newsleaf.search.open()` gives a search without stories:
 *   add(number, headline, summary, names, body)  adds a story. Names are found like the summary; a body is read up to
 *                                    200,000 characters
 *   find(query)                      the numbers of the stories that contain every term: first those with all terms in the
 *                                    headline, then those that need the summary, then those that need the body
 *   show(number, query)              [headline, text], each as parts that are plain and marked in turn, plain first; the
 *                                    text is the summary, or the place in the body with the first term that is not in
 *                                    headline or summary
 */
(function (window) {
  "use strict";

  /* Runs of characters without spaces; words of letters, digits and the marks on them. */
  const RUN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3005\\u30fc\\uff70\\uff9e\\uff9f";
  /* Characters within words that are not part of them: hyphens that may break, joiners, and spaces without width, which part
     the words of Thai and Khmer for the sake of lines. */
  const WITHIN = "\\u00ad\\u200b\\u200c\\u200d";
  const WORDS = new RegExp(`[${RUN}][${RUN}\\p{M}${WITHIN}]*|(?:(?![${RUN}])[\\p{L}\\p{N}])(?:(?![${RUN}])[\\p{L}\\p{N}\\p{M}${WITHIN}])*`, "gu");
  /* A letter with its marks. */
  const CHARACTERS = /[^]\p{M}*/gu;
  const IS_RUN = new RegExp(`^[${RUN}]`, "u");

  /* Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, and characters that join words. */
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b\u200c\u200d]/g;
  /* Letters that differ by no mark of their own, and are typed as others. */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", þ: "th", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه" };
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

  /* The number of characters of a body that are shown around a match. */
  const BEFORE = 60;
  const SHOWN = 240;
  /* The number of characters of a body that are read: a book's chapter. */
  const READ = 200_000;

  /* No letter has so many marks; browsers sort them in time that grows with the square of their number. */
  const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

  /* A few signs are several words when they are folded; here they stay one. */
  function fold(text) {
    const plain = text.replace(TOO_MANY_MARKS, "$1").normalize("NFKD").replace(MARKS, "").replaceAll(" ", "").toLowerCase().normalize("NFC");
    return plain.replace(LETTER, (letter) => LETTERS[letter]);
  }

  function words(text) {
    return text.match(WORDS) || [];
  }

  /* The words of a text, folded, each with a space before it, and where each begins in the text. */
  function taken(text) {
    const found = [];
    const places = [];
    WORDS.lastIndex = 0;
    for (let word; (word = WORDS.exec(text)); ) {
      found.push(word[0]);
      places.push(word.index);
    }
    return [` ${fold(found.join("\0")).replaceAll("\0", " ")}`, places];
  }

  /* The terms: the words of the query. In scripts with spaces, a term begins with the space before its word. */
  function terms(query) {
    return words(query).map((word) => (IS_RUN.test(word) ? fold(word) : ` ${fold(word)}`)).filter((term) => term.trim());
  }

  /* The text that is needed to find every term: 0 for the headline alone, 2 for the body too; -1 if one is missing. */
  function rank({ folds }, queryTerms) {
    let rank = 0;
    for (const term of queryTerms) {
      const at = folds.findIndex((text) => text.includes(term));
      if (at < 0) return -1;
      rank = Math.max(rank, at);
    }
    return rank;
  }

  /* The text in parts, plain and marked in turn: marked parts are terms. */
  function parts(text, queryTerms) {
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

  /* The place of a term in a body. */
  function excerpt({ body: text, places, folds }, term) {
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

  /* A text from a little before a place, cut between words where there are any. */
  function around(text, place) {
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

  function open() {
    const stories = [];
    /* The last results. The results of a longer query are among them. */
    let last = { queryTerms: [], of: 0, found: [] };

    function add(number, headline, summary, names, whole) {
      const body = whole.slice(0, READ);
      const [fold, places] = taken(body);
      stories[number] = { headline, summary, body, places, folds: [taken(headline)[0], taken(`${summary} ${names}`)[0], fold] };
    }

    function find(query) {
      const queryTerms = terms(query);
      if (queryTerms.length === 0) return [];
      const goesOn =
        last.found.length > 0 && last.of === stories.length && last.queryTerms.every((term) => queryTerms.some((longer) => longer.includes(term)));
      const ranked = [[], [], []];
      for (const number of goesOn ? last.found.slice().sort((a, b) => a - b) : stories.keys()) {
        const place = stories[number] ? rank(stories[number], queryTerms) : -1;
        if (place >= 0) ranked[place].push(number);
      }
      const found = ranked.flat();
      last = { queryTerms, of: stories.length, found };
      return found;
    }

    function show(number, query) {
      const story = stories[number];
      if (!story) return [[""], [""]];
      const queryTerms = terms(query);
      const [headline, summary, body] = story.folds;
      const elsewhere = queryTerms.find((term) => !headline.includes(term) && !summary.includes(term) && body.includes(term));
      const text = elsewhere ? excerpt(story, elsewhere) : story.summary === story.headline ? "" : around(story.summary, 0);
      return [parts(story.headline, queryTerms), parts(text, queryTerms)];
    }

    return { add, find, show };
  }

  window.newsleaf.search = { open };
})(window);
