// Sites as the native command builds them of dist/, for tests that read their files with programs of others.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMMAND = `target/${existsSync("target/debug/newsleaf") ? "debug" : "release"}/newsleaf`;

/** The present of all builds. The sample's newest stories are of that day. */
const NOW = "2026-11-29T12:00:00Z";

/** A folder for a test, removed when the test ends. */
export function folderFor(t) {
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-consumers-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a site of `feed`, a file or a feed as an object, in `folder`, and returns the folder of the site. */
export function build(folder, { feed = "sample/feed.json", site = "https://news.example/paper/", cards = "none", options = [] } = {}) {
  if (typeof feed !== "string") {
    writeFileSync(join(folder, "feed.json"), JSON.stringify(feed));
    feed = join(folder, "feed.json");
  }
  const out = join(folder, "site");
  execFileSync(COMMAND, ["build", feed, "--site", site, "--out", out, "--app", "dist", "--cards", cards, "--now", NOW, "--quiet", ...options]);
  return out;
}

/** The paths of all files of a folder, relative to it, sorted. */
export function filesOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

export const read = (folder, path) => readFileSync(join(folder, path), "utf8");
