// The boot script in browsers that no longer exist: a window with little more than what 2009 had. What current browsers
// do with it is tested in a real one (tests/e2e/network/boot.spec.mjs).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import * as esbuild from "esbuild";

const source = readFileSync(new URL("boot.js", import.meta.url), "utf8");

/** The few elements that the boot script touches. */
function oldWindow({ storage, readyState = "complete" } = {}) {
  const sentences = ["offline", "parts", "refused", "old-browser", "slow", "broken"].map((cause) => ({
    cause,
    hidden: true,
    getAttribute: () => cause,
  }));
  const inMessage = { ".boot-message__feed": {}, ".boot-message__detail": {}, ".boot-message__reload": {} };
  const message = { hidden: true, querySelectorAll: () => sentences, querySelector: (selector) => inMessage[selector] };
  const app = { hidden: false, querySelector: () => null };
  const listeners = {};
  const attributes = {};
  const window = {
    addEventListener() {},
    clearTimeout() {},
    setTimeout() {},
    location: {},
    navigator: {},
    get localStorage() {
      return storage();
    },
  };
  window.document = {
    readyState,
    documentElement: { style: {}, setAttribute: (name, value) => (attributes[name] = value) },
    addEventListener: (type, listener) => (listeners[type] = listener),
    removeEventListener() {},
    getElementById: (id) => ({ "boot-message": message, app })[id],
    querySelector: () => null,
    createElement: () => ({}),
  };
  window.window = window;
  const shown = () => (message.hidden ? [] : sentences.filter((each) => !each.hidden).map((each) => each.cause));
  return { window, app, attributes, listeners, shown };
}

const boot = (window) => vm.runInNewContext(source, window);
const noStorage = () => {
  throw new Error("blocked");
};

test("its syntax is one that a browser of 2009 can read", () => {
  // esbuild refuses some of what ES5 cannot say and rewrites the rest, so the rest is looked for.
  assert.doesNotThrow(() => esbuild.transformSync(source, { target: "es5" }));
  assert.doesNotMatch(source.replace(/\/\*[^]*?\*\//g, ""), /=>|`|\.\.\.|\?\.|\b(let|const|class|await)\s/);
});

test("an old browser shows that it is too old", () => {
  const old = oldWindow({ storage: noStorage });
  boot(old.window);
  assert.deepEqual(old.shown(), ["old-browser"]);
  assert.equal(old.app.hidden, true);
});

test("the message waits for the page to be parsed", () => {
  const old = oldWindow({ storage: noStorage, readyState: "loading" });
  boot(old.window);
  assert.deepEqual(old.shown(), []);
  old.listeners.DOMContentLoaded();
  assert.deepEqual(old.shown(), ["old-browser"]);
});

test("the text size is restored in old browsers too, and only a known one", () => {
  for (const [stored, expected] of [["large", "large"], ["small", "small"], ["medium", "medium"], ["huge", undefined], [null, undefined]]) {
    const old = oldWindow({ storage: () => ({ getItem: () => stored }) });
    boot(old.window);
    assert.equal(old.attributes["data-text-size"], expected);
  }
});

test("a choice holds for the page where storage is full", () => {
  const full = () => ({
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  });
  const old = oldWindow({ storage: full });
  boot(old.window);
  old.listeners.input({ target: { name: "text-size", value: "large" } });
  assert.equal(old.attributes["data-text-size"], "large");
});

test("other inputs are none of its business", () => {
  const old = oldWindow({ storage: noStorage });
  boot(old.window);
  old.listeners.input({ target: { name: "search", value: "large" } });
  assert.equal(old.attributes["data-text-size"], undefined);
});

/** A window in which the app's parts are requested, at this address and with these stored values. */
function startedWindow(href, stored = {}) {
  const requested = [];
  const current = oldWindow({
    storage: () => ({ getItem: (key) => stored[key] ?? null, setItem: (key, value) => (stored[key] = value), removeItem: (key) => delete stored[key] }),
  });
  const { search } = new URL(href);
  const link = () => ({ set href(url) { this.url = new URL(url, href).href; }, get href() { return this.url; }});
  const fetch = (url) => (requested.push(url), new Promise(() => {}));
  Object.assign(current.window, { URLSearchParams, Promise, AbortController, URL, Symbol, BigInt, Uint8Array, WebAssembly, fetch, performance });
  current.window.parent = current.window;
  Object.assign(current.window.location, { search });
  Object.assign(current.window.document, { currentScript: { dataset: { embed: "embed-1", languages: "" } }, head: { appendChild() {} }, createElement: link });
  boot(current.window);
  return { ...current, requested, stored };
}

test("the feed that the settings named is requested at once on the next visit, in this folder alone", () => {
  const other = "https://cms.example/feed.json";
  const { window, stored } = startedWindow("https://news.example/a/");
  window.newsleaf.rememberFeed(other);
  assert.deepEqual(stored, { "newsleaf:feed https://news.example/a/": other });
  const feedOf = (href, values = stored) => {
    const { requested, window } = startedWindow(href, { ...values });
    assert.equal(requested[0], window.newsleaf.feedUrl);
    assert.equal(requested.filter((url) => url?.endsWith("feed.json")).length, 1);
    return window.newsleaf.feedUrl;
  };
  assert.equal(feedOf("https://news.example/a/?article=x"), other);
  assert.equal(feedOf("https://news.example/a/index.html"), other);
  assert.equal(feedOf("https://news.example/b/"), "https://news.example/b/feed.json");
  assert.equal(feedOf("https://news.example/"), "https://news.example/feed.json");
  for (const value of ["", "feed-2.json", "//cms.example/feed.json", "https://", "javascript:alert(1)", "data:application/json,{}", "file:///feed.json"]) {
    assert.equal(feedOf("https://news.example/a/", { "newsleaf:feed https://news.example/a/": value }), "https://news.example/a/feed.json", value);
  }
});

test("the feed is forgotten when the settings name none, or the linked one, and a widget stores no address", () => {
  for (const named of [undefined, "https://news.example/a/feed.json"]) {
    const { window, stored } = startedWindow("https://news.example/a/", { "newsleaf:feed https://news.example/a/": "https://cms.example/feed.json" });
    window.newsleaf.rememberFeed(named);
    assert.deepEqual(stored, {});
  }
  const { window, stored } = startedWindow("https://news.example/a/?embed");
  window.newsleaf.rememberFeed("https://cms.example/feed.json");
  assert.deepEqual(stored, {});
});

/** A window with a widget's address. */
function widgetWindow(search) {
  const scripts = [];
  const current = oldWindow({ storage: noStorage });
  Object.assign(current.window, { URLSearchParams, Promise, AbortController, URL, Symbol, BigInt, Uint8Array, WebAssembly, fetch: () => new Promise(() => {}), performance, parent: current.window });
  Object.assign(current.window.location, { search });
  Object.assign(current.window.document, { currentScript: { dataset: { embed: "embed-1", languages: "" } }, head: { appendChild: ({ src }) => scripts.push(src) } });
  return { ...current, scripts };
}

test("a widget is light paper unless its address says otherwise: by what is chosen, else by how the host looks", () => {
  for (const [query, theme, background, scheme = theme] of [
    ["", "light", "paper"],
    ["&theme=host", "light", "paper"],
    ["&theme=blue&background=red", "light", "paper"],
    ["&scheme=dark&ground=transparent", "dark", "transparent"],
    ["&scheme=light&ground=transparent", "light", "transparent"],
    ["&scheme=red&ground=", "light", "paper"],
    ["&theme=host&scheme=dark&ground=paper", "dark", "paper"],
    ["&background=paper&scheme=dark&ground=transparent", "dark", "paper"],
    ["&background=transparent&scheme=dark&ground=paper", "dark", "transparent"],
    ["&theme=light&scheme=dark&ground=transparent", "light", "paper"],
    ["&theme=dark&background=transparent&scheme=light", "dark", "transparent"],
    ["&theme=auto&scheme=dark&ground=transparent", "auto", "paper", "light dark"],
  ]) {
    const { window, attributes } = widgetWindow(`?embed${query}`);
    boot(window);
    assert.deepEqual([attributes["data-theme"], attributes["data-background"], window.document.documentElement.style.colorScheme], [theme, background, scheme], query);
  }
});

test("a widget loads the program that tests/support/widgets.txt names for its address", () => {
  const lines = readFileSync(new URL("../tests/support/widgets.txt", import.meta.url), "utf8").trim().split("\n");
  for (const line of lines.filter((each) => !each.startsWith("#"))) {
    const [search, program] = line.split(" ");
    const { window, scripts } = widgetWindow(search);
    boot(window);
    assert.deepEqual(scripts.filter((src) => /embed-1\/[ah]/.test(src)), [`embed-1/${program}.js`], search);
  }
});
