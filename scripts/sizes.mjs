// Prints the weight of the drop-in's pages, without feed, pictures and messages, and all scripts of a published site's front page, and
// holds each sum against budget.json (bytes after brotli at its highest quality). With --check a sum over its budget is a
// failure.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const dist = "dist";
const SHELL = [
  ["HTML and boot script", /^index\.html$/],
  ["stylesheet", /^style-.*\.css$/],
];
const SANITISER = ["sanitiser", /^purify-.*\.js$/];
const FRAME = [
  ["widget's stylesheet", /^embed-[0-9a-f]+\/style\.css$/],
  ["height and links", /^embed-[0-9a-f]+\/frame\.js$/],
];

/** The weighed pages: name, name of the budget, parts. */
const WEIGHED = [
  ["article page", "articlePage", [...SHELL, ["glue", /^app-.*\.js$/], ["wasm", /^app-.*\.wasm$/], SANITISER]],
  ["widget of headlines", "embedHeadlines", [...SHELL, ...FRAME, ["glue", /^embed-.*\/headlines\.js$/], ["wasm", /^embed-.*\/headlines\.wasm$/]]],
  ["widget of an article", "embedArticle", [...SHELL, ...FRAME, ["glue", /^embed-.*\/article\.js$/], ["wasm", /^embed-.*\/article\.wasm$/], SANITISER]],
  [
    "published page",
    "publishedPage",
    [["text size, inline", /^published-.*\/head\.js$/], ["old addresses, inline", /^published-.*\/lookup\.js$/], ["script", /^published-.*\/page\.js$/]],
  ],
  ["embed.js", "embedScript", [["script", /^embed\.js$/]]],
  ["embed-builder.html", "embedBuilderPage", [["HTML and script", /^embed-builder\.html$/], ["stylesheet", /^embed-builder-.*\.css$/]]],
  [
    "feed-health.html",
    "feedHealthPage",
    [["HTML and script", /^feed-health\.html$/], ["stylesheet", /^health-.*\.css$/], ["glue", /^health-.*\.js$/], ["wasm", /^health-.*\.wasm$/]],
  ],
];

// Files that are loaded only when they are needed, and belong to no sum.
const LATER = [
  ["search", /^parts-.*\/search\.js$/],
  ["QR code", /^parts-.*\/qrCode\.js$/],
  ["failed pictures", /^parts-.*\/failedPicture\.js$/],
  ["frames", /^parts-.*\/frameCard\.js$/],
  ["help for publishers", /^parts-.*\/failureHelp\.js$/],
  ["way to a source", /^parts-.*\/rescue\.js$/],
  ["missing header", /^embed-.*\/refused\.js$/],
  ["service worker", /^service-worker\.js$/],
  ["print style", /^print-.*\.css$/],
];
const MESSAGES = /^messages-[0-9a-f]+\/(.+)\.json$/;

const files = readdirSync(dist, { recursive: true });
// The budget is today's limit; the goal is the limit to which that of an article page is to be lowered.
const budgets = JSON.parse(readFileSync("budget.json", "utf8"));

function brotliSize(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
}

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const line = (name, raw, brotli) => console.log(`${name.padEnd(24)}${raw.padStart(12)}${brotli.padStart(12)}`);

/** Prints a file's line, and gives its sizes. */
function weighFile(name, file) {
  const bytes = readFileSync(join(dist, file));
  const size = { raw: bytes.length, brotli: brotliSize(bytes) };
  line(name, kilobytes(size.raw), kilobytes(size.brotli));
  return size;
}

/** The one file of dist/ that a pattern means. */
function fileFor(name, pattern) {
  const found = files.filter((file) => pattern.test(file));
  if (found.length !== 1) throw new Error(`${dist}/ should hold one file for the ${name}, not ${found.length}; run make dist.`);
  return found[0];
}

/** Prints the parts, their sum and its budget; gives by how many bytes it is over that. */
function weigh(name, budget, parts) {
  line(name, "raw", "brotli");
  const sizes = parts.map(([part, pattern]) => weighFile(part, fileFor(part, pattern)));
  const sum = (kind) => sizes.reduce((total, size) => total + size[kind], 0);
  if (parts.length > 1) line("sum", kilobytes(sum("raw")), kilobytes(sum("brotli")));
  line("budget", "", kilobytes(budgets[budget]));
  if (budget === "articlePage") line("goal", "", kilobytes(budgets.goal));
  console.log("");
  return sum("brotli") - budgets[budget];
}

const over = WEIGHED.map(([name, budget, parts]) => [name, weigh(name, budget, parts)]);

console.log("when needed");
for (const [name, pattern] of LATER) weighFile(name, fileFor(name, pattern));
for (const file of files.filter((each) => MESSAGES.test(each)).sort()) weighFile(`messages ${MESSAGES.exec(file)[1]}`, file);

const tooLarge = over.filter(([, bytes]) => bytes > 0);
if (process.argv.includes("--check") && tooLarge.length > 0) {
  for (const [name, bytes] of tooLarge) console.error(`error: ${name} is ${bytes} bytes over its budget (budget.json).`);
  process.exit(1);
}
