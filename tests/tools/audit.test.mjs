// The audit of dependencies, against a database of our own.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cratesOf, npmPackagesOf } from "../../scripts/audit.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the audit against a database that knows these entries by package name; returns its exit code and what it says. */
async function audit(known, { status = 200 } = {}) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const id = /^\/v1\/vulns\/(.+)$/.exec(request.url)?.[1];
      const answer = id
        ? Object.values(known).find((entry) => entry.id === id)
        : { results: JSON.parse(body).queries.map((query) => (known[query.package.name] ? { vulns: [{ id: known[query.package.name].id }] } : {})) };
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = { ...process.env, NEWSLEAF_OSV: `http://127.0.0.1:${server.address().port}` };
  const run = promisify(execFile)(process.execPath, [`${root}scripts/audit.mjs`, "--osv-only"], { cwd: root, env });
  const { code = 0, stdout } = await run.catch((error) => error);
  server.close();
  return { code, stdout };
}

test("every crate and every package of the lock files is looked up", () => {
  const crates = cratesOf(readFileSync(`${root}Cargo.lock`, "utf8"));
  assert.ok(crates.length > 100 && crates.every(({ name, version }) => name && /^\d/.test(version)));
  assert.ok(crates.some(({ name }) => name === "leptos") && !crates.some(({ name }) => name === "newsleaf"));
  const packages = npmPackagesOf(readFileSync(`${root}package-lock.json`, "utf8"));
  assert.ok(packages.some(({ name }) => name === "dompurify") && packages.some(({ name }) => name.startsWith("@")));
});

test("no known weakness is a success", async () => {
  const { code, stdout } = await audit({});
  assert.equal(code, 0);
  assert.match(stdout, /packages were looked up .* 0 entries/);
});

test("a known weakness fails, and is named", async () => {
  const { code, stdout } = await audit({ leptos: { id: "RUSTSEC-2099-0001", summary: "It leaks" } });
  assert.equal(code, 1);
  assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0001 leptos [\d.]+: It leaks/);
});

test("that a crate is unmaintained is told, and fails nothing", async () => {
  const { code, stdout } = await audit({ leptos: { id: "RUSTSEC-2099-0002", summary: "Nobody is home", affected: [{ database_specific: { informational: "unmaintained" } }] } });
  assert.equal(code, 0);
  assert.match(stdout, /note: RUSTSEC-2099-0002 .*\(unmaintained\)/);
});

test("a database that does not answer is no success in silence", async () => {
  const { code, stdout } = await audit({}, { status: 503 });
  assert.equal(code, 0);
  assert.match(stdout, /could not be reached \(status 503\): NOTHING was looked up/);
});
