import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { getOperationAST, parse } from "graphql";
import type { OutgoingHttpHeaders } from "node:http";
import { sendBytes, sendJson } from "../front/reply";
import type { Door } from "../front/doors";

/** Scripts and styles from here only, none in the page itself; the editor has its fonts and icons as data. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src data:",
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

const OWN = path.join("gateway", "page");

/** The editor and what it stands on: development packages, served as they were published. */
const EDITOR: readonly (readonly [url: string, module: string, file: string])[] = [
  ["/page/react.js", "react", "umd/react.production.min.js"],
  ["/page/react-dom.js", "react-dom", "umd/react-dom.production.min.js"],
  ["/page/graphiql.js", "graphiql", "graphiql.min.js"],
  ["/page/graphiql.css", "graphiql", "graphiql.min.css"],
];

/** What the page of an embedded hub is made of. */
export interface Page {
  readonly html: Buffer;
  readonly doors: ReadonlyMap<string, Door>;
}

/** Reads it once; undefined where the development packages are not installed. `texts`: the questions it offers. */
export function openPage(texts: Iterable<string>): Page | undefined {
  const editor = findEditor();
  if (!editor) return undefined;
  const files = [...editor];
  for (const name of ["page.js", "page.css"]) files.push([`/page/${name}`, path.join(OWN, name)]);
  const doors = new Map(files.map(([url, file]) => [url, doorTo(file)]));
  const documents = Object.fromEntries(
    [...texts].map((text) => [getOperationAST(parse(text))?.name?.value ?? "unnamed", text]),
  );
  doors.set("/page/documents", { method: "GET", open: (_, response) => sendJson(response, 200, { documents }) });
  return { html: readFileSync(path.join(OWN, "page.html")), doors };
}

function findEditor(): [path: string, file: string][] | undefined {
  const { resolve } = createRequire(__filename);
  try {
    return EDITOR.map(([url, module, file]) => [url, path.join(path.dirname(resolve(`${module}/package.json`)), file)]);
  } catch {
    return undefined;
  }
}

function doorTo(file: string): Door {
  const bytes = readFileSync(file);
  const headers = headersOf(file);
  return { method: "GET", open: (_, response) => sendBytes(response, 200, headers, bytes) };
}

const headersOf = (file: string): OutgoingHttpHeaders => ({
  "content-type": TYPES[path.extname(file)],
  "content-security-policy": POLICY,
});

/** A browser gets the page, and whoever else opens the address the words. */
export const pageOr = (page: Page, words: Door): Door => ({
  method: "GET",
  open(request, response) {
    if (!request.headers.accept?.includes("text/html")) return words.open(request, response);
    sendBytes(response, 200, headersOf("page.html"), page.html);
  },
});
