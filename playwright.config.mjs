// Browser tests: the system's Chromium against dist/, served the way a static host serves it (tests/e2e/support/site.mjs).
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./scripts/chromium.mjs";

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
    browserName: "chromium",
    launchOptions: launchOptions(),
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    // Where one is wanted, a test says so: what it answers is out of the tests' hands.
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
    trace: "on-first-retry",
  },
});
