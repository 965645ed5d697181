// The audit of dependencies, against a database of our own.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cratesOf, npmPackagesOf } from "../../scripts/audit.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs the audit against a database that knows these entries by package name; returns its exit code, its output, and its
 * queries. `respond` may answer otherwise than the database would. npm answers with `npm`, or gets no query.
 */
async function audit(known, { status = 200, respond = () => undefined, accepted = {}, npm } = {}) {
  const requested = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const id = /^\/v1\/vulns\/(.+)$/.exec(request.url)?.[1];
      const queries = id ? [] : JSON.parse(body).queries;
      requested.push(...queries);
      const answer = respond({ id, queries }) ?? {
        status,
        body: id
          ? Object.values(known).find((entry) => entry.id === id)
          : { results: queries.map((query) => (known[query.package.name] ? { vulns: [{ id: known[query.package.name].id }] } : {})) },
      };
      response.writeHead(answer.status ?? 200, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-audit-"));
  writeFileSync(join(folder, "accepted.json"), JSON.stringify(accepted));
  writeFileSync(join(folder, "npm"), `#!${process.execPath}\nprocess.stdout.write(${JSON.stringify(JSON.stringify(npm ?? {}))});\n`);
  chmodSync(join(folder, "npm"), 0o755);
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
    NEWSLEAF_OSV: `http://127.0.0.1:${server.address().port}`,
    NEWSLEAF_AUDIT_ACCEPTED: join(folder, "accepted.json"),
  };
  const run = promisify(execFile)(process.execPath, [`${root}scripts/audit.mjs`, ...(npm ? [] : ["--osv-only"])], { cwd: root, env });
  const { code = 0, stdout } = await run.catch((error) => error);
  server.close();
  rmSync(folder, { recursive: true });
  return { code, stdout, requested };
}

/** The answer of `npm audit --json` with these findings. */
const npmReport = (vulnerabilities) => ({
  vulnerabilities,
  metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length }, dependencies: { total: 9 } },
});
const GHSA = "GHSA-aaaa-bbbb-cccc";
const advisory = (id = GHSA) => ({ source: 1099, name: "inner", title: "It leaks", url: `https://github.com/advisories/${id}`, severity: "high" });

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

test("the packages of bench/ are looked up too", async () => {
  const { requested } = await audit({});
  assert.ok(requested.some((query) => query.package?.name === "react-router"));
});

test("a known weakness fails, and is named", async () => {
  const { code, stdout } = await audit({ leptos: { id: "RUSTSEC-2099-0001", summary: "It leaks" } });
  assert.equal(code, 1);
  assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0001 leptos [\d.]+: It leaks/);
});

test("an unmaintained crate is reported, and fails nothing", async () => {
  const { code, stdout } = await audit({ leptos: { id: "RUSTSEC-2099-0002", summary: "Nobody is home", affected: [{ database_specific: { informational: "unmaintained" } }] } });
  assert.equal(code, 0);
  assert.match(stdout, /note: RUSTSEC-2099-0002 .*\(unmaintained\)/);
});

test("a notice is reported too, but an unsound crate fails, and so does one with a partial note", async () => {
  const informational = (...kinds) => ({ leptos: { id: "RUSTSEC-2099-0003", summary: "Hm", affected: kinds.map((kind) => ({ database_specific: { informational: kind } })) } });
  assert.equal((await audit(informational("notice"))).code, 0);
  for (const kinds of [["unsound"], ["unmaintained", undefined], ["unmaintained", "unsound"]]) {
    const { code, stdout } = await audit(informational(...kinds));
    assert.equal(code, 1, stdout);
    assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0003/);
  }
});

test("an entry whose details do not come is a weakness, and the others are looked at all the same", async () => {
  const known = { leptos: { id: "RUSTSEC-2099-0004" }, serde: { id: "RUSTSEC-2099-0005", summary: "Worse" } };
  const respond = ({ id }) => (id === "RUSTSEC-2099-0004" ? { status: 500 } : undefined);
  const { code, stdout } = await audit(known, { respond });
  assert.equal(code, 1);
  assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0004 leptos [\d.]+: its details did not come \(status 500\)/);
  assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0005 serde [\d.]+: Worse/);
  assert.doesNotMatch(stdout, /NOTHING/);
  const accepted = { "RUSTSEC-2099-0004": "Not used.", "RUSTSEC-2099-0005": "Nor this." };
  assert.equal((await audit(known, { respond, accepted })).code, 0);
});

test("what one question found stays, though the next one is not answered", async () => {
  let questions = 0;
  const { code, stdout } = await audit({}, {
    respond: ({ id, queries }) => {
      if (id) return { body: { id, summary: "It leaks" } };
      questions += 1;
      if (questions > 1) return { status: 503 };
      return { body: { results: queries.map((_, at) => (at === 0 ? { vulns: [{ id: "RUSTSEC-2099-0006" }], next_page_token: "2" } : {})) } };
    },
  });
  assert.equal(code, 1);
  assert.match(stdout, /WEAKNESS: RUSTSEC-2099-0006/);
  assert.match(stdout, /\(status 503\): \d+ of \d+ packages were not, or not wholly, looked up/);
});

test("the further pages of an answer are requested", async () => {
  const { code, stdout } = await audit({}, {
    respond: ({ id, queries }) =>
      id
        ? { body: { id, summary: "It leaks" } }
        : { body: { results: queries.map((query) => (query.package.name !== "leptos" ? {} : query.page_token ? { vulns: [{ id: "RUSTSEC-2099-0008" }] } : { vulns: [{ id: "RUSTSEC-2099-0007" }], next_page_token: "second" })) } },
  });
  assert.equal(code, 1);
  assert.match(stdout, /RUSTSEC-2099-0007[^]*RUSTSEC-2099-0008/);
});

test("the crates of the fuzz targets are looked up too, and none twice", async () => {
  const { requested } = await audit({});
  assert.ok(requested.some((query) => query.package.name === "libfuzzer-sys"));
  const each = requested.map((query) => JSON.stringify(query));
  assert.equal(new Set(each).size, each.length);
});

test("what npm finds fails, unless every advisory behind it is accepted by id, address or number", async () => {
  const npm = npmReport({
    inner: { severity: "high", range: "<2", via: [advisory()] },
    outer: { severity: "high", range: "*", via: ["inner"] },
  });
  const { code, stdout } = await audit({}, { npm });
  assert.equal(code, 1);
  assert.match(stdout, /WEAKNESS: inner <2: high, GHSA-aaaa-bbbb-cccc It leaks/);
  for (const name of [GHSA, `https://github.com/advisories/${GHSA}`, "1099"]) {
    const { code, stdout } = await audit({}, { npm, accepted: { [name]: "Only in tests." } });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /accepted: outer .*Only in tests\./);
  }
  npm.vulnerabilities.inner.via.push(advisory("GHSA-dddd-eeee-ffff"), "outer");
  npm.vulnerabilities.inner.via[1].source = 1100;
  assert.equal((await audit({}, { npm, accepted: { [GHSA]: "Only in tests." } })).code, 1, "there is another one");
});

test("the same finding under another database's name is the same note", async () => {
  const note = { id: "RUSTSEC-2099-0002", aliases: ["GHSA-aaaa-bbbb-cccc"], summary: "Nobody is home", affected: [{ database_specific: { informational: "unmaintained" } }] };
  const { code, stdout } = await audit({ leptos: note, dompurify: { id: "GHSA-aaaa-bbbb-cccc", summary: "Nobody is home" } });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /note: GHSA-aaaa-bbbb-cccc /);
});

test("a database that does not answer is no success in silence", async () => {
  const { code, stdout } = await audit({}, { status: 503 });
  assert.equal(code, 0);
  assert.match(stdout, /could not be reached \(status 503\): NOTHING was looked up/);
});
