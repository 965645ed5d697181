// The first inputs of a fuzzer: writes seeds for one target into target/fuzz/seeds/TARGET and prints that folder's name. They are
// the project's own (fuzz/seeds), the tests' fixtures and attacks, and the feeds and attacks of the corpora, where there are
// any.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findInCorpora } from './corpora.mjs';

const target = process.argv[2];
const folder = `target/fuzz/seeds/${target}`;
/** Longer ones teach a fuzzer little and cost it much. */
const LONGEST = 16_000;

const filesIn = (path) => (path ? readdirSync(path).map((name) => join(path, name)) : []);
const json = (path) => {
  try {
    return JSON.parse(readFileSync(path));
  } catch {
    return null;
  }
};
const publicFeeds = () => filesIn(findInCorpora('feeds')).map(json).filter((feed) => Array.isArray(feed?.items));

const more = {
  feed: () => [
    ...filesIn('tests/fixtures').filter((path) => path.endsWith('.json')).map((path) => readFileSync(path)),
    readFileSync('sample/feed.json'),
    // A public feed gives its head with one item at a time.
    ...publicFeeds().flatMap((feed) => feed.items.slice(0, 4).map((item) => JSON.stringify({ ...feed, items: [item] }))),
  ],
  body: () => [
    ...['tests/support/attacks.json', findInCorpora('xss/payloads.json')].flatMap((path) => json(path) ?? []).map((each) => each.p),
    ...publicFeeds().flatMap((feed) => feed.items.slice(0, 4).map((item) => item.content_html)),
  ],
  settings: () => [],
  route: () => [],
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const seed of [...filesIn(`fuzz/seeds/${target}`).map((path) => readFileSync(path)), ...more[target]()]) {
  if (seed && seed.length <= LONGEST) {
    writeFileSync(join(folder, createHash('sha256').update(seed).digest('hex').slice(0, 16)), seed);
  }
}
console.log(folder);
