// Which messages are loaded by which page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { builderMessageFiles, messageFiles } from "../../scripts/messages.mjs";

const locales = fileURLToPath(new URL("../../locales", import.meta.url));
const isBuilders = (key) => key.startsWith("builder_");

test("the builder's messages are loaded by the builder alone", () => {
  const readers = new Map(messageFiles(locales));
  const builder = builderMessageFiles(locales);
  assert.ok(builder.length > 6);
  for (const [tag, file] of builder) {
    const messages = JSON.parse(readFileSync(join(locales, `${tag}.json`), "utf8"));
    const own = Object.keys(messages).filter(isBuilders).sort();
    assert.deepEqual(Object.keys(JSON.parse(file)).sort(), own, tag);
    const { shell, app } = JSON.parse(readers.get(tag));
    assert.ok(!Object.keys(shell).some(isBuilders), tag);
    for (const key of own) assert.ok(messages[key].length < 30 || !app.includes(messages[key]), `${tag}: ${key}`);
  }
});
