// Serves a folder as a site, with a feed and the sample's pictures. Text and programs are sent as brotli, as hosts do. Each file
// is compressed once, so every site sends the same bytes for the same file.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { startStaticServer } from "../scripts/static-server.mjs";

const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm"]);
/** Above this size a file is compressed quickly, as hosts do with what changes often. */
const LARGE = 1_000_000;
const IDLE_LIMIT = 600_000;
/** What an article page loads besides itself: data, pictures, the page for paper and for the next visit. */
const NOT_WEIGHED = /(^|\/)(feed|newsleaf|latest)\.json$|^pictures\/|^(assets\/)?icon|^favicon\.ico$|(^|\/)print-.*\.css$|^service-worker\.js$/;

/** A file as the server sends it. */
export function compressedFile(path, bytes) {
  if (!COMPRESSIBLE.has(extname(path))) return { body: bytes };
  const quality = bytes.length > LARGE ? 5 : 11;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { body: brotliCompressSync(bytes, { params }), headers: { "Content-Encoding": "br" } };
}

/** Every file of a folder, ready to be sent. */
export function compressedFolder(folder, prefix = "") {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [prefix + path.slice(folder.length).replace(/^\//, ""), compressedFile(path, readFileSync(path))]));
}

/** Starts a site of files that are ready to be sent, over one another. */
export async function serveFiles(...layers) {
  const files = Object.assign({}, ...layers);
  // A folder is its index.
  for (const [path, { body, headers }] of Object.entries(files)) {
    if (!/(^|\/)index\.html$/.test(path)) continue;
    files[path.slice(0, -"index.html".length)] = { body, headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } };
  }
  const server = await startStaticServer({ folders: [], files, idleLimit: IDLE_LIMIT });
  return { url: server.url, close: server.close, bytesRequested: () => bytesRequested(server.requests, files), forgetRequests: () => server.requests.splice(0) };
}

/** The bytes of the page's own files that were asked for. */
function bytesRequested(requests, files) {
  const paths = new Set(requests.map(({ path }) => path.slice(1)));
  return [...paths].filter((path) => files[path] && !NOT_WEIGHED.test(path)).reduce((sum, path) => sum + files[path].body.length, 0);
}
