// A page of a new browser context, so that no cache is warm, on a slow processor and if wanted on a slow network.
const PHONE = { width: 412, height: 915 };
/** What takes longer than this has failed, and ends the measurement. */
const LIMIT_MS = 90_000;
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** Calls `use` with the page, then closes it. */
export async function withPage(browser, { slowdown, isNetworkSlow }, use) {
  const context = await browser.newContext({ viewport: PHONE, locale: "en-GB" });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    if (isNetworkSlow) {
      await client.send("Network.enable");
      await client.send("Network.emulateNetworkConditions", SLOW_NETWORK);
    }
    return await within(use(page));
  } finally {
    await context.close();
  }
}

function within(result) {
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`A page has not shown what was waited for within ${LIMIT_MS} ms.`)), LIMIT_MS);
  });
  return Promise.race([result, tooLate]).finally(() => clearTimeout(timer));
}
