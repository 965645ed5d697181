// Looks up every dependency of Cargo.lock and package-lock.json in public databases of known weaknesses: OSV, which holds
// RustSec's and npm's advisories, and npm's own. Run by `make check`.
//
// A weakness fails the check, unless scripts/audit-accepted.json names it with a reason. That a package is no longer
// maintained is told and fails nothing. A database that cannot be reached is named, and then nothing was looked up in it:
// the check goes on, since a network is no property of the code.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const OSV = process.env.NEWSLEAF_OSV ?? "https://api.osv.dev";
const PATIENCE_MS = 15_000;
const BATCH = 500;

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

async function ask(path, body) {
  const options = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const response = await fetch(`${OSV}${path}`, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** What OSV knows of these packages: [{id, package, summary, informational}]. */
async function weaknessesOf(packages) {
  const found = [];
  for (let at = 0; at < packages.length; at += BATCH) {
    const batch = packages.slice(at, at + BATCH);
    const queries = batch.map(({ ecosystem, name, version }) => ({ package: { ecosystem, name }, version }));
    const { results } = await ask("/v1/querybatch", { queries });
    results.forEach((result, index) => found.push(...(result.vulns ?? []).map(({ id }) => ({ id, package: batch[index] }))));
  }
  for (const each of found) {
    const { summary, aliases = [], affected = [] } = await ask(`/v1/vulns/${encodeURIComponent(each.id)}`);
    const informational = affected.map((entry) => entry.database_specific?.informational).find(Boolean);
    Object.assign(each, { summary, aliases, informational });
  }
  return found;
}

async function auditByOsv(packages, accepted) {
  let found;
  try {
    found = await weaknessesOf(packages);
  } catch (error) {
    console.log(`The database at ${OSV} could not be reached (${error.cause?.code ?? error.message}): NOTHING was looked up in it.`);
    return true;
  }
  const isAccepted = ({ id, aliases }) => [id, ...aliases].find((name) => accepted[name]);
  let good = true;
  for (const each of found) {
    const { name, version } = each.package;
    const line = `${each.id} ${name} ${version}: ${each.summary ?? "no summary"}`;
    const reason = isAccepted(each);
    if (reason) console.log(`accepted: ${line}. ${accepted[reason]}`);
    else if (each.informational) console.log(`note: ${line} (${each.informational})`);
    else {
      console.log(`WEAKNESS: ${line}`);
      good = false;
    }
  }
  console.log(`${packages.length} packages were looked up at ${OSV}; ${found.length} entries were found.`);
  return good;
}

async function auditByNpm() {
  const answer = await promisify(execFile)("npm", ["audit", "--json"], { maxBuffer: 1 << 26, timeout: 60_000 }).catch((error) => error);
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
  const { total } = report.metadata.vulnerabilities;
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities)) console.log(`WEAKNESS: ${name} ${range}: ${severity}`);
  console.log(`npm's own database knows ${total} weaknesses of the ${report.metadata.dependencies.total} packages.`);
  return total === 0;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const packages = [...cratesOf(readFileSync("Cargo.lock", "utf8")), ...npmPackagesOf(readFileSync("package-lock.json", "utf8"))];
  const file = "scripts/audit-accepted.json";
  const accepted = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const good = [await auditByOsv(packages, accepted), process.argv.includes("--osv-only") || (await auditByNpm())];
  process.exitCode = good.every(Boolean) ? 0 : 1;
}
