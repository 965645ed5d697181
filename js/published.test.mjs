// The scripts of published pages, without a browser: the first one in a window with little more than what 2009 had.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { countNew, sentence } from "./published/new_stories.js";

const read = (name) => readFileSync(new URL(`published/${name}.js`, import.meta.url), "utf8");

/** Runs js/published/head.js, and gives the root's attributes, what is stored and checked, and what calls its listeners. */
function pageHead({ stored = null, isBlocked = false } = {}) {
  const attributes = {};
  const listeners = {};
  const state = { attributes, stored, checked: undefined };
  const addEventListener = (type, listener) => (listeners[type] = listener);
  const documentElement = {
    setAttribute: (name, value) => (attributes[name] = value),
    getAttribute: (name) => attributes[name] ?? null,
    removeAttribute: (name) => delete attributes[name],
  };
  const querySelector = (selector) => {
    const [, size] = /value="(.*)"/.exec(selector);
    return size === "null" ? null : { set checked(_) { state.checked = size; } };
  };
  const storage = { getItem: () => state.stored, setItem: (_, value) => (state.stored = value) };
  const window = {
    addEventListener,
    newsleaf: {},
    get localStorage() {
      if (isBlocked) throw new Error("SecurityError");
      return storage;
    },
  };
  const document = { documentElement, addEventListener, querySelector };
  vm.runInNewContext(read("head"), { window, document });
  return { ...state, state, window, fire: (type, event = {}) => listeners[type](event) };
}

const choose = (page, value) => page.fire("input", { target: { name: "text-size", value } });
const SIZE = "data-text-size";

test("the stored size is active when the script has run, and its control is checked when the page is parsed", () => {
  const page = pageHead({ stored: "large" });
  assert.equal(page.attributes[SIZE], "large");
  page.fire("DOMContentLoaded");
  assert.equal(page.state.checked, "large");
});

test("a visit without a choice stores nothing, and leaves the control as it is", () => {
  for (const stored of [null, "huge", ""]) {
    const page = pageHead({ stored });
    page.fire("DOMContentLoaded");
    page.fire("pageshow", { persisted: true });
    assert.equal(page.attributes[SIZE], undefined);
    assert.equal(page.state.stored, stored);
    assert.equal(page.state.checked, undefined);
  }
});

test("a control that the browser restores after a reload is that of the active size", () => {
  const page = pageHead({ stored: "small" });
  page.state.checked = "large";
  page.fire("pageshow", { persisted: false });
  assert.equal(page.state.checked, "small");
});

test("a choice is applied and stored; a strange one is not", () => {
  const page = pageHead();
  choose(page, "small");
  assert.deepEqual([page.attributes[SIZE], page.state.stored], ["small", "small"]);
  choose(page, "huge");
  page.fire("input", { target: { name: "search", value: "large" } });
  assert.deepEqual([page.attributes[SIZE], page.state.stored], ["small", "small"]);
});

test("where storage is blocked a choice holds for the page", () => {
  const page = pageHead({ isBlocked: true });
  choose(page, "large");
  page.fire("pageshow", { persisted: true });
  assert.equal(page.attributes[SIZE], "large");
});

test("a choice in another tab is followed, and so is a storage that was emptied", () => {
  const page = pageHead({ stored: "small" });
  page.fire("storage", { key: "other", newValue: "large" });
  assert.equal(page.attributes[SIZE], "small");
  page.fire("storage", { key: "newsleaf:text-size", newValue: "large" });
  assert.deepEqual([page.attributes[SIZE], page.state.checked], ["large", "large"]);
  page.fire("storage", { key: null, newValue: null });
  assert.deepEqual([page.attributes[SIZE], page.state.checked], [undefined, "medium"]);
});

test("a page from the back/forward cache or a prerender takes the choice that was made meanwhile", () => {
  for (const [type, event] of [["pageshow", { persisted: true }], ["prerenderingchange", {}]]) {
    const page = pageHead();
    page.state.stored = "small";
    page.fire("pageshow", { persisted: false });
    assert.equal(page.attributes[SIZE], undefined, type);
    page.fire(type, event);
    assert.equal(page.attributes[SIZE], "small", type);
  }
});

test("a page whose script has not come or does not run is marked as one without scripts", () => {
  const page = pageHead();
  assert.equal(page.attributes["data-script"], "");
  page.fire("DOMContentLoaded");
  assert.equal(page.attributes["data-script"], "");
  delete page.window.newsleaf;
  page.fire("DOMContentLoaded");
  assert.equal(page.attributes["data-script"], undefined);
});

test("the text size has one name in storage, in the app as well", () => {
  const [, key] = /KEY = "(.+)"/.exec(read("head"));
  assert.ok(readFileSync(new URL("boot.js", import.meta.url), "utf8").includes(`"${key}"`));
});

/** The address to which js/published/lookup.js navigates, or null, and its requests. */
async function lookUp(address, { slugs = {}, data = {} } = {}) {
  const url = new URL(address, "https://news.example/paper/");
  const requests = [];
  let to = null;
  const style = {};
  const { href, search, hash, pathname } = url;
  const location = { href, search, hash, pathname, replace: (target) => (to = target) };
  const fetch = async (path) => {
    requests.push(path);
    return { ok: true, json: async () => slugs };
  };
  const window = { location, fetch, setTimeout: () => 1, clearTimeout() {}, encodeURIComponent, decodeURIComponent, URL, URLSearchParams };
  const document = { currentScript: { dataset: { root: "./", ...data } }, documentElement: { style } };
  vm.runInNewContext(read("lookup"), { window, document });
  await new Promise((done) => setImmediate(done));
  return { to, requests, isHidden: style.visibility === "hidden" };
}

const FRONT = { stories: "25", pages: "3" };
const KEY = "0123456789";

test("addresses of the drop-in lead to the pages of today", async () => {
  const slugs = { [KEY]: ["new-name", "old-name"], "0123456780": "" };
  for (const [address, expected] of Object.entries({
    [`?article=${KEY}-old-name`]: `./article/${KEY}-new-name/`,
    [`?article=${KEY}#place`]: `./article/${KEY}-new-name/#place`,
    "?article=0123456780": "./article/0123456780/",
    "?article=nothing": "./404.html",
    "?article=9999999999": "./404.html",
    "?section=news/local": "./section/news/local/",
    "?section=": "./sections/",
    "?tag=Town%20Hall": "./tag/Town%20Hall/",
    "?sections": "./sections/",
    "?search=bridge": "./search/?search=bridge",
    "?page=3": "./page/3/",
    "?page=99": "./archive/",
    "?page=1": null,
    "?page=x": null,
    "?utm_source=letter": null,
    "": null,
    "?embed&section=news#x": "./embed/?embed&section=news#x",
  })) {
    const { to, isHidden } = await lookUp(address, { slugs, data: FRONT });
    assert.equal(to, expected, address);
    assert.equal(isHidden, expected !== null, address);
  }
});

test("parts of paths are written as the pages have them", async () => {
  const cases = JSON.parse(readFileSync(new URL("../tests/support/path-parts.json", import.meta.url), "utf8"));
  for (const [part, written] of cases) {
    const { to } = await lookUp(`?section=news/${encodeURIComponent(part)}`, { data: FRONT });
    assert.equal(to, `./section/news/${encodeURIComponent(written)}/`);
  }
});

test("404.html finds stories and queries too, and never leads to itself", async () => {
  const slugs = { [KEY]: ["new-name", "old-name"], "0123456780": "" };
  const root = { root: "/paper/" };
  for (const [address, expected] of Object.entries({
    [`article/${KEY}-old-name/`]: `/paper/article/${KEY}-new-name/`,
    [`article/${KEY}/`]: `/paper/article/${KEY}-new-name/`,
    [`article/${KEY}`]: `/paper/article/${KEY}-new-name/`,
    [`article/${KEY}-new-name/`]: null,
    "article/0123456780/": null,
    "article/9999999999-gone/": null,
    "article/%ff/": null,
    [`nothing/?article=${KEY}-old-name`]: `/paper/article/${KEY}-new-name/`,
    "index.php?section=news": "/paper/section/news/",
    "old/?page=2": "/paper/archive/",
    "404.html?article=nothing": "/paper/404.html",
    "nothing/?utm_source=letter": null,
    "404.html": null,
  })) {
    const { to, isHidden } = await lookUp(address, { slugs, data: root });
    assert.equal(to, expected, address);
    assert.equal(isHidden, expected !== null, address);
  }
});

test("new stories are those that the page does not know, wherever they stand", () => {
  assert.equal(countNew(["c", "b", "a"], ["c", "b", "a"]), 0);
  assert.equal(countNew(["e", "c", "d", "b"], ["c", "b", "a"]), 2);
  // A story that was taken down is no new one.
  assert.equal(countNew(["b"], ["c", "b", "a"]), 0);
  assert.equal(countNew([], []), 0);
});

test("their number is said in the plural forms and the digits of the language", () => {
  const messages = (tag) => JSON.parse(readFileSync(new URL(`../locales/${tag}.json`, import.meta.url), "utf8")).new_stories;
  assert.equal(sentence(messages("en"), 1, "en"), "1 new story");
  assert.equal(sentence(messages("en"), 1234, "en"), "1,234 new stories");
  assert.equal(sentence({ other: "{n} und {n}" }, 1, "de"), "1 und 1");
  assert.notEqual(sentence(messages("ar"), 2, "ar"), sentence(messages("ar"), 3, "ar"));
});
