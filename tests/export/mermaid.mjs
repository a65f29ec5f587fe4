// Parses the Mermaid diagram on standard input: prints its kind, or why it is none.
// Run it where the packages `mermaid` and `jsdom` can be found.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));
try {
  console.log((await mermaid.parse(readFileSync(0, "utf8"))).diagramType);
} catch (error) {
  console.log(String(error.message ?? error));
  process.exit(1);
}
