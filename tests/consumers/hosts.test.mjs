// The files of hosts that can't be run here, read by the hosts' own parsers where there is one; and the upload to S3, against a
// bucket that is a folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import { parseAllHeaders } from "@netlify/headers-parser";
import { getTransformedRoutes } from "@vercel/routing-utils";
import { build, filesOf, folderFor, read } from "./site.mjs";

const feedOf = (titles) => ({
  version: "https://jsonfeed.org/version/1.1",
  title: "City Paper",
  language: "en",
  items: titles.map((title, at) => ({ id: title, title, content_text: `The text of ${title}.`, date_published: `2026-11-${String(28 - at).padStart(2, "0")}T10:00:00Z` })),
});

/** The headers of a path, of all rules that fit it, as the hosts join them. */
function headersOf(rules, path) {
  const found = {};
  for (const { pattern, headers } of rules) {
    if (!pattern.test(path)) continue;
    for (const [name, value] of Object.entries(headers)) found[name] = found[name] ? `${found[name]}, ${value}` : value;
  }
  return found;
}

function haveHeaders(rules, folder) {
  const one = (path) => headersOf(rules, folder + path);
  assert.deepEqual(one("assets/app/app-0123456789abcdef.js"), { "Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff" });
  assert.deepEqual(one("article/0123456789-a-story/"), { "X-Content-Type-Options": "nosniff" });
  for (const open of ["feed.json", "feed/0001.json", "keys/01.json", "embed/", "embed.js", "latest.json", "newsleaf.json"]) assert.equal(one(open)["Access-Control-Allow-Origin"], "*", open);
  assert.equal(one("feed.json")["X-Content-Type-Options"], "nosniff");
}

for (const host of ["netlify", "cloudflare"]) {
  test(`the _headers of ${host} are read by Netlify's parser, and every path has each header once`, async (t) => {
    const site = build(folderFor(t), { feed: feedOf(["One"]), site: "https://news.example/", options: ["--host", host] });
    const { headers, errors } = await parseAllHeaders({ headersFiles: [join(site, "_headers")], configHeaders: [], minimal: false });
    assert.deepEqual(errors, []);
    assert.ok(headers.length <= 100, "Cloudflare reads a hundred rules");
    assert.ok(read(site, "_headers").split("\n").every((line) => line.length <= 2_000), "Cloudflare reads 2,000 characters of a line");
    haveHeaders(headers.map(({ forRegExp, values }) => ({ pattern: forRegExp, headers: values })), "/");
  });
}

for (const folder of ["/", "/some/paper/", "/c++(1/"]) {
  test(`vercel.json for ${folder} is read by Vercel's router, which gives folders their slash`, (t) => {
    const site = build(folderFor(t), { feed: feedOf(["One"]), site: `https://news.example${folder}`, options: ["--host", "vercel"] });
    const { routes, error } = getTransformedRoutes(JSON.parse(read(site, "vercel.json")));
    assert.equal(error, null);
    const rules = routes.filter(({ headers, status }) => headers && !status).map(({ src, headers }) => ({ pattern: new RegExp(src), headers }));
    haveHeaders(rules, folder);
    const redirect = routes.find(({ src, status }) => status === 308 && new RegExp(src).test(`${folder}article/0123456789-a-story`));
    assert.equal(`${folder}article/0123456789-a-story`.replace(new RegExp(redirect.src), redirect.headers.Location), `${folder}article/0123456789-a-story/`);
  });
}

test("wrangler.jsonc names the folder of the site, and its 404 page", (t) => {
  const site = build(folderFor(t), { feed: feedOf(["One"]), site: "https://news.example/", options: ["--host", "cloudflare"] });
  const { assets } = JSON.parse(readFileSync(`${site}.wrangler.jsonc`, "utf8"));
  assert.deepEqual(assets, { directory: "./site", html_handling: "auto-trailing-slash", not_found_handling: "404-page" });
});

/** A program `aws` that knows `s3 sync` and `s3 cp` as the upload calls them: a bucket is a folder, and so is each state of it. */
const AWS = `#!/usr/bin/env node
const { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const [s3, command, from, to, ...options] = process.argv.slice(2);
if (s3 !== "s3") throw new Error("only s3 is known");
const bucket = process.env.BUCKET;
const target = join(bucket, to.replace("s3://city/", ""));
const rules = [];
const meta = {};
let removes = false;
for (let at = 0; at < options.length; at++) {
  if (options[at] === "--delete") removes = true;
  else if (["--exclude", "--include"].includes(options[at])) rules.push([options[at] === "--include", new RegExp("^" + options[++at].replace(/[.+^$(){}|\\\\]/g, "\\\\$&").replace(/\\*/g, "[^]*").replace(/\\?/g, "[^]") + "$")]);
  else if (options[at].startsWith("--")) meta[options[at].slice(2)] = options[++at];
  else throw new Error("what is " + options[at]);
}
const taken = (path) => rules.reduce((is, [includes, pattern]) => (pattern.test(path) ? includes : is), true);
const files = (folder) => existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath ?? e.path, e.name).slice(folder.replace(/\\/$/, "").length + 1)) : [];
const metaFile = bucket + ".meta.json";
const all = existsSync(metaFile) ? JSON.parse(readFileSync(metaFile, "utf8")) : {};
function put(source, place) {
  mkdirSync(dirname(place), { recursive: true });
  cpSync(source, place);
  all[place.slice(bucket.length + 1)] = meta;
}
if (command === "cp") put(from, target);
else if (command === "sync") {
  for (const path of files(from)) {
    const [source, place] = [join(from, path), join(target, path)];
    if (taken(path) && !(existsSync(place) && readFileSync(place).equals(readFileSync(source)))) put(source, place);
  }
  if (removes) for (const path of files(target)) if (taken(path) && !existsSync(join(from, path))) rmSync(join(target, path));
} else throw new Error("what is " + command);
writeFileSync(metaFile, JSON.stringify(all));
const count = readdirSync(process.env.STATES).length;
cpSync(bucket, join(process.env.STATES, String(count).padStart(3, "0")), { recursive: true });
`;

/** The links of a folder's pages that lead to no file of it. */
function deadLinks(folder) {
  const files = new Set(filesOf(folder));
  const dead = [];
  for (const page of [...files].filter((path) => path.endsWith("/index.html") || path === "index.html")) {
    const html = read(folder, page).replace(/<script[^]*?<\/script>/g, "");
    for (const [, url] of html.matchAll(/(?:href|src)="([^"#?:]*)[^"]*"/g)) {
      if (url === "" || html.includes(`"${url}:`)) continue;
      const path = decodeURI(posix.normalize(posix.join(posix.dirname(page), url.endsWith("/") ? `${url}index.html` : url)));
      if (!files.has(path)) dead.push(`${page}: ${url}`);
    }
  }
  return dead;
}

test("the upload to S3 leads no reader astray at any step, and ends with the site as it is", (t) => {
  const folder = folderFor(t);
  const [bin, bucket, states] = ["bin", "bucket", "states"].map((name) => join(folder, name));
  [bin, bucket, states].forEach((path) => mkdirSync(path));
  writeFileSync(join(bin, "aws"), AWS);
  chmodSync(join(bin, "aws"), 0o755);
  const upload = (site) => execFileSync("sh", [`${site}.s3.sh`, site, "s3://city/paper/"], { env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, BUCKET: bucket, STATES: states }, stdio: "pipe" });
  const options = ["--host", "s3"];
  let site = build(folder, { feed: feedOf(["One", "Two", "Three", "Four"]), options });
  upload(site);
  assert.deepEqual(filesOf(join(bucket, "paper")), filesOf(site));
  site = build(folder, { feed: feedOf(["Five", "One", "Two", "Three"]), options: [...options, "--prune"] });
  execFileSync("sh", ["-c", `rm -rf "${states}"/*`]);
  upload(site);
  assert.deepEqual(filesOf(join(bucket, "paper")), filesOf(site));
  const steps = filesOf(states).map((path) => path.split("/")[0]);
  const pages = new Set(steps);
  assert.ok(pages.size > 5, `${pages.size} steps`);
  // The last step takes what has gone; what still leads to it has been replaced by then.
  for (const step of pages) assert.deepEqual(deadLinks(join(states, step, "paper")), [], `step ${step}`);
  const meta = JSON.parse(readFileSync(`${bucket}.meta.json`, "utf8"));
  assert.match(meta["paper/index.html"]["cache-control"], /no-cache/);
  assert.equal(meta["paper/feed.json"]["content-type"], "application/feed+json");
  assert.equal(meta["paper/manifest.webmanifest"]["content-type"], "application/manifest+json");
  const [wasm] = filesOf(site).filter((path) => path.endsWith(".wasm"));
  assert.deepEqual(meta[`paper/${wasm}`], { "content-type": "application/wasm", "cache-control": "public, max-age=31536000, immutable" });
  assert.ok(existsSync(join(bucket, "paper/404.html")));
});

test("the function for CloudFront finds the index of a folder, and gives folders their slash", () => {
  const folder = folderFor({ after: (end) => process.on("exit", end) });
  const site = build(folder, { feed: feedOf(["One"]), options: ["--host", "s3"] });
  const handler = new Function(`${readFileSync(`${site}.cloudfront.js`, "utf8")}; return handler;`)();
  const answer = (uri) => handler({ request: { uri } });
  assert.equal(answer("/paper/").uri, "/paper/index.html");
  assert.equal(answer("/paper/feed.json").uri, "/paper/feed.json");
  assert.equal(answer("/paper/article/0123456789-a").headers.location.value, "/paper/article/0123456789-a/");
});
