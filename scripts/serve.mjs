// `make serve`: builds the site, serves it with a feed beside it, and builds again when a source file changes.
// FEED (a path or an address) and PORT come from the environment.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync, statSync, watchFile } from "node:fs";
import { resolve } from "node:path";
import { feedSource } from "./feed-source.mjs";
import { startStaticServer } from "./static-server.mjs";

const site = resolve("build/serve");
const port = portFrom(process.env.PORT);
const feed = await feedSource(process.env.FEED).catch((error) => stop(error.message));

// The port is taken before anything is built: a port in use is an error now instead of after minutes.
const server = await startStaticServer({ port, folders: [site, ...feed.folders], files: feed.files }).catch((error) =>
  stop(
    error.code === "EADDRINUSE"
      ? `Port ${port} on 127.0.0.1 is taken by another program. Choose another one: make serve PORT=${port === 65535 ? 8080 : port + 1}`
      : `Port ${port} on 127.0.0.1 cannot be used: ${error.message}.`,
  ),
);

// Until the first build is there, the last run's files must not be taken for it.
rmSync(site, { recursive: true, force: true });
server.fault("", { status: 503, headers: { "Retry-After": "5" }, body: "The site is being built; reload in a moment.\n" });

const setup = spawnSync("scripts/setup", ["serve"], { stdio: "inherit" });
if (setup.status !== 0) process.exit(setup.status ?? 1);

const trunk = spawn("scripts/trunk", ["watch", "--dist", site, "--cargo-profile", "serve"], { stdio: ["ignore", "inherit", "inherit"] });
trunk.on("error", (error) => stop(`The build could not be started: ${error.message}.`));
trunk.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(0));
process.on("exit", () => trunk.kill());

// Trunk replaces the whole folder after each successful build.
const wait = setInterval(() => {
  try {
    statSync(resolve(site, "index.html"));
  } catch {
    return;
  }
  clearInterval(wait);
  server.heal();
  announce();
  watchFile(resolve(site, "index.html"), { interval: 500 }, (now, before) => {
    if (now.mtimeMs > before.mtimeMs && before.mtimeMs > 0) console.log("Built again: reload the page.");
  });
}, 200);

function announce() {
  console.log(`\nNewsleaf is served at ${server.url}`);
  console.log(`with ${feed.says}. It is built again when a file changes; Ctrl-C ends it.`);
  console.log(`What is read of the feed, and what is corrected: ${server.url}feed-health.html\n`);
  if (process.env.FEED) checkFeed();
}

/** Prints the report of the native command on the feed, if the command is built already (`make newsleaf`). */
function checkFeed() {
  const command = resolve("target/native/newsleaf");
  if (existsSync(command)) spawn(command, ["check", `${server.url}feed.json`], { stdio: ["ignore", "inherit", "inherit"] }).on("error", () => {});
}

function portFrom(text) {
  if (!text) return 8080;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) stop(`PORT=${text} is no port; it is a number from 1 to 65535.`);
  return number;
}

function stop(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
