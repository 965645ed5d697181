// Compares the titles of all tests, Rust and JavaScript, at a commit and in the working tree. A title that has gone needs a
// row in tests/moved.txt, and the test that the row names must exist.
//
// Titles are read from the sources. A title that a loop makes (`${name} closes`) counts once, and what a loop puts in counts
// for nothing, so that a loop's variable can be renamed. A file may be moved: only titles are compared, not places.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const MOVED = "tests/moved.txt";

/** A file that may have tests in it. */
export const isTestFile = (path) => /^(src|tests|fuzz)\/.*\.rs$/.test(path) || /\.(test|spec)\.mjs$/.test(path);

/** The titles of a file's tests: functions with `#[test]`, or the first arguments of `test("title", …)` and its like. */
export function titlesIn(path, text) {
  return path.endsWith(".rs") ? rustTitles(text) : scriptTitles(path, text);
}

function rustTitles(text) {
  const test = /#\[test\]\s*(?:#\[[^\n]*\]\s*|\/\/[^\n]*\s*)*(?:pub\s+)?(?:async\s+)?fn\s+(\w+)/g;
  return [...text.matchAll(test)].map(([, name]) => name);
}

function scriptTitles(path, text) {
  const titles = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTest(node)) titles.push(...texts(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return titles;
}

/** `test(title, …, function)`, `it(…)`, `test.only(…)` and the like, and `t.test(…)` within a test of Node's. */
function isTest({ expression, arguments: given }) {
  const body = given.at(-1);
  if (given.length < 2 || !body) return false;
  const called = expression.getText();
  const isFunction = ts.isArrowFunction(body) || ts.isFunctionExpression(body);
  // `test.skip(condition, reason)` is not a test, even with a named reason.
  if (/^test\.(only|fail|fixme|skip|todo)$/.test(called)) return isFunction;
  return ["test", "it", "t.test"].includes(called) && (isFunction || ts.isIdentifier(body));
}

/** The texts that an expression can be, with `${…}` for parts that only running it could give. */
function texts(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map((span) => "${…}" + span.literal.text).join("")];
  if (ts.isParenthesizedExpression(node)) return texts(node.expression);
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return texts(node.left).flatMap((left) => texts(node.right).map((right) => left + right));
  }
  return ["${…}"];
}

/** The rows of tests/moved.txt: [{ line, old, place, title }]. A row that can't be read throws. */
export function movedRows(text) {
  return text.split("\n").flatMap((row, at) => {
    if (!row.trim() || row.startsWith("#")) return [];
    const parts = /^(.+?) -> (\S+): (.+)$/.exec(row.trimEnd());
    if (!parts) throw new Error(`${MOVED}, line ${at + 1}: a row is 'old title -> new place: new title'.`);
    const [, old, place, title] = parts;
    return [{ line: at + 1, old, place, title }];
  });
}

/** The faults, as sentences. `before` and `now` are lists of { path, title }. */
export function compare(before, now, rows) {
  const there = byTitle(now);
  const excused = new Set(rows.map(({ old }) => old));
  const faults = [];
  for (const [title, were] of byTitle(before)) {
    const left = there.get(title)?.length ?? 0;
    if (left < were.length && !excused.has(title)) {
      const many = were.length > 1 ? ` (${were.length} before, ${left} now)` : "";
      faults.push(`gone: ${[...new Set(were.map(({ path }) => path))].join(", ")}: ${title}${many}`);
    }
  }
  for (const { line, place, title } of rows) {
    if (!there.get(title)?.some(({ path }) => path === place)) faults.push(`${MOVED}, line ${line}: there is no test of this title in ${place}: ${title}`);
  }
  return faults;
}

function byTitle(tests) {
  const groups = new Map();
  for (const test of tests) groups.set(test.title, [...(groups.get(test.title) ?? []), test]);
  return groups;
}

const git = (args, input) => execFileSync("git", args, { input, maxBuffer: 1 << 28 });
const lines = (bytes) => bytes.toString().split("\n").filter(Boolean);
const titlesOf = (files) => files.flatMap(({ path, text }) => titlesIn(path, text).map((title) => ({ path, title })));

/** All tests of the working tree: [{ path, title }]. */
export function testsNow() {
  const paths = new Set(lines(git(["ls-files", "--cached", "--others", "--exclude-standard"])).filter((path) => isTestFile(path) && existsSync(path)));
  return titlesOf([...paths].map((path) => ({ path, text: readFileSync(path, "utf8") })));
}

/** All tests of a commit: [{ path, title }]. */
function testsAt(commit) {
  const paths = lines(git(["ls-tree", "-r", "--name-only", commit])).filter(isTestFile);
  let rest = git(["cat-file", "--batch"], paths.map((path) => `${commit}:${path}\n`).join(""));
  const files = paths.map((path) => {
    const head = rest.indexOf("\n");
    const size = Number(rest.subarray(0, head).toString().split(" ").at(-1));
    const text = rest.subarray(head + 1, head + 1 + size).toString();
    rest = rest.subarray(head + 1 + size + 1);
    return { path, text };
  });
  return titlesOf(files);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const commit = git(["rev-parse", "--verify", `${process.argv[2]}^{commit}`]).toString().trim();
  const before = testsAt(commit);
  const now = testsNow();
  const rows = existsSync(MOVED) ? movedRows(readFileSync(MOVED, "utf8")) : [];
  const faults = compare(before, now, rows);
  for (const fault of faults) console.log(fault);
  console.log(`${before.length} titles at ${commit.slice(0, 10)}, ${now.length} now; ${rows.length} rows in ${MOVED}; ${faults.length} faults.`);
  process.exitCode = faults.length ? 1 : 0;
}
