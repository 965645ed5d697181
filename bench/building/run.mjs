// How fast sites are built: the first time, and again after one new story. Newsleaf beside Hugo and Eleventy, with the same feed and
// templates that give comparable pages.
//
//   node bench/building/run.mjs [--stories N] [--runs N]
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { orderOfRun, summaryOf } from "../measure/statistics.mjs";
import { comparisonHeader, comparisonRows, markdownTable } from "../measure/table.mjs";
import { writeFeed } from "./feed.mjs";
import { generators, pagesOf } from "./generators.mjs";

const BUILD = "build/bench/building";
const { values: options } = parseArgs({ options: { stories: { type: "string", default: "10000" }, runs: { type: "string", default: "3" } } });
const stories = Number(options.stories);
const runs = Number(options.runs);
if (!(stories >= 100 && runs >= 1)) throw new Error("--stories is a number from 100, and --runs one from 1.");

/** ext4 makes folders several times as slowly for minutes after many were removed. */
const AFTER_REMOVAL_MS = 180_000;
if (existsSync(BUILD)) {
  rmSync(BUILD, { recursive: true, force: true });
  console.error(`sites of another run were removed: waiting for ${AFTER_REMOVAL_MS / 1000} s`);
  await wait(AFTER_REMOVAL_MS);
}
mkdirSync(BUILD, { recursive: true });
const [before, after] = [join(BUILD, "before.json"), join(BUILD, "after.json")];
writeFeed(before, stories);
writeFeed(after, stories + 1);

const FIRST = "first build";
const AGAIN = "after one new story";
const all = generators();
const results = [];
const pages = new Map();

function seconds(act) {
  const begun = performance.now();
  act();
  return (performance.now() - begun) / 1000;
}

for (let run = 0; run < runs; run++) {
  for (const generator of orderOfRun(all, run)) {
    console.error(`run ${run + 1} of ${runs}: ${generator.name}`);
    // A folder of its own, which stays until the next run: what was removed would slow down the next one.
    const folder = join(BUILD, `${generator.name.replace(/\W+/g, "-")}-${run + 1}`);
    generator.prepare(folder);
    results.push({ name: generator.name, title: FIRST, value: seconds(() => generator.build(folder, before)) });
    results.push({ name: generator.name, title: AGAIN, value: seconds(() => generator.build(folder, after)) });
    pages.set(generator.name, pagesOf(generator.output(folder)));
  }
}

const compareWith = all.map(({ name }) => name).filter((name) => !name.startsWith("newsleaf"));
const summaries = (title) => all.map(({ name }) => [name, summaryOf(results.filter((each) => each.name === name && each.title === title).map(({ value }) => value))]);
const rows = [FIRST, AGAIN].flatMap((title) => comparisonRows(title, summaries(title), { format: (value) => `${value.toFixed(2)} s`, compareWith }));
console.log(`building, ${stories} stories, ${runs} runs\n\n${markdownTable([comparisonHeader(compareWith), ...rows])}\n`);
const rates = summaries(FIRST).map(([name, { median }]) => [name, String(pages.get(name)), Math.round(pages.get(name) / median).toString()]);
console.log(markdownTable([["site", "pages", "pages a second"], ...rates]));
console.error(`the sites are in ${BUILD}; the next run removes them`);
