// The same dist/ in any folder of a host that knows nothing about it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { appStarted, expect, test } from "../support/site.mjs";

for (const hostFolder of ["/", "/some/path/"]) {
  test.describe(`at ${hostFolder}`, () => {
    test.use({ hostFolder });

    for (const query of ["", "?article=0123456789-a-headline", "?section=news/xianning-news", "?page=2", "index.html", "index.html?page=2"]) {
      test(`starts at ${query || "the folder itself"}`, async ({ page, site, complaints }) => {
        const response = await page.goto(site.url + query);
        expect(response.status()).toBe(200);
        await appStarted(page);
        expect(complaints).toEqual([]);
        const outside = site.requests.filter((request) => !request.path.startsWith(hostFolder));
        expect(outside).toEqual([]);
      });
    }

    test("unknown files are the host's 404", async ({ page, site }) => {
      const response = await page.goto(`${site.url}news/xianning-news`);
      expect(response.status()).toBe(404);
      await expect(page.getByRole("heading")).toHaveText("404 Not Found");
    });
  });
}

test("dist holds nothing that is the publisher's", () => {
  expect(existsSync("dist/index.html")).toBe(true);
  expect(existsSync("dist/feed.json")).toBe(false);
  expect(existsSync("dist/newsleaf.json")).toBe(false);
});

test("files are named by their content, so that hosts may keep them for ever", () => {
  const named = readdirSync("dist").filter((file) => /^(app|purify|style)/.test(file));
  expect(named.length).toBe(4);
  for (const file of named) {
    const hash = createHash("sha256").update(readFileSync(`dist/${file}`)).digest("hex");
    expect(file).toContain(`-${hash.slice(0, 16)}.`);
  }
});

test.describe("the policy of the shell", () => {
  const shell = () => readFileSync("dist/index.html", "utf8");
  const policy = () => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(shell())[1];

  test("allows nothing inline but the boot script, by its hash", () => {
    const scripts = [...shell().matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.length).toBe(1);
    expect(policy()).toContain(`'sha256-${createHash("sha256").update(scripts[0][2]).digest("base64")}'`);
    expect(policy()).not.toContain("unsafe-inline");
    expect(policy()).not.toContain("'unsafe-eval'");
    expect(policy()).toContain("default-src 'none'");
    expect(policy()).toContain("base-uri 'none'");
    expect(shell()).not.toMatch(/\sstyle=|\son[a-z]+=|<style|<base/);
  });

  test("stands before everything that it governs", () => {
    const start = shell().indexOf("Content-Security-Policy");
    for (const governed of ["<script", "<link"]) expect(shell().indexOf(governed)).toBeGreaterThan(start);
  });

  test("every address in the shell is relative to the document", () => {
    const addresses = [...shell().matchAll(/\s(?:href|src|data-glue|data-wasm|data-sanitiser)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address).toMatch(/^[^/:]+$/);
  });
});
