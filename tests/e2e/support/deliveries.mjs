// The two ways in which a site is delivered: `dist/` beside a feed, and the pages that `newsleaf build` writes of it.
//
//   for (const delivery of DELIVERIES) test.describe(delivery, () => { test.use({ delivery, files: {...} }); … })
//
//   site.address        the address that the site's pages give of themselves, to share: site.url, or that at news.example
//   site.folder         where the files of a published site are
//   site.shared(page)   the address of the open page as it is shared
//   site.open(page, title)   opens the front page, and from there the story of this title
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startStaticServer } from "../../../scripts/static-server.mjs";
import { appStarted, expect, test as base } from "./site.mjs";

export { expect };

export const DELIVERIES = ["drop-in", "published"];

const HOST = "https://news.example";
/** What a worker of these tests runs; `cargo build --features ssr --bin newsleaf` makes it, and so do the native tests. */
const COMMAND = `target/${existsSync("target/debug/newsleaf") ? "debug" : "release"}/newsleaf`;
/* Playwright empties the folder above it when a run begins. */
const SITES = "test-results/published";
/* How long a debug build of the command may take for a site, in milliseconds. */
const PATIENCE = 120_000;

/** Writes files as the tests' sites have them, `{path: {body}}`, into a folder. */
export function writeFiles(folder, files) {
  for (const [path, { body }] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
}

/**
 * The folder with the site of these files for this folder of a host, by its address. Whoever comes first builds it, for all workers;
 * another command, another app or other files are another site.
 */
export async function buildSite(files, hostFolder) {
  const made = [COMMAND, "dist/index.html"].map((file) => statSync(file).mtimeMs);
  const name = createHash("sha256").update(JSON.stringify([files, hostFolder, made])).digest("hex").slice(0, 16);
  const site = join(SITES, name);
  if (existsSync(site)) return site;
  mkdirSync(SITES, { recursive: true });
  const folder = mkdtempSync(join(SITES, "source-"));
  writeFiles(folder, files);
  const out = join(folder, "site");
  await promisify(execFile)(COMMAND, ["build", join(folder, "feed.json"), "--site", HOST + hostFolder, "--out", out, "--app", "dist", "--cards", "none", "--quiet"]);
  try {
    renameSync(out, site);
  } catch (error) {
    /* Another worker was quicker. */
    if (!existsSync(site)) throw error;
  }
  return site;
}

export const test = base.extend({
  delivery: ["published", { option: true }],
  hostFolder: ["/some/paper/", { option: true }],

  siteFolder: [async ({ delivery, files, hostFolder }, use) => use(delivery === "published" ? await buildSite(files, hostFolder) : null), { timeout: PATIENCE }],

  site: async ({ siteFolder, hostFolder, hostHeaders, site }, use) => {
    const server = siteFolder ? await startStaticServer({ folders: [siteFolder], mount: hostFolder, headers: hostHeaders, idleLimit: 120_000 }) : site;
    const address = siteFolder ? HOST + hostFolder : site.url;
    const ready = siteFolder ? () => {} : appStarted;
    await use({
      ...server,
      folder: siteFolder,
      address,
      ready,
      shared: (page) => page.url().replace(server.url, address),
      async open(page, title) {
        await page.goto(server.url);
        await ready(page);
        await page.getByRole("link", { name: title }).first().click();
        await expect(page.locator("#app h1")).toContainText(title);
      },
    });
    if (siteFolder) await server.close();
  },
});
