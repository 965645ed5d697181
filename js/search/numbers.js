/* Numbers and lists of story numbers, as src/publish/search/numbers.rs writes them. */

/** Reads bytes from their beginning on. */
export class ByteReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  /** Seven bits a byte, the lowest first; all bytes but the last have the highest bit. */
  number() {
    let number = 0;
    for (let place = 1; ; place *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      number += (byte & 127) * place;
      if (byte < 128) return number;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** The bytes of a list, with its form in `form`. */
  list() {
    const head = this.number();
    return { form: head & 3, bytes: this.take(head >> 2) };
  }
}

/** Sets `marks` to 1 for each number of a list; `marks` has a place for each story. */
export function markList({ form, bytes }, marks) {
  if (form === 1) {
    bytes.forEach((byte, at) => {
      for (let bit = 0; byte >> bit; bit++) if ((byte >> bit) & 1) marks[at * 8 + bit] = 1;
    });
    return;
  }
  const reader = new ByteReader(bytes);
  let next = 0;
  while (!reader.isAtEnd) {
    const number = next + reader.number();
    /* The third form lists what is missing. */
    if (form === 2) marks.fill(1, next, number);
    else marks[number] = 1;
    next = number + 1;
  }
  if (form === 2) marks.fill(1, next);
}
