// Finds the article of this site that the text in the field means.

const ARTICLE = /^([0-9a-hjkmnp-tv-z]{10})(-.*)?$/is;

/**
 * `KEY-slug`, or the key alone, of an article, from such a text or from the address of its page in the folder `base`. Undefined
 * for any other text.
 */
export function articleOf(text, base) {
  const input = text.toWellFormed().trim();
  if (ARTICLE.test(input)) return named(input);
  let url;
  try {
    url = new URL(input, base);
  } catch {
    return undefined;
  }
  const folder = new URL("./", base);
  if (url.host !== folder.host || !url.pathname.startsWith(folder.pathname)) return undefined;
  const page = /^article\/([^/]+)\/?$/.exec(url.pathname.slice(folder.pathname.length));
  return named(url.searchParams.get("article") ?? decoded(page?.[1] ?? ""));
}

/** The key in lower case, as in links. */
function named(text) {
  const found = ARTICLE.exec(text);
  return found ? found[1].toLowerCase() + (found[2] ?? "") : undefined;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
