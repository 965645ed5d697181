// Looks up every dependency of the Cargo.lock and package-lock.json files in public databases of known weaknesses: OSV, which
// holds RustSec's and npm's advisories, and npm's own. Run by `make check`.
//
// A weakness fails the check, unless scripts/audit-accepted.json names it with a reason, by the id of the advisory or one of
// its other names: {"GHSA-…": "why it does no harm here"}. An unmaintained package or a notice is reported and
// fails nothing. A failed look-up is named, and the check goes on, since a network is no property of the code; but
// an entry that was found and whose details did not come is a weakness like any other.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const OSV = process.env.NEWSLEAF_OSV ?? "https://api.osv.dev";
const PATIENCE_MS = 15_000;
const BATCH = 500;
const CARGO_LOCKS = ["Cargo.lock", "fuzz/Cargo.lock"];
/** Where package-lock.json files are: the tools of the project, and the sites that `make bench` compares it with. */
const NPM_FOLDERS = [".", "bench"];
/** Answers come in pages; a database that never ends them is not queried for ever. */
const MOST_PAGES = 50;
/** RustSec's harmless categories. 'unsound' is not one of them. */
const NOTES = new Set(["unmaintained", "notice"]);

/** The crates of a Cargo.lock that come from a registry: [{ecosystem, name, version}]. */
export function cratesOf(lock) {
  const packages = lock.split("[[package]]").slice(1);
  const field = (text, name) => new RegExp(`^${name} = "([^"]*)"`, "m").exec(text)?.[1];
  return packages.filter((text) => field(text, "source")).map((text) => ({ ecosystem: "crates.io", name: field(text, "name"), version: field(text, "version") }));
}

/** The packages of a package-lock.json: [{ecosystem, name, version}]. */
export function npmPackagesOf(lock) {
  return Object.entries(JSON.parse(lock).packages)
    .filter(([path]) => path)
    .map(([path, { name, version }]) => ({ ecosystem: "npm", name: name ?? path.split("node_modules/").pop(), version }));
}

/** The same packages, each once: lock files share most of theirs. */
export function distinct(packages) {
  return [...new Map(packages.map((each) => [`${each.ecosystem} ${each.name} ${each.version}`, each])).values()];
}

async function ask(path, body) {
  const options = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const response = await fetch(`${OSV}${path}`, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** The ids of the entries that OSV has of these packages, handed to `found` page by page, so that a failed page does not lose the ones before. */
async function lookUp(packages, found) {
  let queries = packages.map((each) => ({ each, query: { package: { ecosystem: each.ecosystem, name: each.name }, version: each.version } }));
  for (let page = 0; queries.length > 0; page++) {
    if (page === MOST_PAGES) throw new Error("its answer has no end");
    const { results } = await ask("/v1/querybatch", { queries: queries.map(({ query }) => query) });
    if (results?.length !== queries.length) throw new Error("its answer has another length than the question");
    const next = [];
    results.forEach((result, index) => {
      const { each, query } = queries[index];
      for (const { id } of result?.vulns ?? []) found.push({ id, package: each });
      if (result?.next_page_token) next.push({ each, query: { ...query, page_token: result.next_page_token } });
    });
    queries = next;
  }
}

/** An entry's description: {summary, aliases, note}. An entry that can't be loaded counts as a weakness. */
async function detailsOf(id) {
  try {
    const { summary, aliases, affected } = await ask(`/v1/vulns/${encodeURIComponent(id)}`);
    const kinds = (affected ?? []).map((entry) => entry.database_specific?.informational);
    return { summary, aliases: aliases ?? [], note: kinds.length > 0 && kinds.every((kind) => NOTES.has(kind)) && kinds[0] };
  } catch (error) {
    return { summary: `its details did not come (${causeOf(error)})`, aliases: [], note: false };
  }
}

const causeOf = (error) => error.cause?.code ?? error.message;

async function auditByOsv(packages, accepted) {
  const found = [];
  let missed = 0;
  let cause;
  for (let at = 0; at < packages.length; at += BATCH) {
    const batch = packages.slice(at, at + BATCH);
    try {
      await lookUp(batch, found);
    } catch (error) {
      missed += batch.length;
      cause = causeOf(error);
    }
  }
  if (missed > 0) {
    const what = missed < packages.length || found.length > 0 ? `${missed} of ${packages.length} packages were not, or not wholly, looked up in it` : "NOTHING was looked up in it";
    console.log(`The database at ${OSV} could not be reached (${cause}): ${what}.`);
  }
  let good = true;
  for (const entry of found) Object.assign(entry, await detailsOf(entry.id));
  // One finding may have several names there; a note of one database may be a weakness in another.
  const notes = new Map(found.filter((entry) => entry.note).flatMap(({ id, aliases, note }) => [id, ...aliases].map((known) => [known, note])));
  for (const { id, package: { name, version }, summary, aliases } of found) {
    const note = [id, ...aliases].map((known) => notes.get(known)).find(Boolean);
    const line = `${id} ${name} ${version}: ${summary ?? "no summary"}`;
    const reason = [id, ...aliases].find((known) => Object.hasOwn(accepted, known));
    if (reason) console.log(`accepted: ${line}. ${accepted[reason]}`);
    else if (note) console.log(`note: ${line} (${note})`);
    else {
      console.log(`WEAKNESS: ${line}`);
      good = false;
    }
  }
  if (missed < packages.length) console.log(`${packages.length - missed} packages were looked up at ${OSV}; ${found.length} entries were found.`);
  return good;
}

/** The advisories behind npm's finding of a package, those of the packages that it depends on included: [{names, title}]. */
export function advisoriesOf(name, findings, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  return (findings[name]?.via ?? []).flatMap((via) => {
    if (typeof via === "string") return findings[via] ? advisoriesOf(via, findings, seen) : [{ names: [via], title: `by ${via}` }];
    const { source, url = "", title = "no title" } = via;
    return [{ names: [url.split("/").pop(), url, String(source)].filter(Boolean), title }];
  });
}

/** Queries npm's own database for the packages of a folder's lock file. */
async function auditByNpm(folder, accepted) {
  const answer = await promisify(execFile)("npm", ["audit", "--json", "--package-lock-only"], { cwd: folder, maxBuffer: 1 << 26, timeout: 60_000 }).catch((error) => error);
  let report;
  try {
    report = JSON.parse(answer.stdout);
  } catch {
    report = { error: { summary: "no answer" } };
  }
  if (!report.metadata) {
    console.log(`npm's own database could not be reached (${report.error?.summary || report.message || "no answer"}): NOTHING was looked up in it.`);
    return true;
  }
  let good = true;
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities)) {
    const advisories = advisoriesOf(name, report.vulnerabilities);
    const reasons = advisories.map(({ names }) => names.find((known) => Object.hasOwn(accepted, known)));
    const line = `${name} ${range}: ${severity}${advisories.map(({ names, title }) => `, ${names[0]} ${title}`).join("")}`;
    if (advisories.length > 0 && reasons.every(Boolean)) console.log(`accepted: ${line}. ${reasons.map((reason) => accepted[reason]).join(" ")}`);
    else {
      console.log(`WEAKNESS: ${line}`);
      good = false;
    }
  }
  const { total } = report.metadata.vulnerabilities;
  console.log(`npm's own database knows ${total} weaknesses of the ${report.metadata.dependencies.total} packages of ${join(folder, "package-lock.json")}.`);
  return good && (total === 0 || Object.keys(report.vulnerabilities).length > 0);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const crates = CARGO_LOCKS.flatMap((lock) => cratesOf(readFileSync(lock, "utf8")));
  const npmPackages = NPM_FOLDERS.flatMap((folder) => npmPackagesOf(readFileSync(join(folder, "package-lock.json"), "utf8")));
  const packages = distinct([...crates, ...npmPackages]);
  const file = process.env.NEWSLEAF_AUDIT_ACCEPTED ?? "scripts/audit-accepted.json";
  const accepted = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const good = [await auditByOsv(packages, accepted)];
  if (!process.argv.includes("--osv-only")) for (const folder of NPM_FOLDERS) good.push(await auditByNpm(folder, accepted));
  process.exitCode = good.every(Boolean) ? 0 : 1;
}
