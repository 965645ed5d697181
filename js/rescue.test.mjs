// The way to a story without the app: the same keys as src/domain/feed/key.rs, and nothing but web addresses.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import * as esbuild from "esbuild";

const source = readFileSync(new URL("rescue.js", import.meta.url), "utf8");

/** What the message links to, for a feed and the query of an address. */
function rescued(feed, search, { url = true } = {}) {
  const link = { appendChild: (text) => (link.text = text) };
  const place = { hidden: true, textContent: "Read “{title}” at its source", removeAttribute() {}, appendChild: () => (place.link = link) };
  const document = {
    querySelector: (selector) => (selector === ".boot-message__item" ? place : { href: "https://news.example/feed.json" }),
    createElement: () => link,
    createTextNode: (text) => text,
  };
  const requested = [];
  function XMLHttpRequest() {
    this.open = (_, address) => requested.push(address);
    this.send = () => {
      this.status = requested.at(-1) === "newsleaf.json" ? 404 : 200;
      this.responseText = typeof feed === "string" ? feed : JSON.stringify(feed);
      this.onloadend();
    };
  }
  vm.runInNewContext(source, { window: { location: { search }, XMLHttpRequest, URL: url ? URL : undefined }, document });
  return { requested, shown: place.hidden ? null : { href: link.href, text: link.text } };
}

test("its syntax is one that a browser of 2009 can read", () => {
  assert.doesNotThrow(() => esbuild.transformSync(source, { target: "es5" }));
  assert.doesNotMatch(source.replace(/\/\*[^]*?\*\//g, ""), /=>|`|\.\.\.|\?\.|\b(let|const|class|await)\s/);
});

test("a story is found by its key and linked to by its title", () => {
  const feed = { items: [{ id: "x" }, { id: "https://newsleaf.example/2020/xianning", title: "The <b>bridge</b> $& opens", url: "/2020/bridge" }] };
  const { shown } = rescued(feed, "?article=epx7t3f31e-the-bridge");
  assert.deepEqual(shown, { href: "https://news.example/2020/bridge", text: "Read “The bridge $& opens” at its source" });
  assert.deepEqual(rescued(feed.items, "?utm=1&article=EPX7T3F31E").shown, shown, "a bare list, other parameters, capitals");
});

test("within a widget, the story that was opened comes before the one that the widget is of", () => {
  const items = [{ id: "https://newsleaf.example/2020/xianning", url: "https://news.example/opened" }];
  for (const search of ["?embed&section=news&read=epx7t3f31e-the-bridge", "?embed&article=0123456789&read=epx7t3f31e", "?read=EPX7T3F31E&article=0123456789"]) {
    assert.equal(rescued({ items }, search).shown?.href, "https://news.example/opened", search);
  }
  assert.equal(rescued({ items }, "?embed&unread=epx7t3f31e").shown, null);
});

// What src/domain/feed/key.rs makes of these ids; tests/native/keys.rs holds the same.
for (const [id, key] of JSON.parse(readFileSync(new URL("../tests/support/keys.json", import.meta.url), "utf8"))) {
  test(`the id ${JSON.stringify(id)} has the key ${key} here too`, () => {
    const items = [{ id, url: "https://news.example/here" }];
    assert.equal(rescued({ items }, `?article=${key}-x`).shown?.href, "https://news.example/here");
  });
}

test("an item without an id goes by its address, an old browser's way too", () => {
  const items = [{ url: "https://newsleaf.example/2020/xianning" }];
  assert.ok(rescued({ items }, "?article=epx7t3f31e").shown);
  assert.ok(rescued({ items }, "?article=epx7t3f31e", { url: false }).shown);
});

test("no other address than one of the web is linked to, and no feed breaks it", () => {
  const id = "https://newsleaf.example/2020/xianning";
  for (const url of ["javascript:alert(1)", " jAvascript:alert(1)", "data:text/html,x", "java\tscript:x", "blob:x", {}, 7]) {
    const { shown } = rescued({ items: [{ id, url }] }, "?article=epx7t3f31e");
    assert.ok(shown === null || /^https:\/\/news\.example\//.test(shown.href), `${url}: ${shown?.href}`);
    assert.equal(rescued({ items: [{ id, url }] }, "?article=epx7t3f31e", { url: false }).shown, null);
  }
  for (const feed of ["", "{", "null", "7", '{"items":7}', '{"items":[null,7,[],{}]}', "[]"]) {
    assert.equal(rescued(feed, "?article=epx7t3f31e").shown, null, feed);
  }
});

test("an address without a story requests no feed", () => {
  for (const search of ["", "?section=news", "?article=short", "?article=epx7t3f31e0", "?xarticle=epx7t3f31e"]) {
    assert.deepEqual(rescued({ items: [] }, search).requested, ["newsleaf.json"], search);
  }
});
