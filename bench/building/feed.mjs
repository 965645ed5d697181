import { closeSync, openSync, writeSync } from "node:fs";

// A feed of any number of stories, about 4 KB each, with sections of two levels, tags and authors. It has the same bytes every time.
const WORDS = "the council of the city has decided to open a new bridge over the river after eleven months of work and many hours of talk".split(" ");
const TOWNS = ["North", "South", "East", "West", "Harbour", "Hills", "Old Town", "Station"];
const AUTHORS = Array.from({ length: 20 }, (_, at) => `Author ${at + 1}`);
const TAGS = Array.from({ length: 50 }, (_, at) => `Topic ${at + 1}`);
const BYTES = 3_400;
/** The date of the first story; each next one is four hours later. */
const FIRST_MS = Date.UTC(2019, 0, 1);
const APART_MS = 4 * 3_600_000;

/** The item number `at`, from 0, of a feed; the higher, the newer. */
export function item(at) {
  let seed = at + 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const sentence = () => Array.from({ length: 12 + random(12) }, () => WORDS[random(WORDS.length)]).join(" ");
  let body = "";
  while (body.length < BYTES) body += `<p>${sentence()}. <em>${sentence()}</em>, and ${sentence()}.</p>`;
  return {
    id: `story-${at}`,
    title: `Story ${at}: ${sentence().slice(0, 50)}`,
    summary: sentence(),
    content_html: body,
    date_published: new Date(FIRST_MS + at * APART_MS).toISOString(),
    tags: [TAGS[at % TAGS.length]],
    authors: [{ name: AUTHORS[at % AUTHORS.length] }],
    _newsleaf: { section: ["News", TOWNS[at % TOWNS.length]] },
  };
}

/** Writes the feed of the stories from 0 to before `end`, the newest first. It may be larger than a string can be. */
export function writeFeed(path, end) {
  const head = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "The Bench", description: "A feed for measurements", language: "en", home_page_url: "https://news.example/" });
  const file = openSync(path, "w");
  writeSync(file, `${head.slice(0, -1)},"items":[`);
  for (let at = end - 1; at >= 0; at--) writeSync(file, JSON.stringify(item(at)) + (at > 0 ? "," : ""));
  writeSync(file, "]}");
  closeSync(file);
}
