// What a QR reader (`jsqr`) makes of the codes of the bundle that goes into dist/.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import jsQR from "jsqr";
import { bundleScript } from "../scripts/script-bundle.mjs";

const window = { newsleaf: {} };
vm.runInNewContext(bundleScript(fileURLToPath(new URL("qr_code.js", import.meta.url))), { window, TextEncoder });
const { encode } = window.newsleaf.qrCode;

/** What a reader finds in a picture of the code, with a quiet zone of four modules. */
function read(code) {
  const scale = 3;
  const width = (code.size + 8) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (code.get(Math.floor(x / scale) - 4, Math.floor(y / scale) - 4)) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsQR(pixels, width, width, { inversionAttempts: "dontInvert" });
}

const address = (bytes) => "https://example.org/".padEnd(bytes, "newsleaf-0123456789").slice(0, bytes);

function check(text) {
  const found = read(encode(text));
  assert.ok(found, `a reader finds the code of ${text.slice(0, 60)}`);
  assert.equal(new TextDecoder().decode(Uint8Array.from(found.binaryData)), text);
  return found.version;
}

test("a short address is read again", () => {
  check("https://e.org/");
  check("https://example.org/news/?article=q3zt7n0b1k-innovation-china");
});

test("an address in Chinese is read again, encoded or not", () => {
  const title = "咸宁承办南方试点城市创新中国交流活动";
  check(`https://example.org/?article=q3zt7n0b1k-${encodeURIComponent(title)}`);
  check(`https://example.org/?article=q3zt7n0b1k-${title}`);
});

test("each version holds one byte less than the standard says, and one more takes the next", () => {
  // Bytes that versions 1 to 40 hold at level M (table 7).
  const capacities = [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911, 997, 1059,
    1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
  ];
  capacities.forEach((bytes, index) => {
    // The code says that its bytes are UTF-8 (an ECI), which takes the last byte.
    const capacity = bytes - 1;
    const size = 17 + 4 * (index + 1);
    assert.equal(encode(address(capacity)).size, size, `version ${index + 1}`);
    if (index + 1 < capacities.length) assert.equal(encode(address(capacity + 1)).size, size + 4, `version ${index + 2}`);
  });
});

test("codes of every version are read again when they are full", () => {
  for (const bytes of [13, 25, 61, 121, 151, 212, 250, 361, 449, 559, 665, 856, 1058, 1124, 1369, 1537, 1808, 2098, 2330]) check(address(bytes));
});

test("a text that is too long has no code", () => {
  assert.ok(encode(address(2330)));
  assert.equal(encode(address(2331)), null);
  assert.equal(encode("a".repeat(1_000_000)), null);
});
