// Finds out what a first visit runs, and writes down for the split what it does not run (later.txt).
//
//   node .ci/profile.mjs FOLDER     a release build that is whole and has its names (SPLIT=off)
//
// Every function of the wasm gets a mark that it sets when it runs; then Chromium makes the visit.
import { mkdtempSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "../bench/browser/chromium.mjs";
import { serve } from "../bench/browser/serve.mjs";
import { binaryen, functionsOf, load } from "./binaryen.mjs";
import { write } from "./later.mjs";
import { functions } from "./wasm.mjs";

const READY = `document.querySelector("[data-testid=app][data-ready=true]")`;

/** A module whose functions mark that they ran: `ran0`, `ran1`, … among its exports. */
function marked(bytes) {
  const module = load(bytes);
  functionsOf(module).filter(({ module }) => !module).forEach(({ name, body, results }, index) => {
    const mark = `ran${index}`;
    module.addGlobal(mark, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(mark, mark);
    binaryen.Function(module.getFunction(name)).setBody(
      module.block(null, [module.global.set(mark, module.i32.const(1)), body], results),
    );
  });
  return module.emitBinary();
}

const source = process.argv[2];
const one = (pattern) => readdirSync(source).find((file) => pattern.test(file));
const wasm = one(/_bg\.wasm$/);
const bytes = readFileSync(join(source, wasm));
const all = functions(bytes);
const folder = mkdtempSync(join(tmpdir(), "vpc-designer-first-"));
cpSync(source, folder, { recursive: true });
writeFileSync(join(folder, wasm), marked(bytes));
const page = readFileSync(join(folder, "index.html"), "utf8");
writeFileSync(join(folder, "index.html"), page.replace(/ integrity="[^"]*"/g, ""));
const site = await serve(folder);
const browser = await Browser.start();
const ran = new Set();
try {
  const tab = await browser.page();
  // The rest never comes: what the page does meanwhile is what the first part is for.
  await tab.send("Page.addScriptToEvaluateOnNewDocument", {
    source: `globalThis.vpcDesignerRest = () => new Promise(() => {}); addEventListener("TrunkApplicationStarted", ({ detail }) => { globalThis.marks = detail.wasm; });`,
  });
  const note = async (what) => {
    await tab.rest();
    const marks = await tab.evaluate(`Array.from({ length: ${all.length} }, (_, index) => index).filter((index) => marks["ran" + index].value)`);
    for (const index of marks) ran.add(index);
    const sum = [...ran].reduce((sum, index) => sum + all[index].size, 0);
    process.stdout.write(`${what}: ${ran.size} of ${all.length} functions ran so far, ${Math.round(sum / 1000)} kB\n`);
  };
  const visit = async () => {
    await tab.goto(site.url);
    await tab.until(READY);
    await tab.until("globalThis.marks");
  };
  const at = { x: 700, y: 420 };
  const wander = async () => {
    for (let step = 0; step < 4; step++) {
      await tab.wheel(at.x, at.y, 20, 30);
      await tab.frame();
      await tab.wheel(at.x, at.y, 0, step % 2 ? 30 : -30, 2);
      await tab.frame();
      await tab.mouse("mouseMoved", at.x + step, at.y);
      await tab.frame();
    }
  };
  await visit();
  await note("An empty browser");
  await tab.click("[data-testid=welcome-region-options] [data-value=us-west-2]");
  await note("Another Region");
  await tab.click("[data-testid=start-blank]");
  await tab.until(`!document.querySelector("[data-testid=welcome]")`);
  await note("A blank canvas");
  await wander();
  await tab.mouse("mousePressed", at.x, at.y, { buttons: 1 });
  await tab.mouse("mouseReleased", at.x, at.y);
  await note("Looking around on it");
  // Who was here before has preferences.
  await tab.click("[data-testid=toggle-right]");
  await tab.click("[data-testid=toggle-right]");
  await visit();
  await note("With preferences");
  // And a design, which needs the rest to be opened; until it comes, the canvas is empty.
  await tab.evaluate(`(() => {
    const preferences = JSON.parse(localStorage.getItem("vpc-designer.preferences"));
    for (const panel of ["left_open", "right_open", "code_open"]) preferences[panel] = false;
    localStorage.setItem("vpc-designer.preferences", JSON.stringify(preferences));
    localStorage.setItem("vpc-designer.shelf", "[]");
  })()`);
  await visit();
  await wander();
  await note("With a design, and the panels closed");
  if (tab.errors.length > 0) throw new Error(tab.errors.join("\n"));
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
}
write(all, ran);
