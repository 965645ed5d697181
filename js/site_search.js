/*
 * The search in the index of a published site: loaded with its search page. `window.newsleaf.siteSearch.open(root)` gives a promise
 * of the search in the site at the relative address `root`.
 *   count()                          the number of stories in the index
 *   find(query)                      a promise of the numbers of the stories with every term, the newest first, as two lists: those
 *                                    with all terms in the headline, and the others. Of `null` where another query has followed
 *   load(number)                     a promise of [item as JSON, body as text]
 *   add, show                        as in js/search.js, for stories that were loaded
 *   isCurrent(number)                whether a number that was found is of the index as it is now: `load` reads it anew where the site was
 *                                    built without the story
 *   holds(number, query)             whether such a story has the terms: in scripts without spaces the index knows pairs of characters
 */
import { openSiteIndex } from "./search/site_index.js";
import { rank, shown, storyOf } from "./search/story.js";
import { termsOf } from "./search/words.js";

/* For so long a reader may type on before a query is sent, in milliseconds. */
const PAUSE_MS = 150;

/* The folder of a part and the files of stories are named by their content. */
const NAMED_BY_CONTENT = /\/search\/(\d+-\d+-[0-9a-f]+\/|stories\/\d+-[0-9a-f]+\.json$)/;

async function get(url, kind) {
  const response = await fetch(url, { cache: NAMED_BY_CONTENT.test(url) ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return kind === "json" ? response.json() : new Uint8Array(await response.arrayBuffer());
}

async function open(root) {
  const index = await openSiteIndex((path, kind) => get(root + path, kind));
  const stories = new Map();
  let last = 0;

  return {
    count: () => index.count,
    async find(query) {
      const number = ++last;
      await new Promise((then) => setTimeout(then, PAUSE_MS));
      if (number !== last) return null;
      const found = await index.find(query);
      return number === last ? found : null;
    },
    async load(number) {
      const { item, text } = await index.story(number);
      return [JSON.stringify(item), text];
    },
    isCurrent: (number) => index.isCurrent(number),
    add: (number, ...texts) => void stories.set(number, storyOf(...texts)),
    show: (number, query) => shown(stories.get(number), query),
    holds: (number, query) => !stories.has(number) || rank(stories.get(number), termsOf(query)) >= 0,
  };
}

window.newsleaf.siteSearch = { open };
