/* The index of a published site as a whole: finds stories, and loads what the results show of them. */
import { IndexPart } from "./index_part.js";
import { termsOf } from "./words.js";

/** Opens the index. `get(path, kind)` loads a file of the site as `json` or as `bytes`. */
export async function openSiteIndex(get) {
  const loaded = new Map();

  function load(path, kind) {
    if (!loaded.has(path)) {
      const file = get(path, kind);
      loaded.set(path, file);
      file.catch(() => loaded.delete(path));
    }
    return loaded.get(path);
  }

  async function read() {
    const index = await get("search/index.json", "json");
    const part = (line) => new IndexPart(line, (name, kind) => load(`search/${line.folder}/${name}`, kind));
    return { ...index, parts: index.parts.map(part) };
  }

  let index = await read();

  /* The numbers of the stories with every term, the newest first: [those with all in the headline, the others]. */
  async function findOnce(queryTerms) {
    const headlines = [];
    const others = [];
    const parts = await Promise.all(index.parts.map((part) => Promise.all(queryTerms.map((term) => part.stories(term)))));
    for (let at = parts.length - 1; at >= 0; at--) {
      const { first, count } = index.parts[at];
      for (let number = count - 1; number >= 0; number--) {
        if (!parts[at].every(({ all }) => all[number])) continue;
        const isHeadline = parts[at].every((marks) => marks.headlines[number]);
        (isHeadline ? headlines : others).push(first + number);
      }
    }
    return [headlines, others];
  }

  return {
    /** The number of stories in the index. */
    get count() {
      return index.stories;
    },

    /** Finds the stories of a query. Where the site was built again meanwhile, its index is read anew. */
    async find(query) {
      const queryTerms = [...new Set(termsOf(query))];
      if (queryTerms.length === 0) return [[], []];
      try {
        return await findOnce(queryTerms);
      } catch {
        index = await read();
        return findOnce(queryTerms);
      }
    },

    /** A story: `{ item, text }`. */
    async story(number) {
      const file = Math.floor(number / index.each);
      const stories = await load(`search/stories/${String(file).padStart(4, "0")}.json`, "json");
      return stories[number % index.each];
    },
  };
}
