// How time and memory grow with the number of stories: the first build, and the next one after one new story, in place and by
// exchange. The memory is the highest that the process had (Linux alone says it).
//
//   node bench/building/scale.mjs [--stories 1000,10000,100000] [--command PATH]
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { markdownTable } from "../measure/table.mjs";
import { writeFeed } from "./feed.mjs";

const BUILD = "build/bench/scale";
const SITE = "https://news.example/";
/** How often the memory of the process is read, in milliseconds. */
const OFTEN_MS = 20;
const { values: options } = parseArgs({ options: { stories: { type: "string", default: "1000,10000,100000" }, command: { type: "string", default: "target/native/newsleaf" } } });
const sizes = options.stories.split(",").map(Number);
if (!sizes.every((size) => size >= 1)) throw new Error("--stories is a list of numbers, as in 1000,10000.");

/** The highest memory of a process so far, in MB; undefined where the system does not say it. */
function highest(pid) {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const found = /VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8"));
  return found ? Number(found[1]) / 1024 : undefined;
}

/** Runs a build. Returns the seconds until its summary and until its end, its memory in MB, and its changed files. */
function build(folder, feed, more) {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const child = spawn(options.command, ["build", feed, "--site", SITE, "--out", join(folder, "site"), "--app", "dist", "--cards", "none", "--now", "2070-01-01T00:00:00Z", "--format", "json", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  let memory;
  const watch = setInterval(() => {
    try {
      memory = highest(child.pid) ?? memory;
    } catch {
      // It has just ended.
    }
  }, OFTEN_MS);
  let summary = "";
  let answered;
  child.stdout.on("data", (text) => {
    answered ??= seconds();
    summary += text;
  });
  return new Promise((done, failed) => {
    child.on("close", (code) => {
      clearInterval(watch);
      if (code !== 0) return failed(new Error(`the build ended with ${code}`));
      const { added, changed, removed } = JSON.parse(summary);
      done({ answered, ended: seconds(), memory, files: added.length + changed.length + removed.length });
    });
  });
}

rmSync(BUILD, { recursive: true, force: true });
mkdirSync(BUILD, { recursive: true });
const rows = [["stories", "how", "build", "answer", "end", "highest memory", "changed files"]];
const lines = [];
for (const size of sizes) {
  const [before, after] = [join(BUILD, "before.json"), join(BUILD, "after.json")];
  writeFeed(before, size);
  writeFeed(after, size + 1);
  for (const [how, more] of [["in place", ["--in-place"]], ["by exchange", []]]) {
    const folder = join(BUILD, `${how.replace(" ", "-")}-${size}`);
    mkdirSync(folder, { recursive: true });
    for (const [name, feed] of [["first", before], ["after one new story", after]]) {
      console.error(`${size} stories, ${how}: ${name}`);
      const { answered, ended, memory, files } = await build(folder, feed, more);
      rows.push([size, how, name, `${answered.toFixed(2)} s`, `${ended.toFixed(2)} s`, memory ? `${Math.round(memory)} MB` : "not known", files].map(String));
      lines.push({ size, how, name, answered, memory });
    }
  }
}
const ratios = [["how", "build", "stories", "time", "memory"]];
for (const { size, how, name, answered, memory } of lines.filter(({ size }) => size !== sizes[0])) {
  const first = lines.find((line) => line.size === sizes[0] && line.how === how && line.name === name);
  ratios.push([how, name, `x ${size / first.size}`, `x ${(answered / first.answered).toFixed(1)}`, memory ? `x ${(memory / first.memory).toFixed(1)}` : "not known"]);
}
console.log(`${markdownTable(rows)}\n\n${markdownTable(ratios)}\n`);
rmSync(BUILD, { recursive: true, force: true });
