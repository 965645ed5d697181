// Two things that no option of wasm-opt does, by binaryen's own interface.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import binaryen from "binaryen";

// What rustc may use since 1.87, as binaryen calls it; what is emitted must need no more.
const FEATURES = ["BulkMemory", "BulkMemoryOpt", "CallIndirectOverlong", "NontrappingFPToInt", "SignExt", "MutableGlobals", "ReferenceTypes", "Multivalue"];

/**
 * Empties the functions whose names match. Leptos brings some that only other scripts can call (streams of its server
 * functions); they stand in the table of functions, where no optimiser dares to touch them. Whoever called one would trap.
 */
export function emptyFunctions(file, pattern) {
  const module = binaryen.readBinary(readFileSync(file));
  const matching = functionsOf(module).filter(({ name }) => pattern.test(name));
  if (matching.length === 0) throw new Error(`no function of ${file} is called ${pattern}; has the file lost its names?`);
  for (const { name, params, results } of matching) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  writeFileSync(file, module.emitBinary());
  module.dispose();
}

/** Fills the text from `first` to `last` with zeros: what those functions alone would say, which no optimiser tells from other data. */
export function blankText(file, first, last) {
  const bytes = readFileSync(file);
  const from = bytes.indexOf(first);
  const to = bytes.indexOf(last, from) + last.length;
  if (from < 0 || to - from > 1000 || to < from) throw new Error(`${file} has no text from '${first}' to '${last}'.`);
  writeFileSync(file, bytes.fill(0, from, to));
}

/**
 * Puts functions beside those that they have most byte sequences in common with, which compresses better: from each to the
 * most alike of the rest.
 */
export function orderBySimilarity(file) {
  const bytes = readFileSync(file);
  const module = binaryen.readBinary(bytes);
  const functions = functionsOf(module);
  const bodies = bodiesOf(bytes);
  if (functions.length !== bodies.length) throw new Error(`${file} has ${bodies.length} functions, binaryen sees ${functions.length}.`);
  for (const at of bestChain(bodies)) {
    const { name, params, results, vars, body } = functions[at];
    const copy = module.copyExpression(body);
    module.removeFunction(name);
    module.addFunction(name, params, results, vars, copy);
  }
  writeFileSync(file, module.emitBinary());
  module.dispose();
}

/** The functions that a module defines, in its order. */
function functionsOf(module) {
  module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], 0));
  const all = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
  return all.filter(({ base }) => !base);
}

/** The bytes of each function in the code section (WebAssembly 3.0, 5.5.13). */
function bodiesOf(bytes) {
  const CODE = 10;
  const read = (at) => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return [value >>> 0, at];
  };
  for (let at = 8; at < bytes.length; ) {
    const [size, start] = read(at + 1);
    if (bytes[at] === CODE) {
      let [count, place] = read(start);
      return Array.from({ length: count }, () => {
        const [length, from] = read(place);
        place = from + length;
        return bytes.subarray(from, place);
      });
    }
    at = start + size;
  }
  throw new Error("a wasm file without code");
}

/** The sequences of three bytes that a body has. */
function sequencesOf(body) {
  const sequences = new Set();
  for (let at = 0; at + 3 <= body.length; at++) sequences.add(body[at] | (body[at + 1] << 8) | (body[at + 2] << 16));
  return sequences;
}

/** Where a chain begins decides a little about its end, so a few are tried. */
function bestChain(bodies) {
  const TRIED = 16;
  const sets = bodies.map(sequencesOf);
  const weigh = (order) => brotliCompressSync(Buffer.concat(order.map((at) => bodies[at]))).length;
  const chains = Array.from({ length: TRIED }, (_, number) => chain(sets, Math.floor((number * sets.length) / TRIED)));
  const weights = chains.map(weigh);
  return chains[weights.indexOf(Math.min(...weights))];
}

/** From each set to the one of the rest that has most in common with it, beginning with the one at `start`. */
function chain(sets, start) {
  const left = new Set(sets.keys());
  const order = [];
  for (let here = start, next = start; left.delete(here); here = next) {
    order.push(here);
    let best = -1;
    for (const other of left) {
      const [small, large] = [sets[here], sets[other]].sort((a, b) => a.size - b.size);
      let common = 0;
      for (const sequence of small) if (large.has(sequence)) common += 1;
      // The smallest are alike by chance.
      const likeness = common / (small.size + large.size + 20);
      if (likeness > best) {
        best = likeness;
        next = other;
      }
    }
  }
  return order;
}
