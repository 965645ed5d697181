// The structure of a page for a screen reader, as lists of its faults.

/** The landmarks of the page by role, each with its name. */
async function landmarks(page) {
  const tree = await page.locator("body").ariaSnapshot();
  return tree.split("\n").map((line) => /^\s*- '?(banner|navigation|main|search|region|contentinfo)\b( "[^"]*")?/.exec(line)).filter(Boolean).map(([, role, name]) => role + (name ?? ""));
}

/** One headline that says something, each landmark once, and none that is named as another. For a page in English. */
export async function frameFaults(page) {
  const headlines = await page.getByRole("heading", { level: 1 }).allInnerTexts();
  const faults = headlines.length === 1 && headlines[0].trim() ? [] : [`headlines: ${JSON.stringify(headlines)}`];
  const found = await landmarks(page);
  for (const one of ["banner", "main", 'navigation "Sections"', "contentinfo", 'navigation "About this site"']) {
    const times = found.filter((each) => each === one).length;
    if (times !== 1) faults.push(`${one}: ${times} times`);
  }
  if (new Set(found).size !== found.length) faults.push(`same name: ${found}`);
  return faults;
}

/** The levels of the headings that are seen. */
export const levels = (page) => page.locator("h1, h2, h3, h4, h5, h6").evaluateAll((all) => all.filter((each) => each.checkVisibility()).map(({ localName }) => Number(localName[1])));

/** The first heading is the headline, and none leaves out a level. */
export async function levelFaults(page) {
  const found = await levels(page);
  const isRight = found[0] === 1 && found.every((level, at) => at === 0 || level - found[at - 1] <= 1);
  return isRight ? [] : [found.join(" ")];
}
