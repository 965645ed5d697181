// Browser tests against dist/, served the way a static host serves it (tests/e2e/support/site.mjs), in the browser of the system
// that the variable ENGINE names: `chromium`, which is the default, or `firefox`. Firefox runs what has not the tag `@chromium`.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./scripts/chromium.mjs";
import { firefoxPath } from "./scripts/engines.mjs";

const PROJECTS = [
  { name: "chromium", use: { browserName: "chromium", launchOptions: launchOptions() } },
  {
    name: "firefox",
    grepInvert: /@chromium/,
    use: {
      browserName: "firefox",
      // The driver that speaks WebDriver BiDi with Firefox as it comes. It knows no command for a scheme of colours.
      channel: "moz-firefox",
      colorScheme: null,
      // Each test has a window of its own: one that is emptied keeps its history, and the focus in the browser's own bars.
      _optionContextReuseMode: "none",
      launchOptions: { executablePath: firefoxPath() ?? undefined },
    },
  },
];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  timeout: 30_000,
  // A machine that stands still for seconds fails tests that are right: there a second try may pass, and the report names such a
  // test as flaky.
  retries: process.env.CI ? 1 : 0,
  // When nothing starts, every test fails by its time limit; a few of them say it all.
  maxFailures: 12,
  reporter: "list",
  use: {
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    // Where one is wanted, a test says so: what it answers is out of the tests' hands.
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
    trace: "on-first-retry",
  },
  projects: PROJECTS.filter(({ name }) => name === (process.env.ENGINE ?? "chromium")),
});
