// Prints what each part of an article page of the drop-in weighs, without feed and pictures, and holds the sum against
// budget.json (bytes after brotli at its highest quality); then the same for feed-health.html, and for the script that other
// sites load. With --check whatever is over its budget is a failure.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const dist = "dist";
const PARTS = [
  ["HTML and boot script", /^index\.html$/],
  ["stylesheet", /^style-.*\.css$/],
  ["glue", /^app-.*\.js$/],
  ["wasm", /^app-.*\.wasm$/],
  ["sanitiser", /^purify-.*\.js$/],
];

const HEALTH_PARTS = [
  ["HTML and script", /^feed-health\.html$/],
  ["stylesheet", /^health-.*\.css$/],
  ["glue", /^health-.*\.js$/],
  ["wasm", /^health-.*\.wasm$/],
];

const EMBED_PARTS = [["script", /^embed\.js$/]];

// What comes only when it is needed, and is not part of the sum.
const LATER = [
  ["search", /^search-.*\.js$/],
  ["QR code", /^qr_code-.*\.js$/],
  ["failed pictures", /^failed_picture-.*\.js$/],
  ["frames", /^frame_card-.*\.js$/],
  ["way to a source", /^rescue-.*\.js$/],
  ["service worker", /^service-worker\.js$/],
  ["style for paper", /^print-.*\.css$/],
];

function brotliSize(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
}

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const line = (name, raw, brotli) => console.log(`${name.padEnd(24)}${raw.padStart(12)}${brotli.padStart(12)}`);

const files = readdirSync(dist);
// The budget is what must not be exceeded today, the goal where it is to be lowered to.
const { articlePage, goal, feedHealthPage, embedScript } = JSON.parse(readFileSync("budget.json", "utf8"));

/** Prints a page's parts, their sum and its budget; gives by how many bytes it is over that. */
function weigh(page, parts, budget, goal) {
  const sum = { raw: 0, brotli: 0 };
  line(page, "raw", "brotli");
  for (const [name, pattern] of parts) {
    const found = files.filter((file) => pattern.test(file));
    if (found.length !== 1) throw new Error(`${dist}/ should hold one file for the ${name}, not ${found.length}; run make dist.`);
    const bytes = readFileSync(join(dist, found[0]));
    const brotli = brotliSize(bytes);
    sum.raw += bytes.length;
    sum.brotli += brotli;
    line(name, kilobytes(bytes.length), kilobytes(brotli));
  }
  line("sum", kilobytes(sum.raw), kilobytes(sum.brotli));
  line("budget", "", kilobytes(budget));
  if (goal) line("goal", "", kilobytes(goal));
  return sum.brotli - budget;
}

const over = [["an article page", weigh("article page", PARTS, articlePage, goal)]];
console.log("");
over.push(["feed-health.html", weigh("feed-health.html", HEALTH_PARTS, feedHealthPage)]);
console.log("");
over.push(["embed.js", weigh("embed.js", EMBED_PARTS, embedScript)]);

console.log("\nwhen needed");
for (const [name, pattern] of LATER) {
  const file = files.find((each) => pattern.test(each));
  if (!file) throw new Error(`${dist}/ has no file for ${name}; run make dist.`);
  const bytes = readFileSync(join(dist, file));
  line(name, kilobytes(bytes.length), kilobytes(brotliSize(bytes)));
}
const words = files.find((file) => file.startsWith("words-"));
for (const file of readdirSync(join(dist, words)).sort()) {
  const bytes = readFileSync(join(dist, words, file));
  line(`words ${file.replace(".json", "")}`, kilobytes(bytes.length), kilobytes(brotliSize(bytes)));
}

const tooLarge = over.filter(([, bytes]) => bytes > 0);
if (process.argv.includes("--check") && tooLarge.length > 0) {
  for (const [page, bytes] of tooLarge) console.error(`error: ${page} is ${bytes} bytes over its budget (budget.json).`);
  process.exit(1);
}
