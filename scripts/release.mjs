// Packs what was built: release.mjs dropin, or release.mjs command PROGRAM TARGET. Writes into release/, with checksums.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tarGz, zip } from "./archive.mjs";
import { ofCommand, ofDropIn } from "./notices.mjs";

const FOLDER = "release";
const SHELLS = { bash: "newsleaf.bash", elvish: "newsleaf.elv", fish: "newsleaf.fish", powershell: "_newsleaf.ps1", zsh: "_newsleaf" };
const version = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];

function main([part, program, target]) {
  mkdirSync(FOLDER, { recursive: true });
  if (part === "dropin") {
    write(`newsleaf-${version}-dropin.zip`, zip([...filesOf("dist"), notices(ofDropIn())], date()));
  } else if (part === "command") {
    const root = `newsleaf-${version}-${target}`;
    const entries = [...command(program), ...licences(), notices(ofCommand(target))].map((entry) => ({ ...entry, name: `${root}/${entry.name}` }));
    write(`${root}.tar.gz`, tarGz(entries, date()));
  } else {
    throw new Error("release.mjs is told dropin, or command PROGRAM TARGET");
  }
  writeChecksums();
}

/** The date of all files: that of the last commit, unless SOURCE_DATE_EPOCH says another. */
function date() {
  const said = process.env.SOURCE_DATE_EPOCH ?? execFileSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8" });
  const seconds = Number(said.trim());
  if (!Number.isSafeInteger(seconds)) throw new Error(`SOURCE_DATE_EPOCH is no number of seconds: ${said}`);
  return seconds;
}

/** The files of a folder, by their paths in it. */
function filesOf(folder, prefix = "") {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesOf(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [{ name: prefix + entry.name, content: readFileSync(join(folder, entry.name)) }],
  );
}

/** The program, its manual pages, and what shells know of it. */
function command(program) {
  const scratch = mkdtempSync(join(tmpdir(), "newsleaf-man-"));
  try {
    execFileSync(program, ["man", "--out", scratch]);
    const name = program.endsWith(".exe") ? "newsleaf.exe" : "newsleaf";
    return [
      { name, content: readFileSync(program), executable: true },
      ...filesOf(scratch, "man/man1/"),
      ...Object.entries(SHELLS).map(([shell, file]) => ({
        name: `completions/${file}`,
        content: execFileSync(program, ["completions", shell]),
      })),
    ];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function licences() {
  return ["LICENSE-APACHE", "LICENSE-MIT"].map((name) => ({ name, content: readFileSync(name) }));
}

/** The licences of others, which ask to go along. */
function notices(text) {
  return { name: "THIRD-PARTY.txt", content: Buffer.from(text) };
}

function write(name, bytes) {
  writeFileSync(join(FOLDER, name), bytes);
  console.log(`${FOLDER}/${name}: ${(bytes.length / 1e6).toFixed(1)} MB`);
}

/** SHA-256 of each file of this version, as `sha256sum -c` reads it. */
function writeChecksums() {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith(`newsleaf-${version}-`)).sort();
  const line = (name) => `${createHash("sha256").update(readFileSync(join(FOLDER, name))).digest("hex")}  ${name}\n`;
  writeFileSync(join(FOLDER, "SHA256SUMS"), names.map(line).join(""));
}

main(process.argv.slice(2));
