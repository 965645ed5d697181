// A plain static host, for looking at the site and for its tests: files from folders, right types, validators, ranges,
// and a plain 404 for a missing file. It rewrites nothing and falls back to nothing, because the hosts that
// publishers use do not either. Tests can add faults and read the log of requests.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".htm": "text/html; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".m4a": "audio/mp4",
  ".mjs": "text/javascript; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
  ".mp4": "video/mp4",
  ".ogg": "audio/ogg",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".wasm": "application/wasm",
  ".webm": "video/webm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".xml": "application/xml",
};
const FEED_TYPE = "application/feed+json; charset=utf-8";

/**
 * Starts a server on 127.0.0.1.
 *
 * @param {object} options
 * @param {string[]} options.folders  where files are looked for, the first that has one wins
 * @param {Record<string, string | {body: string | Buffer, headers?: object}>} [options.files]
 *   single files, by their path under the mount: the path of a file on disk, or a body with its headers; they win over folders
 * @param {number} [options.port]  0 takes a free one
 * @param {string} [options.mount]  the folder of the host that the site is in, such as "/" or "/some/path/"
 * @param {Record<string, string>} [options.headers]  sent with every answer
 * @param {number} [options.idleLimit]  milliseconds without a request after which the server closes
 */
export async function startStaticServer({ folders, files = {}, port = 0, mount = "/", headers = {}, idleLimit = 0 }) {
  if (!mount.startsWith("/") || !mount.endsWith("/")) throw new Error(`A mount begins and ends with a slash, unlike ${mount}`);
  const requests = [];
  const faults = new Map();
  let idleTimer;

  async function answer(request, response) {
    const url = new URL(request.url, "http://127.0.0.1");
    const entry = { method: request.method, path: url.pathname, search: url.search, headers: request.headers, status: 0 };
    requests.push(entry);
    response.on("close", () => {
      entry.status = response.statusCode;
    });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);

    const fault = faults.get(url.pathname.startsWith(mount) ? url.pathname.slice(mount.length) : url.pathname);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault?.hold) await fault.hold;
    if (fault?.drop) return request.socket.destroy();
    if (fault?.answer) return await fault.answer(request, response);
    for (const [name, value] of Object.entries(fault?.headers ?? {})) response.setHeader(name, value);
    if (fault?.status || fault?.body !== undefined) {
      return send(request, response, fault.status ?? 200, fault.body ?? `Fault: ${fault.status}\n`);
    }
    await answerWithFile(request, response, url);
  }

  async function answerWithFile(request, response, url) {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      return send(request, response, 405, "Only GET and HEAD are known here.\n");
    }
    if (url.pathname + "/" === mount) return redirect(request, response, mount + url.search);
    const path = pathUnder(mount, url.pathname);
    if (path === null) return notFound(request, response);

    const single = files[path];
    if (single !== undefined && typeof single !== "string") {
      if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", typeOf(path));
      for (const [name, value] of Object.entries(single.headers ?? {})) response.setHeader(name, value);
      return send(request, response, 200, single.body);
    }
    for (const candidate of single !== undefined ? [single] : folders.map((folder) => join(folder, path))) {
      const found = await stat(candidate).catch(() => null);
      if (found?.isFile() && !path.endsWith("/")) return sendFile(request, response, candidate, found, typeOf(path));
      if (!found?.isDirectory()) continue;
      const index = join(candidate, "index.html");
      const indexFound = await stat(index).catch(() => null);
      if (!indexFound?.isFile()) continue;
      if (path !== "" && !path.endsWith("/")) return redirect(request, response, url.pathname + "/" + url.search);
      return sendFile(request, response, index, indexFound, TYPES[".html"]);
    }
    return notFound(request, response);
  }

  const server = createServer((request, response) => {
    clearTimeout(idleTimer);
    if (idleLimit) idleTimer = setTimeout(close, idleLimit).unref();
    answer(request, response).catch((error) => {
      // A reader who leaves in the middle is not a fault of the server.
      if (response.destroyed || error.code === "ERR_STREAM_PREMATURE_CLOSE") return;
      console.error(`${request.method} ${request.url}: ${error.message}`);
      response.destroy();
    });
  });

  function close() {
    clearTimeout(idleTimer);
    for (const fault of faults.values()) fault.release?.();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  }

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  if (idleLimit) {
    idleTimer = setTimeout(close, idleLimit).unref();
    server.unref();
  }

  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** The site's own address, with its folder. */
    url: origin + mount,
    /** Every request so far: {method, path, search, headers, status}. */
    requests,
    /**
     * Changes the answer for one path under the mount: `status`, `headers` and `body` replace what would be sent, `delay`
     * waits so many milliseconds first, `drop` cuts the connection, `answer` is a function of request and response that
     * does it all by itself.
     */
    fault(path, fault) {
      if (fault) faults.set(path, fault);
      else faults.delete(path);
    },
    /** Answers one path only after the returned function was called. */
    hold(path) {
      let release;
      const hold = new Promise((resolve) => {
        release = resolve;
      });
      faults.set(path, { hold, release });
      return release;
    },
    heal() {
      for (const fault of faults.values()) fault.release?.();
      faults.clear();
    },
    close,
  };
}

function typeOf(path) {
  if (path === "feed.json" || path.endsWith("/feed.json")) return FEED_TYPE;
  return TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
}

/** The path inside the folders, "" for the mount itself, or null for a path that must not be served. */
function pathUnder(mount, pathname) {
  if (!pathname.startsWith(mount)) return null;
  let path;
  try {
    path = decodeURIComponent(pathname.slice(mount.length));
  } catch {
    return null;
  }
  const parts = path.split("/");
  // Hidden files are private, and no part may lead out of the folder.
  const refused = parts.some((part) => part.startsWith(".") || part.includes("\0") || (sep !== "/" && part.includes(sep)));
  return refused || parts.slice(0, -1).includes("") ? null : path;
}

function send(request, response, status, body) {
  if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", TYPES[".txt"]);
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status);
  response.end(request.method === "HEAD" ? undefined : body);
}

function notFound(request, response) {
  response.setHeader("Content-Type", TYPES[".html"]);
  send(request, response, 404, '<!doctype html><html lang="en"><title>404 Not Found</title><h1>404 Not Found</h1></html>\n');
}

function redirect(request, response, location) {
  response.setHeader("Location", location);
  send(request, response, 301, "");
}

async function sendFile(request, response, file, found, type) {
  const tag = `"${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}"`;
  const modified = new Date(Math.floor(found.mtimeMs / 1000) * 1000);
  response.setHeader("ETag", tag);
  response.setHeader("Last-Modified", modified.toUTCString());
  // Always revalidated, and answered with 304 when nothing has changed: the page is that of the last build.
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("Accept-Ranges", "bytes");
  if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", type);

  if (isUnchanged(request.headers, tag, modified)) {
    response.writeHead(304);
    return response.end();
  }
  const range = rangeOf(request.headers, found.size, tag);
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${found.size}`);
    return send(request, response, 416, "");
  }
  const [start, end] = range ?? [0, found.size - 1];
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end}/${found.size}`);
  response.setHeader("Content-Length", end - start + 1);
  response.writeHead(range ? 206 : 200);
  if (request.method === "HEAD" || end < start) return response.end();
  await pipeline(createReadStream(file, { start, end }), response);
}

function isUnchanged(headers, tag, modified) {
  if (headers["if-none-match"] !== undefined) {
    return headers["if-none-match"].split(",").some((each) => ["*", tag].includes(each.trim().replace(/^W\//, "")));
  }
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return !Number.isNaN(since) && modified.getTime() <= since;
}

/** One byte range; a server may ignore several, and any that it does not understand. */
function rangeOf(headers, size, tag) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (headers["if-range"] !== undefined && headers["if-range"] !== tag) return null;
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || start > end) return "unsatisfiable";
  return [start, end];
}
