// The attacks and the bodies of real feeds for the browser's tests of the sanitiser, each with what the native one makes of
// it. `cargo test` leaves them in its folder for temporary files; without them these tests are skipped. The corpora
// (scripts/corpora.mjs) must be there, or hidden, in both.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { corporaFolder } from "../../../scripts/corpora.mjs";
import { appStarted } from "./site.mjs";

const file = join(process.env.CARGO_TARGET_DIR ?? "target", "tmp", "clean-bodies.json");

/** { attacks, bodies }, each a list of { name, html, clean }. */
export const samples = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { attacks: [], bodies: [] };
export const withoutSamples = `there is no ${file}, which cargo test makes of the attacks and feeds, where it has them`;

const hasCorpora = corporaFolder() !== null;
if (existsSync(file) && samples.hasCorpora !== hasCorpora) {
  throw new Error(`${file} was made ${hasCorpora ? "without" : "with"} the corpora. Run 'cargo test --test native html_policy_corpus' again.`);
}

/** The base of the samples' addresses. */
const BASE = "https://news.example/story";

/** A feed with one story for each piece of HTML, in this order. */
export function feedOf(htmls) {
  const items = htmls.map((html, at) => ({
    id: `sample ${at}`,
    title: `Sample ${at}`,
    date_published: new Date(Date.UTC(2020, 0, 1) - at * 60_000).toISOString(),
    content_html: html,
  }));
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Samples", home_page_url: BASE, items });
}

/**
 * Opens every story of such a feed in one visit, by the link to the older one, and gives what `look(body, more, at)` says of
 * each, which runs in the page. `more` is a list with something for each story.
 */
export async function lookAtEach(page, site, more, look) {
  // Pictures that fail stay as they are: the body must contain only the feed's content.
  site.fault(/data-parts="([^"]+)"/.exec(await (await fetch(site.url)).text())[1] + "/failedPicture.js", { status: 404 });
  await page.goto(site.url);
  await appStarted(page);
  await page.locator("h2 a", { hasText: /^Sample 0$/ }).click();
  return page.evaluate(
    async ({ more, look }) => {
      const said = [];
      const lookAt = new Function(`return ${look}`)();
      for (let at = 0; at < more.length; at++) {
        const started = performance.now();
        while (document.querySelector("#app h1")?.textContent !== `Sample ${at}`) {
          if (performance.now() - started > 10_000) throw new Error(`Sample ${at} never came up.`);
          await new Promise((resolve) => setTimeout(resolve));
        }
        const body = document.querySelector("#app .body") ?? document.createElement("div");
        // The classes that js/page.js adds to pictures are not part of the body.
        for (const picture of body.querySelectorAll(".kept-place")) picture.removeAttribute("class");
        said.push(lookAt(body, more[at], at));
        document.querySelector(".neighbours__older")?.click();
      }
      return said;
    },
    { more, look: look.toString() },
  );
}
