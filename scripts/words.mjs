// Writes the interface's words of every language but English, which is compiled in, into a file each: what the boot
// message says by name, and a list of all other words in the order of the struct that build.rs makes of the same files.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const OF_THE_SHELL = "boot_";

/** A word as one text: of a plural word a line for each form, category and form with a tab between them. */
function textOf(word) {
  return typeof word === "string" ? word : Object.entries(word).map((form) => form.join("\t")).join("\n");
}

/** For every language (an RFC 5646 tag, as its file is called) but English the JSON that the browser loads. */
export function wordFiles(folder) {
  const tags = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => basename(file, ".json"));
  return tags
    .filter((tag) => tag !== "en")
    .sort()
    .map((tag) => {
      const words = JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8"));
      const keys = Object.keys(words).sort();
      const shell = Object.fromEntries(keys.filter((key) => key.startsWith(OF_THE_SHELL)).map((key) => [key, words[key]]));
      const app = keys.filter((key) => !key.startsWith(OF_THE_SHELL)).map((key) => textOf(words[key]));
      return [tag, JSON.stringify({ shell, app })];
    });
}
