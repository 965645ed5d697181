// The browser that the variable ENGINE names, `firefox` or `webkit`, and `test`, which gives each step its reader.
//
//   test("what is so", async ({ reader, sites }) => {...})    a step; afterwards its picture lies in the report
//
// An engine is started by a function of its own, which gives {version, window, stop}. A window can
//   open(url), reload(), back()                    go somewhere
//   evaluate(look, ...given)                       run a function in the page, or in the frame that it is in; gives its value.
//                                                  A text is the function's source
//   find(look, ...given)                           the same for a function that gives an element, or null
//   click(element), type(text), press(key)         do what a reader does; `type` and `press` where the focus is
//   resize({width, height}), picture()             a PNG of what is seen
//   inFrame(element, act), inNewWindow(act)        do something there; `inNewWindow` says whether there is a new window
//   complaints                                     uncaught errors so far, and dialogs that nobody asked for
import { after, before, test as nodeTest } from "node:test";
import { startFirefox } from "./firefox.mjs";
import { Reader } from "./reader.mjs";
import { openReport } from "./report.mjs";
import { startSites } from "./sites.mjs";
import { startWebKit } from "./webkit.mjs";

const ENGINES = { firefox: startFirefox, webkit: startWebKit };
const SIZE = { width: 1280, height: 900 };
/** Longer than any step takes on a slow machine, but for those that say how long. */
const PATIENCE = 180_000;

export const engineName = process.env.ENGINE ?? "firefox";
if (!(engineName in ENGINES)) throw new Error(`ENGINE is ${Object.keys(ENGINES).join(" or ")}, not '${engineName}'.`);

let engine, sites, report;

before(async () => {
  sites = await startSites();
  engine = await ENGINES[engineName](SIZE);
  report = openReport(engineName, engine.version);
  console.log(`${engine.version}, the pictures are in ${report.folder}`);
});

after(async () => {
  await engine?.stop();
  await sites?.close();
  report?.write();
});

export function test(title, run, { timeout = PATIENCE } = {}) {
  nodeTest(title, { timeout }, async () => {
    const reader = new Reader(engine.window, (name) => report.add(title, name, engine.window));
    sites.heal();
    await engine.window.resize(SIZE);
    engine.window.complaints.splice(0);
    const started = Date.now();
    let failure;
    try {
      await run({ reader, sites });
      reader.hasNoComplaint();
    } catch (error) {
      failure = error;
    }
    await report.add(title, "", engine.window, { failure, took: Date.now() - started });
    if (failure) throw failure;
  });
}
