// Archives whose bytes depend on their files alone: entries in the order of their names, one date for all, no owner.
// An entry is { name, content, executable }; the date is in seconds since 1970.
import { deflateRawSync, gzipSync } from "node:zlib";

/** A zip archive (APPNOTE 6.3). */
export function zip(entries, date) {
  const when = dosTime(date);
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const { name, content } of sorted(entries)) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(content, { level: 9 });
    // Version 2.0, names in UTF-8, deflated.
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt16LE(when.time, 6);
    head.writeUInt16LE(when.day, 8);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), head, path, packed]);
    // Made on Unix, a plain file that everybody may read.
    const madeBy = Buffer.from([20, 3]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), madeBy, head, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

/** A tar archive (POSIX ustar), compressed by gzip. */
export function tarGz(entries, date) {
  const blocks = [];
  for (const { name, content, executable } of sorted(entries)) {
    const path = Buffer.from(name);
    if (path.length > 100) throw new Error(`${name}: the name is too long for a tar archive`);
    const head = Buffer.alloc(512);
    path.copy(head);
    head.write(executable ? "0000755\0" : "0000644\0", 100);
    head.write("0000000\0", 108);
    head.write("0000000\0", 116);
    head.write(octal(content.length, 11), 124);
    head.write(octal(date, 11), 136);
    head.write("        0", 148);
    head.write("ustar\x0000", 257);
    const sum = head.reduce((sum, byte) => sum + byte, 0);
    head.write(`${octal(sum, 6)}\0 `, 148);
    blocks.push(head, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  blocks.push(Buffer.alloc(1024));
  const packed = gzipSync(Buffer.concat(blocks), { level: 9 });
  // The byte of the system that packed it: unknown, so that it is the same everywhere.
  packed[9] = 255;
  return packed;
}

function sorted(entries) {
  return [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function octal(number, digits) {
  return number.toString(8).padStart(digits, "0");
}

function dosTime(date) {
  // The years of a zip begin with 1980.
  const at = new Date(Math.max(date, 315_532_800) * 1000);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    day: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
