// The feed that `make serve` puts beside the site: the sample, or the feed that FEED names. The bytes of a feed are never changed.
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";

const TIME_LIMIT = 30_000;

/** Returns {folders, files, says} for the static server: the overlay of the site, and the message for the person. */
export async function feedSource(feed) {
  if (!feed) return { folders: [resolve("sample")], files: {}, says: "the sample feed (sample/feed.json)" };
  if (/^https?:\/\//i.test(feed)) return downloaded(feed);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(feed)) throw new Error(`FEED=${feed}: only http: and https: addresses, or the path of a file.`);
  return fromFile(feed);
}

/** A file's folder is laid over the site too, so that its pictures, next pages and newsleaf.json are found beside it. */
async function fromFile(feed) {
  const file = resolve(feed);
  const found = await stat(file).catch((error) => {
    throw new Error(`FEED=${feed}: ${error.code === "ENOENT" ? "there is no such file" : error.message}.`);
  });
  if (!found.isFile()) throw new Error(`FEED=${feed} is no file; name the feed itself, such as ${feed.replace(/\/*$/, "")}/feed.json.`);
  await readFile(file).catch((error) => {
    throw new Error(`FEED=${feed} cannot be read: ${error.message}.`);
  });
  return { folders: [dirname(file)], files: { "feed.json": file }, says: `${basename(file)} from ${dirname(file)}` };
}

/**
 * A feed from the web is downloaded once. Content-Location (RFC 9110, section 8.7) names its source, which is the
 * base that the addresses in it are relative to.
 */
async function downloaded(feed) {
  let response;
  let body;
  try {
    response = await fetch(feed, {
      headers: { Accept: "application/feed+json, application/json;q=0.9, */*;q=0.5" },
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    body = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const reason = error.name === "TimeoutError" ? `no answer within ${TIME_LIMIT / 1000} seconds` : (error.cause?.message ?? error.message);
    throw new Error(`FEED=${feed} could not be downloaded: ${reason}.`);
  }
  if (!response.ok) throw new Error(`FEED=${feed} could not be downloaded: the host answered ${response.status} ${response.statusText}.`);
  const headers = { "Content-Location": response.url };
  const type = response.headers.get("content-type");
  if (type) headers["Content-Type"] = type;
  return { folders: [], files: { "feed.json": { body, headers } }, says: `${response.url} (${body.length} bytes, downloaded once)` };
}
