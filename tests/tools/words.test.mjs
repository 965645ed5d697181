// Which words are loaded by which page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { builderWordFiles, wordFiles } from "../../scripts/words.mjs";

const locales = fileURLToPath(new URL("../../locales", import.meta.url));
const isBuilders = (key) => key.startsWith("builder_");

test("the builder's words are loaded by the builder, and by nobody else", () => {
  const readers = new Map(wordFiles(locales));
  const builder = builderWordFiles(locales);
  assert.ok(builder.length > 6);
  for (const [tag, file] of builder) {
    const words = JSON.parse(readFileSync(join(locales, `${tag}.json`), "utf8"));
    const own = Object.keys(words).filter(isBuilders).sort();
    assert.deepEqual(Object.keys(JSON.parse(file)).sort(), own, tag);
    const { shell, app } = JSON.parse(readers.get(tag));
    assert.ok(!Object.keys(shell).some(isBuilders), tag);
    for (const key of own) assert.ok(words[key].length < 30 || !app.includes(words[key]), `${tag}: ${key}`);
  }
});
