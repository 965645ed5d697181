/** Attributes of an element that holds a story's text in the story's language. */
export function writingOf({ language }) {
  if (!language) return {};
  return { lang: language, dir: /^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr" };
}
