import { readFileSync } from "node:fs";
export default () => JSON.parse(readFileSync("feed.json", "utf8")).items;
