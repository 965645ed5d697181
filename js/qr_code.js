/*
 * QR codes (model 2, ISO/IEC 18004:2015) of addresses: loaded when a reader asks for one. Bytes, error correction level M,
 * the smallest version that holds them, since an address needs no other mode. Numbers in parentheses are the sections of
 * the standard.
 *
 * `window.newsleaf.qrCode`:
 *   encode(text)        {size, isDark(x, y)}, modules counted from 0 without the quiet zone; null if the text is too long
 *   draw(id, text)      draws the code into the dialog's <svg>, quiet zone and all, and shows of .qr-dialog__fits and
 *                       .qr-dialog__too-long what is true
 *   save(id)            hands the drawing to the browser's downloads as a PNG file, which albums of phones take
 */
(function (window, document) {
  "use strict";

  /* Error correction codewords in each block, and blocks, of versions 1 to 40 at level M (table 9). */
  const CORRECTION = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  ];
  const BLOCKS = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
  ];
  const VERSIONS = 40;

  /* Light modules around a code, so that readers find it. */
  const QUIET_ZONE = 4;
  /* Of a saved picture, pixels a module: edges stay sharp. */
  const SCALE = 12;

  const DARK = 1;
  /* A module of a fixed pattern: it holds no codeword, and no mask turns it. */
  const FIXED = 2;

  /* ---- From bytes to codewords. ---- */

  /* Modules that are left for codewords when the fixed patterns have theirs (5.3). */
  function room(version) {
    const size = 4 * version + 17;
    const findersAndFormat = 3 * 64 + 31;
    const timing = 2 * (size - 16);
    const side = version === 1 ? 0 : Math.floor(version / 7) + 2;
    /* Those in three of the corners would lie on the finders; those on the timing patterns share five modules with them. */
    const alignment = side === 0 ? 0 : 25 * (side * side - 3) - 10 * (side - 2);
    return size * size - findersAndFormat - timing - alignment - (version < 7 ? 0 : 36);
  }

  function makeup(version) {
    const blocks = BLOCKS[version - 1];
    const correction = CORRECTION[version - 1];
    const total = Math.floor(room(version) / 8);
    /* Half bytes before the data: the mode, and a count of one byte in small versions (7.4.1). */
    return { version, blocks, correction, total, data: total - blocks * correction, header: version < 10 ? 3 : 5 };
  }

  /* Mode, count, bytes and padding (7.4). The mode takes half a byte, and so everything after it is half a byte late. */
  function dataOf(bytes, { data, header }) {
    const halves = [0b0100];
    for (let half = header - 2; half >= 0; half--) halves.push((bytes.length >> (4 * half)) & 15);
    for (const byte of bytes) halves.push(byte >> 4, byte & 15);
    halves.push(0);
    for (let padding = 0xec; halves.length < 2 * data; padding ^= 0xec ^ 0x11) halves.push(padding >> 4, padding & 15);
    return Array.from({ length: data }, (_, at) => (halves[2 * at] << 4) | halves[2 * at + 1]);
  }

  /* The product of two elements of the field of 256 in which Reed and Solomon's code calculates here (7.5.2). */
  function product(a, b) {
    let sum = 0;
    for (let bit = 7; bit >= 0; bit--) sum = (sum << 1) ^ (sum & 0x80 ? 0x11d : 0) ^ ((b >> bit) & 1 ? a : 0);
    return sum;
  }

  /* The polynomial (x - 1)(x - 2)(x - 4)... of a degree, highest power first and without its leading one (annex A). */
  function divisor(degree) {
    const polynomial = new Array(degree).fill(0);
    polynomial[degree - 1] = 1;
    let root = 1;
    for (let step = 0; step < degree; step++) {
      for (let at = 0; at < degree; at++) polynomial[at] = product(polynomial[at], root) ^ (polynomial[at + 1] || 0);
      root = product(root, 2);
    }
    return polynomial;
  }

  /* What is left of a block divided by the divisor: its error correction codewords (7.5.2). */
  function remainder(block, polynomial) {
    const left = new Array(polynomial.length).fill(0);
    for (const byte of block) {
      const factor = byte ^ left.shift();
      left.push(0);
      polynomial.forEach((coefficient, at) => (left[at] ^= product(coefficient, factor)));
    }
    return left;
  }

  /* Splits the data in blocks, adds each one's error correction and takes turns between the blocks (7.5, 7.6). */
  function interleaved(data, { blocks, correction }) {
    const polynomial = divisor(correction);
    /* Where the data does not divide, the last blocks are one longer. */
    const short = Math.floor(data.length / blocks);
    const longerFrom = blocks - (data.length % blocks);
    const parts = [];
    for (let index = 0, from = 0; index < blocks; index++) {
      const to = from + short + (index >= longerFrom ? 1 : 0);
      parts.push(data.slice(from, to));
      from = to;
    }
    const turns = (rows, length) => Array.from({ length }, (_, at) => rows.map((row) => row[at])).flat().filter((byte) => byte !== undefined);
    return turns(parts, short + 1).concat(turns(parts.map((part) => remainder(part, polynomial)), correction));
  }

  /* ---- From codewords to modules. ---- */

  /* A number followed by its check bits: the remainder of its division by a polynomial (annex C, annex D). */
  function withCheckBits(number, polynomial) {
    const degree = 31 - Math.clz32(polynomial);
    let left = number << degree;
    for (let high; (high = 31 - Math.clz32(left)) >= degree; ) left ^= polynomial << (high - degree);
    return (number << degree) | left;
  }

  /* Turns of the eight masks (7.8.2). */
  const MASKS = [
    (x, y) => (x + y) % 2,
    (x, y) => y % 2,
    (x) => x % 3,
    (x, y) => (x + y) % 3,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    (x, y) => ((x * y) % 2) + ((x * y) % 3),
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
  ];

  function symbol(version, codewords) {
    const size = 4 * version + 17;
    const plain = new Uint8Array(size * size);
    fixPatterns(plain, size, version);
    drawFormat(plain, size, 0);
    fill(plain, size, codewords);
    let best = null;
    let least = Infinity;
    MASKS.forEach((turns, mask) => {
      const modules = plain.map((module, at) => (module & FIXED || turns(at % size, Math.floor(at / size)) ? module : module ^ DARK));
      drawFormat(modules, size, mask);
      const cost = penalty(modules, size);
      if (cost < least) {
        least = cost;
        best = modules;
      }
    });
    return { size, isDark: (x, y) => x >= 0 && y >= 0 && x < size && y < size && (best[y * size + x] & DARK) !== 0 };
  }

  function fixPatterns(modules, size, version) {
    const fix = (x, y, dark) => (modules[y * size + x] = FIXED | (dark ? DARK : 0));
    /* Three finders with their light border (6.3.3, 6.3.4), and a dotted row and column between them (6.3.5). */
    for (let at = 0; at < size; at++) {
      fix(6, at, at % 2 === 0);
      fix(at, 6, at % 2 === 0);
    }
    const far = size - 8;
    for (const [left, top] of [[0, 0], [far, 0], [0, far]]) {
      for (let x = 0; x < 8; x++) {
        for (let y = 0; y < 8; y++) {
          /* A finder is 7 wide; its border is on the sides that the symbol's edge does not give it. */
          const ring = Math.max(Math.abs(x + (left === 0) - 4), Math.abs(y + (top === 0) - 4));
          fix(left + x, top + y, ring !== 2 && ring !== 4);
        }
      }
    }
    /* Small squares on a grid of even steps, counted from the far side (6.3.6, annex E). */
    if (version > 1) {
      const gaps = Math.floor(version / 7) + 1;
      const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * gaps)) * 2;
      const places = Array.from({ length: gaps + 1 }, (_, index) => (index === 0 ? 6 : size - 7 - step * (gaps - index)));
      for (const y of places) {
        for (const x of places) {
          if ((x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6)) continue;
          for (let u = -2; u <= 2; u++) {
            for (let v = -2; v <= 2; v++) fix(x + u, y + v, Math.max(Math.abs(u), Math.abs(v)) !== 1);
          }
        }
      }
    }
    /* The version, twice, where it can't be told from the size alone (7.10). */
    if (version >= 7) {
      const bits = withCheckBits(version, 0x1f25);
      for (let at = 0; at < 18; at++) {
        const [near, away] = [Math.floor(at / 3), size - 11 + (at % 3)];
        fix(near, away, (bits >> at) & 1);
        fix(away, near, (bits >> at) & 1);
      }
    }
  }

  /* Level M and the mask, twice, and the one module that is always dark (7.9). */
  function drawFormat(modules, size, mask) {
    const fix = (x, y, dark) => (modules[y * size + x] = FIXED | (dark ? DARK : 0));
    const bits = withCheckBits(mask, 0x537) ^ 0x5412;
    const last = size - 1;
    for (let at = 0; at < 15; at++) {
      const dark = (bits >> at) & 1;
      if (at < 8) fix(8, at < 6 ? at : at + 1, dark);
      else fix(at === 8 ? 7 : 14 - at, 8, dark);
      if (at < 8) fix(last - at, 8, dark);
      else fix(8, last + at - 14, dark);
    }
    fix(8, last - 7, true);
  }

  /* Lays the codewords in pairs of columns from the end, up and down in turn, round what is fixed (7.7.3). */
  function fill(modules, size, codewords) {
    let bit = 0;
    for (let pair = 0; pair < (size - 1) / 2; pair++) {
      let right = size - 1 - 2 * pair;
      /* The column of the timing pattern belongs to no pair. */
      if (right <= 6) right -= 1;
      for (let step = 0; step < size; step++) {
        const y = pair % 2 === 0 ? size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (!(modules[y * size + x] & FIXED)) {
            modules[y * size + x] = (codewords[bit >> 3] >> (7 - (bit & 7))) & 1;
            bit += 1;
          }
        }
      }
    }
  }

  /* How much of the symbol could be mistaken: long runs, blocks, what looks like a finder, too much of one colour (7.8.3). */
  function penalty(modules, size) {
    const dark = (x, y) => modules[y * size + x] & DARK;
    let cost = 0;
    let count = 0;
    for (let line = 0; line < size; line++) {
      cost += linePenalty(size, (at) => dark(at, line)) + linePenalty(size, (at) => dark(line, at));
      for (let at = 0; at < size; at++) {
        const here = dark(at, line);
        count += here;
        if (at + 1 < size && line + 1 < size && here === dark(at + 1, line) && here === dark(at, line + 1) && here === dark(at + 1, line + 1)) cost += 3;
      }
    }
    return cost + Math.floor(Math.abs(Math.floor((count * 100) / (size * size)) - 50) / 5) * 10;
  }

  function linePenalty(size, dark) {
    let [cost, run, last, seen] = [0, 0, 0, 0];
    for (let at = 0; at < size; at++) {
      const here = dark(at);
      run = here === last ? run + 1 : 1;
      last = here;
      if (run === 5) cost += 3;
      else if (run > 5) cost += 1;
      seen = ((seen << 1) | here) & 0x7ff;
      /* A finder's row with four light modules before or after it. */
      if (seen === 0b10111010000 || seen === 0b00001011101) cost += 40;
    }
    return cost;
  }

  /* ---- What the page asks for. ---- */

  function encode(text) {
    const bytes = new window.TextEncoder().encode(text);
    for (let version = 1; version <= VERSIONS; version++) {
      const made = makeup(version);
      if (2 * bytes.length + made.header <= 2 * made.data) return symbol(version, interleaved(dataOf(bytes, made), made));
    }
    return null;
  }

  /* The dark modules as a path: one box for each run in a row. */
  function pathOf({ size, isDark }) {
    let path = "";
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        let run = 0;
        while (isDark(x + run, y)) run += 1;
        if (run > 0) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${run}v1h-${run}z`;
        x += run;
      }
    }
    return path;
  }

  function draw(id, text) {
    const dialog = document.getElementById(id);
    const code = encode(text);
    dialog.querySelector(".qr-dialog__fits").hidden = !code;
    dialog.querySelector(".qr-dialog__too-long").hidden = !!code;
    if (!code) return;
    const width = code.size + 2 * QUIET_ZONE;
    const svg = dialog.querySelector(".qr-dialog__code");
    svg.setAttribute("viewBox", `0 0 ${width} ${width}`);
    svg.querySelector("path").setAttribute("d", pathOf(code));
  }

  function save(id) {
    const svg = document.getElementById(id).querySelector(".qr-dialog__code");
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = svg.viewBox.baseVal.width * SCALE;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "#000";
    pen.fill(new window.Path2D(svg.querySelector("path").getAttribute("d")));
    canvas.toBlob((blob) => {
      if (!blob) return;
      const link = document.createElement("a");
      link.href = window.URL.createObjectURL(blob);
      link.download = "qr-code.png";
      link.click();
      window.setTimeout(() => window.URL.revokeObjectURL(link.href), 60000);
    }, "image/png");
  }

  window.newsleaf.qrCode = { encode, draw, save };
})(window, document);
