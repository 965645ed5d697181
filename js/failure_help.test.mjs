// What the page of a feed that fails says to its publisher.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { failureHelp } from "../scripts/messages.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const messages = failureHelp(fileURLToPath(new URL("../locales", import.meta.url)));
const window = { newsleaf: {} };
vm.runInNewContext(read("failure_help.js"), { window, HELP: messages });

function help(code, excerpt, tag = "en") {
  const element = {};
  window.newsleaf.failureHelp.show(element, code, excerpt, tag);
  return element.textContent;
}

test("every kind of fault in JSON has a sentence in every language", () => {
  const source = read("../src/domain/report/json_fault.rs");
  const names = [...source.matchAll(/JsonFault::\w+(?:\(_\))? => "(\w+)"/g)].map((found) => found[1]);
  assert.equal(names.length, 10);
  for (const [tag, sentences] of Object.entries(messages)) {
    for (const name of names) assert.ok(sentences[name], `${tag}: ${name}`);
  }
});

test("the excerpt has the same kind of fault as the whole document in the check", () => {
  for (const { excerpt, fault, json } of JSON.parse(read("../tests/support/json-faults.json"))) {
    const said = help("invalid_json", excerpt);
    if (fault === "invisible") {
      const [before, after] = messages.en.invisible.split("{character}");
      assert.ok(said.startsWith(`${before}U+`) && said.endsWith(after), `${JSON.stringify(json)}: ${said}`);
    } else assert.equal(said, messages.en[fault], JSON.stringify(json));
  }
});

test("an invisible character is named as in the check", () => {
  const source = read("../src/domain/report/json_fault.rs");
  const rows = [...source.matchAll(/'\\(?:u\{(\w+)\}|(0))' => " ([^"]+)"/g)];
  assert.equal(rows.length, 20);
  for (const [, hex, zero, name] of rows) {
    const code = parseInt(hex ?? zero, 16);
    if (code === 0x85) continue;
    const found = code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? "\u2421" : String.fromCodePoint(code);
    assert.ok(help("invalid_json", `{\u25b8${found}"a": 1}`).includes(`U+${code.toString(16).toUpperCase().padStart(4, "0")} ${name},`), name);
  }
});

test("without an excerpt, and for other failures, the code decides", () => {
  assert.equal(help("invalid_json", undefined), messages.en.other);
  assert.equal(help("empty", undefined, "de"), messages.de.empty);
  assert.equal(help("empty", undefined, "pl"), messages.en.empty);
  assert.equal(help("not_found", undefined), "");
});
