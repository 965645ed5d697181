// What a fuzzer begins with: writes seeds for one target into target/fuzz/seeds/TARGET and prints that folder's name.
// They are made of the tests' fixtures and attacks, and of the feeds and attacks beside the project, where there are any.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = process.argv[2];
const folder = `target/fuzz/seeds/${target}`;
/** Longer ones teach a fuzzer little and cost it much. */
const LONGEST = 16_000;

const read = (path) => (existsSync(path) ? readFileSync(path) : null);
const filesIn = (path) => (existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : []);
const json = (path) => {
  try {
    return JSON.parse(read(path) ?? 'null');
  } catch {
    return null;
  }
};
const sharedFeeds = filesIn('../shared/feeds').map(json).filter((feed) => Array.isArray(feed?.items));

const seeds = {
  feed: () => [
    ...filesIn('tests/fixtures').filter((path) => path.endsWith('.json')).map(read),
    read('sample/feed.json'),
    // Of a real feed its head and one item at a time.
    ...sharedFeeds.flatMap((feed) => feed.items.slice(0, 4).map((item) => JSON.stringify({ ...feed, items: [item] }))),
  ],
  body: () => [
    ...[json('tests/support/attacks.json'), json('../shared/xss/payloads.json')].flatMap((list) => list ?? []).map((each) => each.p),
    ...sharedFeeds.flatMap((feed) => feed.items.slice(0, 4).map((item) => item.content_html)),
  ],
  settings: () => [
    '{"feed":"https://cms.example/feed.json","site":"./","sections":["News",["News","Roads"],"News > Town Hall"]}',
    '{"share":["email","wechat"],"shared_url":"item","accent":"#8a1c1c","time_zone":"Europe/Berlin","_note":1}',
    '{"footer":[{"title":"Imprint","url":"imprint.html"},{"title":"Write","url":"mailto:a@news.example"}]}',
    '{"footer":{"imprint":"imprint.html","call":"tel:+49123"}}',
  ],
  route: () => [
    '?article=epx7t3f31e-a-headline', '?section=news/xianning-news&page=2', '?tag=%E6%96%B0%E9%97%BB', '?author=a-wren',
    '?search=bridge+road', '?sections', '?page=3', 'section/news/page/2/', 'article/epx7t3f31e-a-headline/', 'search/a/b/',
  ],
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const seed of seeds[target]()) {
  if (seed && seed.length <= LONGEST) {
    writeFileSync(join(folder, createHash('sha256').update(seed).digest('hex').slice(0, 16)), seed);
  }
}
console.log(folder);
