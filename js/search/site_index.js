/* The index of a published site as a whole: finds stories, and loads what the results show of them. */
import { IndexPart } from "./index_part.js";
import { termsOf } from "./words.js";

/** Opens the index. `get(path, kind)` loads a file of the site as `json` or as `bytes`. */
export async function openSiteIndex(get) {
  let loaded = new Map();

  function load(path, kind) {
    const files = loaded;
    if (!files.has(path)) {
      const file = get(path, kind);
      files.set(path, file);
      file.catch(() => files.delete(path));
    }
    return files.get(path);
  }

  /* Stories are numbered from `base` on, so that no number of an older index means another story. */
  async function read(base) {
    const lines = await get("search/index.json", "json");
    const part = (line) => new IndexPart(line, (name, kind) => load(`search/${line.folder}/${name}`, kind));
    return { ...lines, base, parts: lines.parts.map(part), text: JSON.stringify(lines) };
  }

  let index = await read(0);
  let reading = null;

  /* Reads the index anew, unless that has happened since it was `known`. It stays if the site was not built meanwhile. */
  async function readAnew(known) {
    if (index !== known) return;
    reading ??= read(known.base + known.stories).finally(() => (reading = null));
    const newest = await reading;
    if (index !== known || newest.text === known.text) return;
    index = newest;
    loaded = new Map();
  }

  /* The numbers of the stories with every term, the newest first: [those with all in the headline, the others]. */
  async function findIn({ base, parts }, queryTerms) {
    const headlines = [];
    const others = [];
    const found = await Promise.all(parts.map((part) => Promise.all(queryTerms.map((term) => part.stories(term)))));
    for (let at = found.length - 1; at >= 0; at--) {
      const { first, count } = parts[at];
      for (let number = count - 1; number >= 0; number--) {
        if (!found[at].every(({ all }) => all[number])) continue;
        const isHeadline = found[at].every((marks) => marks.headlines[number]);
        (isHeadline ? headlines : others).push(base + first + number);
      }
    }
    return [headlines, others];
  }

  async function storyIn({ base, parts, each, names }, number) {
    const at = number - base;
    const part = parts.find(({ first, count }) => at >= first && at < first + count);
    if (!part) throw new Error(`no story has the number ${number}`);
    const file = Math.floor((at - part.first) / each);
    const hashes = await part.load(`names/${Math.floor(file / names)}.json`, "json");
    const name = `${String(Math.floor(at / each)).padStart(4, "0")}-${hashes[file % names]}`;
    return (await load(`search/stories/${name}.json`, "json"))[at % each];
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
      const known = index;
      try {
        return await findIn(known, queryTerms);
      } catch {
        await readAnew(known);
        return findIn(index, queryTerms);
      }
    },

    /** A story: `{ item, text }`. It fails where the site was built again without it; then its number is not current any more. */
    async story(number) {
      const known = index;
      try {
        return await storyIn(known, number);
      } catch (error) {
        await readAnew(known);
        throw error;
      }
    },

    /** Whether a number that was found is of the index as it was read last. */
    isCurrent: (number) => number >= index.base,
  };
}
