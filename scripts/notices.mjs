// The licences of what is in a release, besides our own: crates and npm packages, each text once.
// notices.mjs command TARGET, or notices.mjs dropin, prints them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const IS_LICENCE = /^(licen[cs]es?|copying|copyright|notice|unlicense)([-._].*)?$/i;
/** The features of the programs in the drop-in. */
const APP = { target: "wasm32-unknown-unknown", features: "csr,embed,health" };

/** The notices of the drop-in. */
export function ofDropIn(root = ".") {
  return text([...crates(APP, root), ...scripts(root)]);
}

/** The notices of the command for a target, which carries the drop-in. */
export function ofCommand(target, root = ".") {
  return text([...crates({ target, features: "ssr" }, root), ...crates(APP, root), ...scripts(root)]);
}

/** The packages with their licences, as one text in which each text of a licence stands once. */
export function text(packages) {
  const byName = new Map(packages.map((item) => [`${item.name} ${item.version}`, item]));
  const users = new Map();
  const lines = ["Newsleaf contains the packages below, each under its own licence.", ""];
  for (const [name, { licence, texts }] of [...byName].sort(([one], [other]) => (one < other ? -1 : 1))) {
    lines.push(`${name}: ${licence ?? "see the text"}${texts.length === 0 ? ", without a text of its own" : ""}`);
    for (const text of texts) users.set(text, [...(users.get(text) ?? []), name]);
  }
  for (const [text, names] of users) lines.push("", "-".repeat(80), names.join(", "), "", text);
  return `${lines.join("\n")}\n`;
}

/** The crates that a build with these features links, by what cargo resolves. */
function crates({ target, features }, root) {
  const options = ["--no-default-features", "--features", features, "--filter-platform", target];
  const output = execFileSync("cargo", ["metadata", "--locked", "--format-version", "1", ...options], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const { packages, resolve } = JSON.parse(output);
  return linked(resolve).map((id) => {
    const item = packages.find((item) => item.id === id);
    return { name: item.name, version: item.version, licence: item.license, texts: textsIn(dirname(item.manifest_path)) };
  });
}

/** What is linked into the root, without what only builds or tests it. */
export function linked({ root, nodes }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set([root]);
  for (const id of seen) {
    for (const { pkg, dep_kinds: kinds } of byId.get(id).deps) {
      if (kinds.some(({ kind }) => kind === null)) seen.add(pkg);
    }
  }
  seen.delete(root);
  return [...seen];
}

/** The npm packages whose code is in the app's scripts. */
export const IN_SCRIPTS = ["dompurify", "lean-qr"];

function scripts(root) {
  return IN_SCRIPTS.map((name) => {
    const folder = join(root, "node_modules", name);
    if (!existsSync(folder)) throw new Error(`The npm package ${name} is missing. Run 'npm ci --ignore-scripts'.`);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { name, version, licence: license, texts: textsIn(folder) };
  });
}

function textsIn(folder) {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && IS_LICENCE.test(entry.name));
  return files.map(({ name }) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [part, target] = process.argv.slice(2);
  process.stdout.write(part === "command" ? ofCommand(target) : ofDropIn());
}
