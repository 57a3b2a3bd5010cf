// The support matrix with every service and Region: scrolled by the wheel down, across and both, slow and fast.
import { Browser } from "../chromium.mjs";
import { measured } from "../gestures.mjs";
import { serve } from "../serve.mjs";

/** One frame at 60 a second, by a clock of tenths of a millisecond. */
const FRAME = 16.8;
const STEPS = 90;
/** Pixels per frame: a steady turn of the wheel, and a fling past a whole screen in seven frames. */
const SPEEDS = { steady: 32, fast: 120 };
const WAYS = { "down the services": [0, 1], "across the Regions": [1, 0], "both ways": [0.4, 1] };
const MIDDLE = { x: 900, y: 560 };

export async function run({ dist, say }) {
  const site = await serve(dist);
  const browser = await Browser.start();
  const rows = [];
  const figures = [];
  try {
    const page = await browser.page();
    const ready = await page.readyWhen(`${site.url}#catalog`, `document.querySelector("[role=gridcell]")`);
    await page.rest();
    const size = await page.evaluate(`(() => { const grid = document.querySelector("[role=grid]"); return [Number(grid.ariaRowCount) - 1, Number(grid.ariaColCount) - 1]; })()`);
    for (const [speed, pixels] of Object.entries(SPEEDS)) {
      for (const [way, [across, down]] of Object.entries(WAYS)) {
        say(`catalog: ${speed}, ${way}`);
        await page.evaluate(`(() => { const grid = document.querySelector("[role=grid]"); grid.scrollTop = 0; grid.scrollLeft = 0; })()`);
        const result = await measured(page, async () => {
          for (let step = 0; step < STEPS; step++) {
            const forth = step < STEPS / 2 ? 1 : -1;
            await page.wheel(MIDDLE.x, MIDDLE.y, across * pixels * forth, down * pixels * forth);
            await page.frame();
          }
        });
        figures.push({ topic: "catalog", name: `matrix of ${size[0]} × ${size[1]}, ${speed}, ${way}: p95 of the frame times`, value: result.p95, unit: "ms", limit: FRAME });
        rows.push(`| ${speed}, ${way} | ${result.p95.toFixed(1)} | ${result.worst.toFixed(1)} | ${Math.round(result.task)} |`);
      }
    }
    const typing = await measured(page, async () => {
      await page.click("[data-testid=matrix-search]");
      for (const key of "lambda") {
        await page.send("Input.insertText", { text: key });
        await page.frame();
      }
    });
    figures.push({ topic: "catalog", name: "typing into the search: p95 of the frame times", value: typing.p95, unit: "ms", limit: 50 });
    rows.push(`| typing into the search | ${typing.p95.toFixed(1)} | ${typing.worst.toFixed(1)} | ${Math.round(typing.task)} |`);
    figures.push({ topic: "catalog", name: "from the address to the first cell", value: ready, unit: "ms", limit: null });
    if (page.errors.length > 0) throw new Error(page.errors.join("\n"));
  } finally {
    await browser.close();
    await site.close();
  }
  return {
    figures,
    tables: [{
      title: "The support matrix while it scrolls",
      text: ["| gesture | p95 of the frame times, ms | longest, ms | task time, ms |", "|---|---:|---:|---:|", ...rows].join("\n"),
    }],
  };
}
