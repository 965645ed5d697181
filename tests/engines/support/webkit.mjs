// WebKitGTK by its WebDriver, in a display of its own. See engine.mjs for what a window can do.
import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import { webkitPaths } from "../../../scripts/engines.mjs";
import { start, stop } from "./processes.mjs";

/** The height of MiniBrowser's own bar. */
const BAR = 38;
const SCREEN = { width: 1400, height: 1200 };

export async function startWebKit(size) {
  const paths = webkitPaths();
  const { display, server } = await startDisplay(paths.display);
  const port = await freePort();
  const complaints = [];
  const driver = start(paths.driver, ["-p", String(port)], { stdio: ["ignore", "pipe", "ignore"], env: environment(display) });
  // What the page's console says comes with the browser's own output.
  createInterface({ input: driver.stdout }).on("line", (line) => /^CONSOLE (JS|SECURITY) ERROR/.test(line) && complaints.push(line));
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  const browser = await new Builder().usingServer(url).withCapabilities(capabilities(paths.browser)).build();
  const window = new WebKitWindow({ browser, display, camera: paths.camera, complaints });
  await window.resize(size);
  return {
    version: `WebKitGTK ${(await browser.getCapabilities()).get("browserVersion")}`,
    window,
    async stop() {
      await browser.quit().catch(() => {});
      await stop(driver);
      await stop(server);
    },
  };
}

const capabilities = (binary) =>
  new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary, args: ["--automation", "--enable-write-console-messages-to-stdout=true"] },
  });

/** Without a bus of the session the browser starts none, and leaves none behind. All drawing is software's. */
const environment = (display) => ({
  ...process.env,
  DISPLAY: display,
  DBUS_SESSION_BUS_ADDRESS: "disabled:",
  GDK_BACKEND: "x11",
  LIBGL_ALWAYS_SOFTWARE: "1",
  NO_AT_BRIDGE: "1",
  WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  // Its own sandbox needs rights that a container does not have.
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
});

/** The server takes a free display by itself, and writes its number when it is ready. */
async function startDisplay(program) {
  const server = start(program, ["-displayfd", "3", "-nolisten", "tcp", "-screen", "0", `${SCREEN.width}x${SCREEN.height}x24`], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once("data", (data) => resolve(data.toString().trim()));
    server.once("exit", () => reject(new Error("Xvfb did not start.")));
  });
  return { display: `:${number}`, server };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`${url}/status`).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("WebKitWebDriver does not answer.");
}

class WebKitWindow {
  #browser;
  #display;
  #camera;
  #frames = [];
  #size;

  constructor({ browser, display, camera, complaints }) {
    Object.assign(this, { complaints });
    this.#browser = browser;
    this.#display = display;
    this.#camera = camera;
  }

  open(url) {
    return this.#browser.get(url);
  }

  reload() {
    return this.#browser.navigate().refresh();
  }

  back() {
    return this.#browser.executeScript("history.back()");
  }

  evaluate(look, ...given) {
    return this.#browser.executeScript(`return (${look}).apply(null, arguments)`, ...given);
  }

  find(look, ...given) {
    return this.evaluate(look, ...given);
  }

  async click(element) {
    await element.click();
  }

  type(text) {
    return this.#browser.switchTo().activeElement().sendKeys(text);
  }

  press(key) {
    return this.#browser.actions().sendKeys({ Escape: Key.ESCAPE, Enter: Key.ENTER, Tab: Key.TAB }[key]).perform();
  }

  /** A window is never narrower than its bar, which is about 450 px. */
  async resize({ width, height }) {
    this.#size = await this.#browser.manage().window().setRect({ x: 0, y: 0, width, height: height + BAR });
  }

  /** From the display: the driver's own picture never comes. */
  async picture() {
    const { stdout } = await promisify(execFile)(this.#camera, ["-display", this.#display, "-window", "root", "-crop", `${this.#size.width}x${this.#size.height}+0+0`, "+repage", "-depth", "8", "PNG24:-"], { encoding: "buffer", maxBuffer: 1 << 26 });
    return stdout;
  }

  async inFrame(element, act) {
    this.#frames.push(element);
    await this.#browser.switchTo().frame(element);
    try {
      return await act();
    } finally {
      this.#frames.pop();
      await this.#browser.switchTo().defaultContent();
      for (const frame of this.#frames) await this.#browser.switchTo().frame(frame);
    }
  }

  async inNewWindow(act) {
    const own = await this.#browser.getWindowHandle();
    const other = (await this.#browser.getAllWindowHandles()).find((handle) => handle !== own);
    if (!other) return false;
    await this.#browser.switchTo().window(other);
    try {
      await act();
    } finally {
      await this.#browser.close();
      await this.#browser.switchTo().window(own);
      for (const frame of this.#frames) await this.#browser.switchTo().frame(frame);
    }
    return true;
  }
}
