// The static server answers as plain static hosts do.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startStaticServer } from "../../scripts/static-server.mjs";

let folder;
let site;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "newsleaf-static-"));
  mkdirSync(join(folder, "site/pictures"), { recursive: true });
  mkdirSync(join(folder, "overlay"));
  writeFileSync(join(folder, "site/index.html"), "<title>home</title>");
  writeFileSync(join(folder, "site/app.wasm"), "0123456789");
  writeFileSync(join(folder, "site/.hidden"), "private");
  writeFileSync(join(folder, "site/pictures/index.html"), "<title>pictures</title>");
  writeFileSync(join(folder, "overlay/index.html"), "<title>wrong</title>");
  writeFileSync(join(folder, "overlay/feed.json"), "{}");
  writeFileSync(join(folder, "secret.txt"), "outside");
  site = await startStaticServer({
    folders: [join(folder, "site"), join(folder, "overlay")],
    files: { "news.json": { body: "[]", headers: { "Content-Location": "https://example.org/news.json" } } },
    mount: "/some/path/",
    idleLimit: 30_000,
  });
});

after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const get = (path, options) => fetch(site.url + path, { redirect: "manual", ...options });

/** A request whose path no client tidies up before it is sent. */
const rawStatus = (path) =>
  new Promise((resolve, reject) => {
    request(site.origin, { path }, (response) => resolve(response.resume().statusCode)).on("error", reject).end();
  });

test("sends the right types", async () => {
  assert.equal((await get("")).headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal((await get("app.wasm")).headers.get("content-type"), "application/wasm");
  assert.equal((await get("feed.json")).headers.get("content-type"), "application/feed+json; charset=utf-8");
});

test("the site wins over overlaid files", async () => {
  assert.match(await (await get("")).text(), /home/);
});

test("a folder without its slash is redirected, with its query", async () => {
  const response = await get("pictures?page=2");
  assert.equal(response.status, 301);
  assert.equal(response.headers.get("location"), "/some/path/pictures/?page=2");
  assert.match(await (await get("pictures/")).text(), /pictures/);
});

test("a missing file is a plain 404, inside and outside the mount", async () => {
  for (const path of ["missing", "missing/", "index.html/", "../", ".hidden"]) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.equal((await fetch(site.origin + "/")).status, 404);
});

test("no path leads out of the folders", async () => {
  for (const path of ["/some/path/../../secret.txt", "/some/path/..%2fsecret.txt", "/some/path/%2e%2e/secret.txt", "/some/path//etc/passwd", "/some/path/%00", "/some/path/%ff"]) {
    assert.equal(await rawStatus(path), 404, path);
  }
});

test("an unchanged file is answered with 304", async () => {
  const first = await get("app.wasm");
  for (const headers of [{ "If-None-Match": first.headers.get("etag") }, { "If-Modified-Since": first.headers.get("last-modified") }]) {
    const second = await get("app.wasm", { headers });
    assert.equal(second.status, 304);
    assert.equal(await second.text(), "");
  }
  assert.equal((await get("app.wasm", { headers: { "If-None-Match": '"other"' } })).status, 200);
});

test("sends ranges", async () => {
  for (const [range, status, body, content] of [
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=0-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=0-1,3-4", 200, "0123456789", null],
  ]) {
    const response = await get("app.wasm", { headers: { Range: range } });
    assert.equal(response.status, status, range);
    assert.equal(await response.text(), body, range);
    assert.equal(response.headers.get("content-range"), content, range);
  }
});

test("HEAD sends the length and no body; other methods are refused", async () => {
  const head = await get("app.wasm", { method: "HEAD" });
  assert.equal(head.headers.get("content-length"), "10");
  assert.equal(await head.text(), "");
  const post = await get("app.wasm", { method: "POST" });
  assert.equal(post.status, 405);
  assert.equal(post.headers.get("allow"), "GET, HEAD");
});

test("a single file comes with its own headers", async () => {
  const response = await get("news.json");
  assert.equal(response.headers.get("content-location"), "https://example.org/news.json");
  assert.equal(await response.text(), "[]");
});

test("faults change one path, until they are healed", async () => {
  site.fault("app.wasm", { status: 503, headers: { "Retry-After": "1" } });
  const broken = await get("app.wasm");
  assert.equal(broken.status, 503);
  assert.equal(broken.headers.get("retry-after"), "1");
  assert.equal((await get("feed.json")).status, 200);
  site.fault("app.wasm", { drop: true });
  await assert.rejects(get("app.wasm"));
  site.heal();
  assert.equal((await get("app.wasm")).status, 200);
});

test("a held path answers when it is released", async () => {
  const release = site.hold("app.wasm");
  let answered = false;
  const pending = get("app.wasm").then((response) => {
    answered = true;
    return response;
  });
  await get("feed.json");
  assert.equal(answered, false);
  release();
  assert.equal((await pending).status, 200);
  site.heal();
});

test("the log lists requests", async () => {
  site.requests.length = 0;
  await (await get("missing?x=1")).text();
  assert.deepEqual(
    site.requests.map(({ method, path, search, status }) => ({ method, path, search, status })),
    [{ method: "GET", path: "/some/path/missing", search: "?x=1", status: 404 }],
  );
});

test("closes by itself when no request comes any more", async () => {
  const short = await startStaticServer({ folders: [folder], idleLimit: 50 });
  assert.equal((await fetch(`${short.url}secret.txt`)).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await assert.rejects(fetch(`${short.url}secret.txt`));
});
