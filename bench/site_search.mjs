// Measures the search of a published site: how many bytes a query costs, in five scripts, and whether it finds what a search in
// memory finds. The feed is made here: stories of about 4 KB, each in one of the scripts, with words as frequent as in a language.
//
//   node bench/site_search.mjs [NUMBER OF STORIES]     10,000 without one; builds with target/native/newsleaf and dist/
import { execFileSync } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { brotliCompressSync } from "node:zlib";
import { openSiteIndex } from "../js/search/site_index.js";
import { rank, storyOf } from "../js/search/story.js";
import { termsOf } from "../js/search/words.js";

const count = Number(process.argv[2] ?? 10_000);
const folder = "build/bench/search";
const BYTES = 4_000;

const letters = (text) => [...text];
const SYLLABLES = {
  en: "ba be bi bo bu ca ce ci co cu da de di do du fa fe fi fo ga ge go ha he hi la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to tion ing ed er ly".split(" "),
  ru: "ба ве ги до жу за ки ло мя не по ра су та фу хо цы че ши ща ста при про пре ние ост".split(" "),
  ar: letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
};
const HAN = Array.from({ length: 3_000 }, (_, at) => String.fromCodePoint(0x4e00 + at * 5));
const THAI = letters("กขคงจฉชซญดตถทธนบปผพฟภมยรลวศสหอฮะาิีึืุูเแโใไ");
const SCRIPTS = ["en", "ru", "ar", "zh", "th"];

function generator(seed) {
  let state = seed * 2 + 1;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

const madeWords = new Map();

/** Word number `at` of a language; small numbers are frequent. */
function word(tag, at) {
  const key = `${tag}${at}`;
  if (!madeWords.has(key)) madeWords.set(key, makeWord(tag, at));
  return madeWords.get(key);
}

function makeWord(tag, at) {
  const random = generator(at + 7);
  for (let skip = 0; skip < 5; skip++) random(10);
  if (tag === "zh") return HAN[at % HAN.length] + (at % 3 ? HAN[random(HAN.length)] : "");
  if (tag === "th") return Array.from({ length: 2 + random(5) }, () => THAI[random(THAI.length)]).join("");
  const parts = SYLLABLES[tag];
  return Array.from({ length: 1 + random(4) + (at > 200 ? 1 : 0) }, () => parts[random(parts.length)]).join("");
}

/** A word by its frequency: a half of a text are the first hundred words. */
function pick(tag, random) {
  const scale = random(1_000) / 1_000;
  return word(tag, Math.floor(60_000 ** (scale * 0.999)) + random(30));
}

function text(tag, random, bytes) {
  let text = "";
  while (Buffer.byteLength(text) < bytes) {
    text += pick(tag, random);
    if (tag !== "zh" && tag !== "th") text += " ";
    else if (random(8) === 0) text += tag === "zh" ? "，" : " ";
  }
  return text.trim();
}

function story(at) {
  const tag = SCRIPTS[at % SCRIPTS.length];
  const random = generator(at * 31 + 11);
  for (let skip = 0; skip < 10; skip++) random(10);
  return { tag, title: text(tag, random, 60), body: text(tag, random, BYTES) };
}

async function writeFeed(path) {
  const out = createWriteStream(path);
  out.write('{"version":"https://jsonfeed.org/version/1.1","title":"The Search","language":"en","items":[');
  for (let at = count - 1; at >= 0; at--) {
    const { tag, title, body } = story(at);
    const item = { id: `s${at}`, title, language: tag, content_html: `<p>${body}</p>`, date_published: new Date(Date.UTC(2010, 0, 1) + at * 3_600_000).toISOString() };
    if (!out.write(JSON.stringify(item) + (at ? "," : "]}"))) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await writeFeed(join(folder, "feed.json"));
const site = join(folder, "site");
const begun = performance.now();
execFileSync("target/native/newsleaf", ["build", join(folder, "feed.json"), "--site", "https://news.example/", "--out", site, "--app", "dist", "--cards", "none", "--quiet", "--in-place", "--force"]);
console.log(`${count} stories built in ${((performance.now() - begun) / 1000).toFixed(1)} s`);

const files = readdirSync(join(site, "search"), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
const total = (list) => list.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
const shown = files.filter((file) => file.parentPath.endsWith("stories"));
const parts = files.filter((file) => !file.parentPath.endsWith("stories"));
console.log(`index: ${parts.length} files, ${(total(parts) / 1e6).toFixed(1)} MB; stories for results: ${shown.length} files, ${(total(shown) / 1e6).toFixed(1)} MB`);

let requested = [];
const open = () =>
  openSiteIndex(async (path, kind) => {
    const bytes = readFileSync(join(site, path));
    requested.push({ path, raw: bytes.length, brotli: path.endsWith(".bin") ? bytes.length : brotliCompressSync(bytes).length });
    return kind === "json" ? JSON.parse(bytes) : new Uint8Array(bytes);
  });

const random = generator(99);
const terms = (tag, at) => word(tag, at);
const queries = SCRIPTS.flatMap((tag) => [
  [tag, "a frequent word", terms(tag, 3)],
  [tag, "a rare word", terms(tag, 40_000 + random(9))],
  [tag, "two words", `${terms(tag, 150)} ${terms(tag, 700)}`],
  [tag, "a prefix", [...terms(tag, 1_201)].slice(0, 2).join("")],
]);
const checked = count <= 20_000 ? await open() : undefined;
const memory = checked && Array.from({ length: checked.count }, (_, at) => { const { title, body } = story(at); return storyOf(title, "", "", body); });
const RESULTS = 10;
const row = (...cells) => console.log(cells.map((cell, at) => String(cell).padEnd([4, 17, 22, 9, 7, 11, 11][at])).join(""));
row("", "query", "", "found", "files", "KB raw", "KB brotli");
let worst = 0;
for (const [tag, kind, query] of queries) {
  requested = [];
  // As by a reader who has just opened the page: nothing is in the cache.
  const index = await open();
  const found = await index.find(query);
  const numbers = found.flat();
  for (const number of numbers.slice(0, RESULTS)) await index.story(number);
  const sum = (what) => requested.reduce((sum, file) => sum + file[what], 0) / 1024;
  worst = Math.max(worst, sum("brotli"));
  row(tag, kind, query, numbers.length, requested.length, sum("raw").toFixed(1), sum("brotli").toFixed(1));
  if (!memory) continue;
  const queryTerms = termsOf(query);
  const holds = (number) => rank(memory[number], queryTerms) >= 0;
  const expected = memory.map((_, at) => at).filter(holds).reverse();
  const held = numbers.filter(holds).sort((one, other) => other - one);
  if (JSON.stringify(held) !== JSON.stringify(expected)) console.error(`  WRONG: ${held.length} of ${expected.length}`);
  if (held.length < numbers.length) console.log(`    ${numbers.length - held.length} more have the pairs, apart from each other`);
}
console.log(`At most ${worst.toFixed(1)} KB a query, with the first ${RESULTS} results.`);
