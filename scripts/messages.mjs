// Writes the interface's messages of every language but English, which is compiled in, into a file each: the messages
// of the shell by name, and a list of all others in the order of the struct that build.rs makes of the same files. The
// messages of feed-health.html and embed-builder.html have files of their own, so that no reader loads them.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** The prefixes of the groups' keys, as in build.rs: the longest fitting prefix counts. */
const GROUPS = { boot_: "shell", builder_: "builder", embed_: "embed", health_shell_: "healthShell", health_: "health", published_: "published" };

function groupOf(key) {
  const fitting = Object.keys(GROUPS).filter((prefix) => key.startsWith(prefix));
  return fitting.length === 0 ? "app" : GROUPS[fitting.sort((a, b) => b.length - a.length)[0]];
}

/** A message as one text: a plural message has a line for each form, with the category and a tab before the form. */
function textOf(message) {
  return typeof message === "string" ? message : Object.entries(message).map((form) => form.join("\t")).join("\n");
}

/** Returns [tag, text] for every language but English. `write` makes the text; the tag (RFC 5646) is the file's name. */
function files(folder, write) {
  const tags = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));
  return tags
    .filter((tag) => tag !== "en")
    .sort()
    .map((tag) => {
      const messages = JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8"));
      const keysOf = (groups) => Object.keys(messages).sort().filter((key) => groups.includes(groupOf(key)));
      const named = (...groups) => Object.fromEntries(keysOf(groups).map((key) => [key, messages[key]]));
      const listed = (...groups) => keysOf(groups).map((key) => textOf(messages[key]));
      return [tag, JSON.stringify(write(named, listed))];
    });
}

/** The files of the readers' pages. */
export const messageFiles = (folder) => files(folder, (named, listed) => ({ shell: named("shell"), app: listed("app") }));

/** The files of the widgets: the messages of the pages, with the widgets' own among them. */
export const embedMessageFiles = (folder) => files(folder, (named, listed) => ({ shell: named("shell"), app: listed("app", "embed") }));

/** The files of feed-health.html. */
export const healthMessageFiles = (folder) =>
  files(folder, (named, listed) => ({ shell: named("healthShell"), app: listed("app"), health: listed("health") }));

/** The files of embed-builder.html. */
export const builderMessageFiles = (folder) => files(folder, (named) => named("builder"));

/** The message with advice for the publisher, by the code of a failure (`Failure::code`). */
const HELP = {
  offline: "offline",
  insecure: "insecure",
  other_host: "other_host",
  not_allowed: "other_host",
  unreachable: "host",
  redirected: "host",
  stalled: "host",
  interrupted: "host",
  stopped: "host",
  status: "host",
  empty: "empty",
  web_page: "web_page",
  xml: "xml",
  invalid_json: "json",
  not_a_feed: "not_a_feed",
  too_large: "too_large",
};

/** The message with advice for the publisher, by the kind of a fault in JSON (`JsonFault::name`). */
const FAULT_HELP = {
  cut_off: "end",
  too_deep: "depth",
  utf_32: "utf32",
  comma: "comma",
  missing_comma: "missing_comma",
  straight: "straight",
  break: "break",
  quote: "quote",
  invisible: "invisible",
  other: "json",
};

/** The advice for the publisher, by language and code of a failure; for JSON also by the kind of its fault. */
export function failureHelp(folder) {
  const tags = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));
  const help = (tag) => {
    const messages = JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8"));
    return Object.fromEntries(Object.entries({ ...HELP, ...FAULT_HELP }).map(([code, key]) => [code, messages[`health_mend_${key}`]]));
  };
  return Object.fromEntries(tags.sort().map((tag) => [tag, help(tag)]));
}

/** One message in every language, by their tags. */
export function messageIn(folder, key) {
  const tags = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));
  return Object.fromEntries(tags.sort().map((tag) => [tag, JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8"))[key]]));
}
