// The messages of `make serve` before it builds anything.
import assert from "node:assert/strict";
import { spawnSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { feedSource } from "../../scripts/feed-source.mjs";

/** Runs `make serve` with a setting that must stop it at once. */
function refused(env) {
  const run = spawnSync(process.execPath, ["scripts/serve.mjs"], { env: { ...process.env, ...env }, encoding: "utf8", timeout: 20_000 });
  assert.equal(run.status, 1, run.stderr);
  return run.stderr;
}

async function listening(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

test("a taken port is named, with the way to another one", async () => {
  // The other program must live in another process than this test, which waits for its answer.
  const other = spawn(process.execPath, ["-e", "require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })"]);
  const port = String(await new Promise((resolve) => other.stdout.once("data", resolve))).trim();
  const message = refused({ PORT: port });
  other.kill();
  assert.match(message, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken.*make serve PORT=\\d+`));
});

test("a port that is none is refused", () => {
  assert.match(refused({ PORT: "http" }), /PORT=http is no port/);
  assert.match(refused({ PORT: "70000" }), /PORT=70000 is no port/);
});

test("a feed that is not there is named", () => {
  assert.match(refused({ FEED: "missing/feed.json" }), /FEED=missing\/feed\.json: there is no such file/);
});

test("a folder is no feed", async () => {
  await assert.rejects(feedSource("tests"), /FEED=tests is no file; name the feed itself, such as tests\/feed\.json/);
});

test("only web addresses and files are feeds", async () => {
  await assert.rejects(feedSource("ftp://example.org/feed.json"), /only http: and https: addresses/);
});

test("a file brings its folder along", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-feed-"));
  const file = join(folder, "news.json");
  writeFileSync(file, "{}");
  const source = await feedSource(file);
  assert.deepEqual([source.folders, source.files], [[dirname(file)], { "feed.json": file }]);
  rmSync(folder, { recursive: true });
});

test("a downloaded feed keeps its bytes and names its source, after redirects", async () => {
  const body = Buffer.from('\ufeff{"title": "caf\u00e9"}\r\n');
  const { server, url } = await listening((request, response) => {
    if (request.url === "/old") return response.writeHead(302, { Location: "/blog/feed.json" }).end();
    response.writeHead(200, { "Content-Type": "application/feed+json" }).end(body);
  });
  const { files } = await feedSource(`${url}/old`);
  server.close();
  assert.deepEqual(files["feed.json"].body, body);
  assert.equal(files["feed.json"].headers["Content-Location"], `${url}/blog/feed.json`);
});

test("a feed that cannot be downloaded gets a reason", async () => {
  const { server, url } = await listening((request, response) => response.writeHead(404).end());
  await assert.rejects(feedSource(`${url}/feed.json`), /the host answered 404/);
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(feedSource(`${url}/feed.json`), /could not be downloaded: .*ECONNREFUSED/);
});
