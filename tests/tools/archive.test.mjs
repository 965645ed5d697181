// The archives of a release: readable by others, and the same bytes for the same files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { tarGz, zip } from "../../scripts/archive.mjs";

const DATE = 1_700_000_000;
const ENTRIES = [
  { name: "b/日本.txt", content: Buffer.from("B".repeat(5000)) },
  { name: "a", content: Buffer.from("#!/bin/sh\n"), executable: true },
  { name: "empty", content: Buffer.alloc(0) },
];

/** The entries of a zip, read by its directory. */
function entriesOf(archive) {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const entries = [];
  for (let at = archive.readUInt32LE(end + 16), left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const size = archive.readUInt32LE(at + 20);
    const name = archive.subarray(at + 46, at + 46 + archive.readUInt16LE(at + 28));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26);
    const content = inflateRawSync(archive.subarray(start, start + size));
    entries.push({ name: name.toString(), content: content.toString(), crc: archive.readUInt32LE(at + 16) });
    at += 46 + name.length;
  }
  return entries;
}

test("a zip has its entries in order, with their checksums", () => {
  const entries = entriesOf(zip(ENTRIES, DATE));
  assert.deepEqual(entries.map(({ name }) => name), ["a", "b/日本.txt", "empty"]);
  assert.equal(entries[1].content, "B".repeat(5000));
  // As zlib computes them.
  assert.deepEqual(entries.map(({ crc }) => crc), [0x4fb9d1d, 0x8f7f2a34, 0]);
});

test("tar unpacks a tar.gz, with the program as one", () => {
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-archive-"));
  writeFileSync(join(folder, "x.tar.gz"), tarGz(ENTRIES, DATE));
  execFileSync("tar", ["-xzf", "x.tar.gz"], { cwd: folder });
  assert.equal(readFileSync(join(folder, "b/日本.txt"), "utf8"), "B".repeat(5000));
  assert.equal(statSync(join(folder, "a")).mode & 0o777, 0o755);
  assert.equal(statSync(join(folder, "empty")).size, 0);
  assert.equal(statSync(join(folder, "a")).mtimeMs / 1000, DATE);
});

test("the same files are the same bytes, in whatever order they come", () => {
  for (const archive of [zip, tarGz]) {
    assert.deepEqual(archive(ENTRIES, DATE), archive([...ENTRIES].reverse(), DATE));
    assert.notDeepEqual(archive(ENTRIES, DATE), archive(ENTRIES, DATE + 60));
  }
});

test("a name that tar would cut is refused", () => {
  assert.throws(() => tarGz([{ name: "x".repeat(101), content: Buffer.alloc(0) }], DATE), /too long/);
});
