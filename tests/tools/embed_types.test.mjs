// public/embed.d.ts declares the interface of js/embed.js, and works in TypeScript projects with React's types and without.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import ts from "typescript";

const types = readFileSync("public/embed.d.ts", "utf8");
const script = readFileSync("js/embed.js", "utf8");

/** The compiler's errors, at its strictest, in a project of these files and the declaration: `file: message`. */
function complaints(files, { react }) {
  const folder = mkdtempSync(join(tmpdir(), "newsleaf-types-"));
  try {
    for (const [name, text] of Object.entries({ "embed.d.ts": types, ...files })) writeFileSync(join(folder, name), text);
    if (react) {
      mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
      for (const name of ["@types/react", "csstype"]) symlinkSync(resolve("node_modules", name), join(folder, "node_modules", name));
    }
    const program = ts.createProgram(["embed.d.ts", ...Object.keys(files)].map((name) => join(folder, name)), {
      noEmit: true,
      strict: true,
      skipLibCheck: false,
      skipDefaultLibCheck: true,
      types: [],
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.ReactJSX,
      preserveSymlinks: true,
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName.split("/").pop()}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PAGE = `
  const element = document.createElement("newsleaf-embed");
  element.src = new URL("https://news.example/");
  element.limit = 5;
  element.limit = null;
  element.images = false;
  element.title = "News";
  const read: string = element.limit;
  // @ts-expect-error: there is no such theme
  element.theme = "pink";
  // @ts-expect-error: there is no such property
  element.sections = "news";
  element.addEventListener("newsleaf:resize", (event) => read.padEnd(event.detail.height));
  document.addEventListener("newsleaf:error", ({ detail }) => {
    const reason: "address" | "silent" | "failed" = detail.reason;
    // @ts-expect-error: an error has no height
    return [reason, detail.height];
  });
  document.querySelector("iframe")?.addEventListener("newsleaf:load", (event) => event.detail);
  document.querySelector("newsleaf-embed")?.section.trim();
  customElements.get("newsleaf-embed")?.version.trim();
  const other: CustomElementConstructor | undefined = customElements.get("some-thing");
  customElements.whenDefined("newsleaf-embed").then((defined) => [new defined().limit, other]);
  export {};
`;

const REACT = `
  import { useRef } from "react";
  import type { NewsleafEmbedElement } from "./embed";
  export function Page() {
    const ref = useRef<NewsleafEmbedElement>(null);
    return (
      <>
        <newsleaf-embed ref={ref} key="news" src="https://news.example/" limit={5} images="false" theme="dark" className="wide" style={{ maxWidth: "40rem" }}
          onnewsleaf:resize={(event) => event.detail.height.toFixed()}>
          <a href="https://news.example/">Our news</a>
        </newsleaf-embed>
        {/* @ts-expect-error: there is no such theme */}
        <newsleaf-embed src="https://news.example/" theme="pink" />
        {/* @ts-expect-error: an address there must be */}
        <newsleaf-embed />
        <p>Other elements are as they were.</p>
      </>
    );
  }
`;

test("a project without React compiles, and its errors are found", () => {
  assert.deepEqual(complaints({ "page.ts": PAGE }, { react: false }), []);
});

test("a project with React's types compiles, and its errors are found", () => {
  assert.deepEqual(complaints({ "page.ts": PAGE, "react.tsx": REACT }, { react: true }), []);
});

test("the declaration has every attribute of the script, and no other", () => {
  const parameters = /const PARAMETERS = \[([^\]]+)\]/.exec(script)[1].match(/\w+/g);
  const expected = ["src", "loading", ...parameters].sort();
  const members = (name) => {
    const found = ts.createSourceFile("embed.d.ts", types, ts.ScriptTarget.ES2022).statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name);
    return [...new Set(found.members.map((member) => member.name.text))].sort();
  };
  assert.deepEqual(members("NewsleafEmbedAttributes"), expected);
  // `title` is every element's.
  assert.deepEqual(members("NewsleafEmbedElement"), expected.filter((name) => name !== "title"));
});

test("the declaration has every event of the script and every reason for an error", () => {
  const sent = [...script.matchAll(/dispatch\([^,]+, "(\w+)"/g)].map(([, type]) => `newsleaf:${type}`);
  assert.deepEqual([...new Set(sent)].sort(), ["newsleaf:error", "newsleaf:load", "newsleaf:resize"]);
  for (const type of sent) assert.ok(types.includes(`"${type}": `), type);
  for (const reason of ["address", "silent", "failed"]) assert.ok(script.includes(`"${reason}"`) && types.includes(`"${reason}"`), reason);
});
