// scripts/test-titles: the tests that it finds, and its message about a missing one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compare, isTestFile, movedRows, testsNow, titlesIn } from "../../scripts/test-titles.mjs";

test("finds the test functions of Rust, with attributes and made-up inputs", () => {
  const source = `
    #[test]
    fn first_of_duplicate_ids_wins() {}
    fn helper() {}
    #[test]
    #[ignore = "a measurement"]
    fn is_quick() {}
    proptest! {
        #[test]
        // A reason.
        fn holds_for(any in strings()) {}
    }
    #[cfg(test)]
    mod tests {}
  `;
  assert.deepEqual(titlesIn("src/a.rs", source), ["first_of_duplicate_ids_wins", "is_quick", "holds_for"]);
});

test("finds the titles of scripts, and the fixed parts of titles in loops", () => {
  const source = `
    import { test } from "@playwright/test";
    // test("a comment", () => {});
    const words = 'test("a string", () => {})';
    test("plain", async ({ page }) => { /test("x", () => 0)/.test("y"); test.skip(!there, "no reason"); test.skip(!there, reason); });
    test.describe("a group", () => {
      for (const way of ["a click", "Escape"]) test(\`closes by \${way}\`, { tag: "@slow" }, async () => {});
      test(sentence ? "one" : "two", run);
      test(long + " tail", () => {});
    });
    test.fixme("later", () => {});
    test("outer", async (t) => { await t.test("inner", () => {}); });
    test.use({ locale: "de" });
  `;
  assert.deepEqual(titlesIn("tests/e2e/a.spec.mjs", source), ["plain", "closes by ${…}", "one", "two", "${…} tail", "later", "outer", "inner"]);
});

test("reads sources, specs and scripts of tests, and nothing else", () => {
  const paths = ["src/a.rs", "tests/native/main.rs", "tests/e2e/pages/a.spec.mjs", "js/a.test.mjs", "js/a.js", "build.rs", "tests/moved.txt"];
  assert.deepEqual(paths.filter(isTestFile), ["src/a.rs", "tests/native/main.rs", "tests/e2e/pages/a.spec.mjs", "js/a.test.mjs"]);
});

const at = (path, ...titles) => titles.map((title) => ({ path, title }));

test("a file may move and a test may be added, but none may go", () => {
  const before = at("tests/a.spec.mjs", "one", "two");
  assert.deepEqual(compare(before, at("tests/e2e/b.spec.mjs", "two", "one", "three"), []), []);
  assert.deepEqual(compare(before, at("tests/a.spec.mjs", "one"), []), ["gone: tests/a.spec.mjs: two"]);
});

test("of two tests with one title neither may go", () => {
  const faults = compare([...at("a.rs", "one"), ...at("b.rs", "one")], at("b.rs", "one"), []);
  assert.deepEqual(faults, ["gone: a.rs, b.rs: one (2 before, 1 now)"]);
});

test("a row excuses a title that has gone, if the test that it names exists", () => {
  const rows = movedRows("# a comment\n\nold: a -> title -> js/a.test.mjs: new: title\n");
  assert.deepEqual(rows, [{ line: 3, old: "old: a -> title", place: "js/a.test.mjs", title: "new: title" }]);
  const before = at("a.spec.mjs", "old: a -> title");
  assert.deepEqual(compare(before, at("js/a.test.mjs", "new: title"), rows), []);
  const elsewhere = ["tests/moved.txt, line 3: there is no test of this title in js/a.test.mjs: new: title"];
  assert.deepEqual(compare(before, at("js/b.test.mjs", "new: title"), rows), elsewhere);
});

test("a row without a place is refused with its line", () => {
  assert.throws(() => movedRows("# head\nold title, new title"), /moved\.txt, line 2: a row is/);
});

test("every row of tests/moved.txt names a test that exists", () => {
  assert.deepEqual(compare([], testsNow(), movedRows(readFileSync("tests/moved.txt", "utf8"))), []);
});
