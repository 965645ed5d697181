/*
 * The search: loaded when a reader opens it, and not before. It is written in JavaScript because browsers have all that it
 * needs: Unicode's normal forms and classes (tens of kilobytes of tables in a wasm), and a search in strings that is
 * faster than one in the wasm's memory.
 *
 * `window.newsleaf.search.open()` gives a search without stories:
 *   add(number, headline, summary, names, body)  adds a story. Names are found like the summary; a body is read up to
 *                                    200,000 characters
 *   find(query)                      the numbers of the stories that contain every term, as two lists: those with all terms in the
 *                                    headline, and the others: first those that need the summary, then those that need the body
 *   show(number, query)              [headline, text], each as parts that are plain and marked in turn, plain first
 */
import { rank, shown, storyOf } from "./search/story.js";
import { termsOf } from "./search/words.js";

function open() {
  const stories = [];
  /* The last results. The results of a longer query are among them. */
  let last = { queryTerms: [], of: 0, found: [] };

  function add(number, ...texts) {
    stories[number] = storyOf(...texts);
  }

  function find(query) {
    const queryTerms = termsOf(query);
    if (queryTerms.length === 0) return [[], []];
    const goesOn =
      last.found.length > 0 && last.of === stories.length && last.queryTerms.every((term) => queryTerms.some((longer) => longer.includes(term)));
    const ranked = [[], [], []];
    for (const number of goesOn ? last.found.slice().sort((a, b) => a - b) : stories.keys()) {
      const place = stories[number] ? rank(stories[number], queryTerms) : -1;
      if (place >= 0) ranked[place].push(number);
    }
    const [headlines, ...others] = ranked;
    last = { queryTerms, of: stories.length, found: ranked.flat() };
    return [headlines, others.flat()];
  }

  return { add, find, show: (number, query) => shown(stories[number], query) };
}

window.newsleaf.search = { open };
