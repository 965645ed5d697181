// The last step of every build, run by trunk (see Trunk.toml) in the folder that becomes the site: the output of trunk and
// wasm-bindgen, the stylesheet, the sanitiser and the shell become files that are small, named by their content,
// and allowed by a policy without exceptions. A release build is also optimised for size; `make serve` skips that.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { embedScript } from "./embed-script.mjs";
import { BROWSERS, bundleScript } from "./script-bundle.mjs";
import { finishBuilderPage, finishHealthPage, finishShell } from "./shell.mjs";
import { optimise } from "./wasm-opt.mjs";
import { builderMessageFiles, embedMessageFiles, failureHelp, healthMessageFiles, messageFiles, messageIn } from "./messages.mjs";

const source = process.env.TRUNK_SOURCE_DIR;
const stage = process.env.TRUNK_STAGING_DIR;
if (!source || !stage) throw new Error("scripts/finish.mjs is run by trunk; start a build with `make dist` or `make serve`.");
const release = process.env.TRUNK_PROFILE === "release";

const hashOf = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

/** Gives a file in the stage its final name, which changes exactly when its content does, so hosts may cache it for ever. */
function nameByContent(file, stem, extension) {
  const name = `${stem}-${hashOf(readFileSync(join(stage, file)))}.${extension}`;
  renameSync(join(stage, file), join(stage, name));
  return name;
}

function minifyScript(file, options = {}) {
  return esbuild.transformSync(readFileSync(file, "utf8"), { minify: true, legalComments: "inline", target: BROWSERS, ...options }).code;
}

/** A stylesheet with all that it imports. */
function bundledStyle(entry) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [join(source, "style", entry)],
    bundle: true,
    write: false,
    minify: true,
    target: BROWSERS,
    external: ["*.svg"],
    logLevel: "warning",
  });
  // esbuild leaves the values of custom properties as they are written. A text in quotation marks is not a list.
  const packed = (value) => value.replace(/"[^"]*"|, /g, (found) => (found === ", " ? "," : found));
  return outputFiles[0].text.replace(/(--[\w-]+): ([^;}]*)/g, (_, name, value) => `${name}:${packed(value)}`);
}

function buildStyle(entry, name) {
  writeFileSync(join(stage, "style.css"), bundledStyle(entry));
  return nameByContent("style.css", name, "css");
}

function buildGlue() {
  // The scripts that the app calls are part of its glue.
  const own = ["feed_cache", "site_cache"].map((name) => join(source, "js", `${name}.js`));
  const scripts = [join(stage, "newsleaf-web.js"), ...own].map((script) => minifyScript(script));
  writeFileSync(join(stage, "newsleaf-web.js"), scripts.join("") + bundleScript(join(source, "js/page.js")));
  return nameByContent("newsleaf-web.js", "app", "js");
}

function buildWasm() {
  return nameByContent("newsleaf-web_bg.wasm", "app", "wasm");
}

function buildSanitiser() {
  // The package's own minified file is smaller than esbuild's.
  const purify = readFileSync(join(source, "node_modules/dompurify/dist/purify.min.js"), "utf8");
  writeFileSync(join(stage, "purify.js"), purify.replace(/^\/\/# sourceMappingURL=.*$/m, "").trim());
  return nameByContent("purify.js", "purify", "js");
}

/** Files in a folder that is named by all of them, since a shell may not list so many hashes. */
function nameFolder(stem, files) {
  const folder = `${stem}-${hashOf(JSON.stringify([...files].map(([name, content]) => [name, hashOf(content)])))}`;
  mkdirSync(join(stage, folder), { recursive: true });
  for (const [name, content] of files) writeFileSync(join(stage, folder, name), content);
  return folder;
}

/** The scripts of js/ that the boot script loads when they are needed, by the names that the app has for them. */
function buildParts() {
  const part = (name, options) => minifyScript(join(source, "js", `${name}.js`), options);
  const files = {
    "search.js": bundleScript(join(source, "js/search.js")),
    "siteSearch.js": bundleScript(join(source, "js/site_search.js")),
    "qrCode.js": bundleScript(join(source, "js/qr_code.js")),
    "failedPicture.js": part("failed_picture"),
    "frameCard.js": part("frame_card"),
    "failureHelp.js": part("failure_help", { define: { HELP: JSON.stringify(failureHelp(join(source, "locales"))) } }),
    /* Where the browser is too old for the app, too. */
    "rescue.js": part("rescue", { target: "es5" }),
  };
  return nameFolder("parts", Object.entries(files));
}

/** The scripts of the pages that `newsleaf build` writes. It puts the first two into its pages. */
function buildPublished() {
  const script = (name, target) => minifyScript(join(source, "js/published", `${name}.js`), { target, legalComments: "none" }).trim();
  return nameFolder("published", [
    ["head.js", script("head", "es5")],
    ["lookup.js", script("lookup", "es5")],
    ["service_worker.js", script("service_worker", BROWSERS)],
    ["page.js", bundleScript(join(source, "js/published/page.js"))],
  ]);
}

/** The folder of the messages, with a file for each language. */
function buildMessages(files, name) {
  const folder = nameFolder(name, files.map(([tag, messages]) => [`${tag}.json`, messages]));
  return { folder, languages: files.map(([tag]) => tag).join(" ") };
}

/** The print style, which browsers fetch when nothing else is left to do. */
function buildPrintStyle() {
  const { code } = esbuild.transformSync(readFileSync(join(source, "style/print.css"), "utf8"), { loader: "css", minify: true, target: BROWSERS });
  writeFileSync(join(stage, "print.css"), code);
  return nameByContent("print.css", "print", "css");
}

/** The program of feed-health.html with its glue. */
function buildHealthProgram() {
  const glue = join(stage, "newsleaf-health.js");
  writeFileSync(glue, minifyScript(glue));
  return { glue: nameByContent("newsleaf-health.js", "health", "js"), wasm: nameByContent("newsleaf-health_bg.wasm", "health", "wasm") };
}

/** The files of the widgets. */
function buildEmbed() {
  const files = new Map();
  for (const widget of ["headlines", "article"]) {
    const glue = join(stage, `newsleaf-embed-${widget}.js`);
    const wasm = join(stage, `newsleaf-embed-${widget}_bg.wasm`);
    const scripts = [glue, join(source, "js/embed_guest.js")].map((script) => minifyScript(script));
    files.set(`${widget}.js`, scripts.join("") + bundleScript(join(source, "js/page.js")));
    files.set(`${widget}.wasm`, readFileSync(wasm));
    for (const file of [glue, wasm]) rmSync(file);
  }
  files.set("frame.js", minifyScript(join(source, "js/frame.js")));
  const sentences = JSON.stringify(messageIn(join(source, "locales"), "embed_cors"));
  files.set("refused.js", minifyScript(join(source, "js/refused.js"), { define: { SENTENCES: sentences } }));
  files.set("style.css", bundledStyle("embed.css"));
  for (const [tag, messages] of embedMessageFiles(join(source, "locales"))) files.set(`${tag}.json`, messages);
  return nameFolder("embed", files);
}

if (release) {
  const programs = ["newsleaf-web", "newsleaf-embed-headlines", "newsleaf-embed-article", "newsleaf-health"];
  await Promise.all(programs.map((name) => optimise(join(stage, `${name}_bg.wasm`))));
}
cpSync(join(source, "public"), stage, { recursive: true });
writeFileSync(join(stage, "embed.js"), embedScript(source, BROWSERS));

// The boot script alone is written for old browsers too: it shows them that they are too old.
const boot = minifyScript(join(source, "js/boot.js"), { target: "es5", legalComments: "none" }).trim();
const shell = finishShell(readFileSync(join(stage, "index.html"), "utf8"), {
  boot,
  style: buildStyle("main.css", "style"),
  print: buildPrintStyle(),
  glue: buildGlue(),
  wasm: buildWasm(),
  sanitiser: buildSanitiser(),
  messages: buildMessages(messageFiles(join(source, "locales")), "messages"),
  parts: buildParts(),
  embed: buildEmbed(),
  published: buildPublished(),
});
writeFileSync(join(stage, "index.html"), shell);

const healthPage = finishHealthPage(readFileSync(join(source, "feed-health.html"), "utf8"), {
  script: minifyScript(join(source, "js/feed_health.js"), { target: "es5", legalComments: "none" }).trim(),
  style: buildStyle("feed_health.css", "health"),
  messages: buildMessages(healthMessageFiles(join(source, "locales")), "health-messages"),
  ...buildHealthProgram(),
});
writeFileSync(join(stage, "feed-health.html"), healthPage);

const builderPage = finishBuilderPage(readFileSync(join(source, "embed-builder.html"), "utf8"), {
  script: bundleScript(join(source, "js/embed_builder.js"), { legalComments: "none" }),
  style: buildStyle("embed_builder.css", "embed-builder"),
  messages: buildMessages(builderMessageFiles(join(source, "locales")), "embed-builder-messages"),
});
writeFileSync(join(stage, "embed-builder.html"), builderPage);
