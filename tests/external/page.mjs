// Opens pages in Chromium, as a reader would, at three widths and in both colour schemes: nothing
// may be logged or asked for, nothing may stick out, axe-core has to find nothing (WCAG 2.2 AA), and
// the keyboard has to reach everything. Prints what is wrong; `--shots FOLDER` keeps pictures and PDFs.
//
//     node page.mjs [--shots FOLDER] PAGE...
//
// Run it where the packages `playwright-core` and `axe-core` can be found.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const pages = process.argv.slice(2);
const shots = pages[0] === "--shots" ? pages.splice(0, 2)[1] : undefined;
if (shots) mkdirSync(shots, { recursive: true });

let looked = 0;
const browser = await chromium.launch({
  executablePath: process.env.ROADMAP_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"],
});

/** A page in a window of its own, with what it logs and asks for. */
async function opened(file, options) {
  const context = await browser.newContext({ ...options, deviceScaleFactor: shots ? 2 : 1, bypassCSP: false });
  const page = await context.newPage();
  const said = [];
  page.on("console", message => said.push(`logs "${message.text()}"`));
  page.on("pageerror", error => said.push(`fails with ${error}`));
  page.on("request", request => request.url() !== page.url() && request.url() !== pathToFileURL(file).href
    && said.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  return { context, page, said };
}

/** What sticks out of the window, or is cut off inside of a box that does not scroll. */
const sticking = () => {
  const root = document.documentElement;
  const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (!box.width || element.closest(".scroll, .skip")) continue;
    const name = `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
    if (box.right > root.clientWidth + 1 || box.left < -1) found.push(`${name} "${element.textContent.slice(0, 30)}"`);
  }
  // Texts of a drawing lie in the drawing.
  for (const text of document.querySelectorAll("svg text")) {
    const [own, all] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
    if (own.width && (own.right > all.right + 1 || own.left < all.left - 1)) found.push(`text "${text.textContent}"`);
  }
  return found;
};

/** Texts of a drawing that lie on each other. */
const colliding = () => [...document.querySelectorAll("svg")].flatMap(svg => {
  const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([one, a], at) => texts.slice(at + 1)
    .filter(([, b]) => a.width && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
    .map(([other]) => `"${one}" lies on "${other}"`));
});

/** What Tab reaches, one after the other, until it leaves the page. */
async function reached(page) {
  const stops = [];
  for (let presses = 0; presses < 600; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const all = [...document.querySelectorAll("a[href], summary, [tabindex]")];
      return { at: all.indexOf(element), name: element.outerHTML.slice(0, 60), ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
    });
    if (!stop || (stops.length && stop.at <= stops.at(-1).at)) break;
    stops.push(stop);
  }
  const expected = await page.evaluate(() => [...document.querySelectorAll("a[href], summary, [tabindex]")]
    .filter(element => element.getClientRects().length && !(element.closest("details:not([open])") && element.tagName !== "SUMMARY")).length);
  const problems = stops.filter(stop => !stop.ring).map(stop => `no ring around ${stop.name}`);
  if (stops.length !== expected) problems.push(`Tab reaches ${stops.length} of ${expected} things`);
  if (stops[0] && !stops[0].name.includes('class="skip"')) problems.push(`Tab begins at ${stops[0].name}`);
  return problems;
}

/** One look at a page: what is wrong at a width and in a colour scheme. */
async function look(name, width, colorScheme) {
  const file = resolve(name);
  const { context, page, said } = await opened(file, { viewport: { width, height: 900 }, colorScheme });
  const found = [...await page.evaluate(sticking), ...await page.evaluate(colliding)];
  if (shots) await page.screenshot({ path: join(shots, `${basename(name, ".html")}-${width}-${colorScheme}.png`), fullPage: true });
  if (width === 768) {
    const stops = await reached(page);
    found.push(...stops.map(stop => `keyboard: ${stop}`));
  }
  // Everything that can be unfolded is looked at, too.
  await page.evaluate(() => document.querySelectorAll("details").forEach(details => { details.open = true; }));
  found.push(...(await page.evaluate(sticking)).map(text => `unfolded: ${text}`), ...said);
  const checked = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const copy = await checked.newPage();
  await copy.goto(pathToFileURL(file).href);
  await copy.evaluate(() => document.querySelectorAll("details").forEach(details => { details.open = true; }));
  await copy.evaluate(axe);
  const result = await copy.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  for (const { id, nodes } of result.violations) found.push(`axe: ${id}: ${nodes.slice(0, 3).map(node => node.target.join(" ") + " " + node.failureSummary.replace(/\s+/g, " ")).join("; ")}`);
  if (process.env.ROADMAP_INCOMPLETE) for (const { id, nodes } of result.incomplete) console.error(`${name} ${width} ${colorScheme} incomplete: ${id} ${nodes.length} ${nodes[0].target} ${nodes[0].any[0]?.message ?? ""}`);
  await checked.close();
  await context.close();
  looked += 1;
  return found.map(text => `${name} ${width} ${colorScheme}: ${text}`);
}

/** A page on paper. */
async function print(name) {
  const { context, page } = await opened(resolve(name), { viewport: { width: 1440, height: 900 } });
  const pdf = await page.pdf({ format: "A4", printBackground: true, ...(shots && { path: join(shots, `${basename(name, ".html")}.pdf`) }) });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  await context.close();
  return sheets < 1 ? [`${name}: prints ${sheets} pages`] : [];
}

const work = pages.flatMap(name => [
  ...[360, 768, 1440].flatMap(width => ["light", "dark"].map(scheme => () => look(name, width, scheme))),
  () => print(name),
]);
// As many at once as there are processors, reported in the order of the pages.
const wrong = work.map(() => []);
let next = 0;
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  while (next < work.length) {
    const at = next++;
    wrong[at] = await work[at]();
  }
}));
await browser.close();
console.log(wrong.flat().join("\n") || `${looked} looks at ${pages.length} pages: nothing wrong`);
process.exit(wrong.flat().length ? 1 : 0);
