// The element in pages that React 19 and Vue 3 make: they set properties, remove and move elements, and hear its events.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { expect, ON_WHITE, test } from "../support/embed.mjs";

const folder = fileURLToPath(new URL("../../..", import.meta.url));

/** One script of this source and the packages that it names. */
function bundle(contents, platform = "browser") {
  const { outputFiles } = esbuild.buildSync({
    stdin: { contents, loader: "jsx", resolveDir: folder },
    bundle: true,
    write: false,
    platform,
    jsx: "automatic",
    format: platform === "node" ? "cjs" : "iife",
    define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" },
    alias: { vue: "vue/dist/vue.esm-bundler.js" },
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

const REACT_PAGE = `
  import { StrictMode, useState } from "react";
  import { flushSync } from "react-dom";
  import { createRoot, hydrateRoot } from "react-dom/client";
  import { renderToString } from "react-dom/server.browser";

  function Widget({ src, limit, images, title, shown = true, first = false }) {
    const [heard, hear] = useState([]);
    const note = (event) => hear((all) => [...all, event.type + " " + (event.detail?.height ?? "")]);
    const widget = shown && (
      <newsleaf-embed key="widget" src={src} limit={limit} images={images} title={title} loading="eager"
        {...{ "onnewsleaf:load": note, "onnewsleaf:resize": note }}>
        <a href={src}>Our news</a>
      </newsleaf-embed>
    );
    const other = <p key="other">Other</p>;
    return <>{first ? [widget, other] : [other, widget]}<output>{heard.join(", ")}</output></>;
  }

  const place = document.getElementById("place");
  let root;
  window.show = (props) => {
    root ??= createRoot(place);
    flushSync(() => root.render(<StrictMode><Widget {...props} /></StrictMode>));
  };
  window.rendered = (props) => renderToString(<Widget {...props} />);
  window.mismatches = [];
  window.hydrate = (props) => {
    root = hydrateRoot(place, <Widget {...props} />, { onRecoverableError: (error) => window.mismatches.push(String(error)) });
  };
`;

const VUE_PAGE = `
  import { createApp, nextTick, reactive } from "vue";

  const state = reactive({ shown: false, first: false, src: "", limit: undefined, images: undefined, title: undefined, heard: [] });
  const app = createApp({
    setup: () => ({ state, note: (event) => state.heard.push(event.type + " " + (event.detail?.height ?? "")) }),
    template: \`
      <p v-if="state.first">Other</p>
      <newsleaf-embed v-if="state.shown" :src="state.src" :limit="state.limit" :images="state.images" :title="state.title" loading="eager"
        @newsleaf:load="note" @newsleaf:resize="note"><a :href="state.src">Our news</a></newsleaf-embed>
      <output>{{ state.heard.join(", ") }}</output>\`,
  });
  app.config.compilerOptions.isCustomElement = (name) => name === "newsleaf-embed";
  app.config.warnHandler = (warning) => { throw new Error(warning); };
  app.mount("#place");
  window.show = (props) => {
    Object.assign(state, { shown: true, first: false, limit: undefined, images: undefined, title: undefined }, props);
    return nextTick();
  };
`;

const widget = (page) => page.locator("newsleaf-embed");
const frame = (page) => widget(page).locator("iframe");
const show = (page, props) => page.evaluate((props) => window.show(props), props);

const sources = { "React 19": REACT_PAGE, "Vue 3": VUE_PAGE };
for (const [name, source] of Object.entries(sources)) {
  test.describe(name, () => {
    let script;
    test.beforeAll(() => {
      script = bundle(source);
    });

    for (const [order, before] of [["before", true], ["after", false]]) {
      test(`with the script ${order} the page's own, properties of any type are set, changed and taken away, each change loading once`, async ({ page, news, host }) => {
        host.files["app.js"] = { body: script };
        await host.open('<div id="place"></div><script src="app.js"></script>', { scripts: before ? `<script src="${news.url}embed.js"></script>` : "" });
        const src = news.url;
        // React knows no properties of an element that is not defined yet, and leaves a boolean false out of the attributes.
        await show(page, { src, limit: 5, images: before ? false : "false", title: "Our news" });
        if (!before) await page.addScriptTag({ url: `${news.url}embed.js` });
        await expect(frame(page)).toHaveAttribute("src", `${src}?embed&limit=5&images=false&title=Our+news${ON_WHITE}`);
        await expect(frame(page)).toHaveAttribute("title", "Our news");
        await expect(page.locator("output")).toHaveText(/newsleaf:resize 300, newsleaf:load/);
        await expect(page.getByRole("link", { name: "Our news" })).toBeHidden();

        await show(page, { src, limit: 7, images: true });
        await expect(frame(page)).toHaveAttribute("src", `${src}?embed&limit=7&images=true${ON_WHITE}`);
        await expect.poll(() => news.loads().length).toBe(2);
        await show(page, { src });
        await expect(frame(page)).toHaveAttribute("src", `${src}?embed${ON_WHITE}`);
        expect(await widget(page).getAttribute("title")).not.toBe("undefined");
        // The same value again is not a change.
        await show(page, { src });
        await page.waitForTimeout(200);
        expect(news.loads()).toEqual(["?embed&limit=5&images=false&title=Our+news", "?embed&limit=7&images=true", "?embed"]);

        await page.evaluate((src) => window.show({ src, shown: false }), src);
        await expect(widget(page)).toHaveCount(0);
        await show(page, { src });
        await expect.poll(() => news.loads().length).toBe(4);
        await expect(page.getByRole("link", { name: "Our news" })).toBeHidden();
      });
    }
  });
}

test("React moves the element among others with one load, which browsers force", async ({ page, news, host }) => {
  host.files["app.js"] = { body: bundle(REACT_PAGE) };
  await host.open('<div id="place"></div><script src="app.js"></script>');
  const src = news.url;
  await show(page, { src });
  await expect.poll(host.events).toEqual(["resize 300", "load"]);
  await show(page, { src, first: true });
  await show(page, { src, first: false });
  await show(page, { src, first: true });
  await page.waitForTimeout(300);
  // React may as well move the others.
  expect(news.loads().length).toBeLessThanOrEqual(4);
  await expect(page.getByRole("link", { name: "Our news" })).toBeHidden();
});

test("what React has rendered on a server is a link first, and is taken over without a mismatch", async ({ page, news, host }) => {
  const props = { src: news.url, limit: 3, images: "false", title: "Our news" };
  host.files["app.js"] = { body: bundle(REACT_PAGE) };
  await host.open('<div id="place"></div><script src="app.js"></script>', { scripts: "" });
  const html = await page.evaluate((props) => window.rendered(props), props);
  expect(html).toContain('limit="3"');
  expect(html).toContain(`<a href="${news.url}">Our news</a></newsleaf-embed>`);
  await host.open(`<div id="place">${html}</div><script src="app.js"></script>`);
  await expect(frame(page)).toHaveAttribute("src", `${news.url}?embed&limit=3&images=false&title=Our+news${ON_WHITE}`);
  await page.evaluate((props) => window.hydrate(props), props);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => window.mismatches)).toEqual([]);
  expect(news.loads()).toHaveLength(1);
});

test("a page loads only the script before the frame, and the script loads nothing itself", async ({ news, host }) => {
  await host.open(`<newsleaf-embed src="${news.url}"></newsleaf-embed>`);
  await host.widget();
  expect(news.requests.map(({ path, search }) => path + search)).toEqual(["/embed.js", `/?embed${ON_WHITE}`]);
  expect(readFileSync("dist/embed.js", "utf8")).not.toMatch(/fetch|XMLHttpRequest|sendBeacon|cookie|localStorage/);
});
