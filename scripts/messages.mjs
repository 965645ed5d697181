// Writes the interface's messages of every language but English, which is compiled in, into a file each: what the boot
// message says by name, and a list of all other messages in the order of the struct that build.rs makes of the same files. The
// messages of feed-health.html and embed-builder.html stand in files of their own, so that no reader loads them.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** What stands in front of the messages of a group, as in build.rs: where more than one fits, the longest counts. */
const GROUPS = { boot_: "shell", builder_: "builder", embed_: "embed", health_shell_: "healthShell", health_: "health", published_: "published" };

function groupOf(key) {
  const fitting = Object.keys(GROUPS).filter((prefix) => key.startsWith(prefix));
  return fitting.length === 0 ? "app" : GROUPS[fitting.sort((a, b) => b.length - a.length)[0]];
}

/** A message as one text: of a plural message a line for each form, category and form with a tab between them. */
function textOf(message) {
  return typeof message === "string" ? message : Object.entries(message).map((form) => form.join("\t")).join("\n");
}

/** For every language (an RFC 5646 tag, as its file is called) but English what `write` makes of its messages. */
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

/** What the readers' pages load. */
export const messageFiles = (folder) => files(folder, (named, listed) => ({ shell: named("shell"), app: listed("app") }));

/** What widgets load: the messages of the pages, and theirs among them. */
export const embedMessageFiles = (folder) => files(folder, (named, listed) => ({ shell: named("shell"), app: listed("app", "embed") }));

/** What feed-health.html loads. */
export const healthMessageFiles = (folder) =>
  files(folder, (named, listed) => ({ shell: named("healthShell"), app: listed("app"), health: listed("health") }));

/** What embed-builder.html loads. */
export const builderMessageFiles = (folder) => files(folder, (named) => named("builder"));

/** By the code of a failure (`Failure::code`), the message that says what the publisher can do. */
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

/** By the kind of a fault in JSON (`JsonFault::name`), the message that says what the publisher can do. */
const FAULT_HELP = {
  cut_off: "end",
  too_deep: "depth",
  utf_32: "utf32",
  comma: "comma",
  break: "break",
  quote: "quote",
  invisible: "invisible",
  other: "json",
};

/** What the publisher can do about each failure, by language and code; of JSON also by the kind of its fault. */
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
