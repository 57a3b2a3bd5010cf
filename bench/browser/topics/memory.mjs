// Memory after many edits and undos of a large design.
import { Browser } from "../chromium.mjs";
import { open } from "../ours.mjs";
import { serve } from "../serve.mjs";

const EDITS = 1000;
const CTRL = 2;

export async function run({ dist, design, say }) {
  const site = await serve(dist);
  const browser = await Browser.start();
  try {
    const page = await browser.page();
    const app = await open(page, site.url, design.path, { whole: false });
    const at = await app.workloadNear({ x: 700, y: 420 });
    await page.mouse("mousePressed", at.x, at.y, { buttons: 1 });
    await page.mouse("mouseReleased", at.x, at.y);
    const undoable = () => page.evaluate(`document.querySelector("[data-testid=undo]").title`);
    const nothing = await undoable();
    // Nudges and copies in turn: nudges alone would join into one step.
    const round = async (edits) => {
      for (let step = 0; step < edits; step++) {
        if (step % 2) await page.key("d", "KeyD", CTRL);
        else await page.key("ArrowRight", "ArrowRight");
      }
      await page.frame();
      for (let step = 0; step < edits; step++) {
        if (step === edits - 1 && (await undoable()) === nothing) throw new Error("not every edit was one");
        await page.key("z", "KeyZ", CTRL);
      }
      await page.rest();
      if ((await undoable()) !== nothing) throw new Error("undo does not lead back to the start");
    };
    await round(3);
    const before = await page.memory();
    const start = await page.taskTime();
    for (let done = 0; done < EDITS; done += 500) {
      say(`memory: ${done} edits and undos of ${EDITS}`);
      await round(500);
    }
    const task = ((await page.taskTime()) - start) / (2 * EDITS);
    const after = await page.memory();
    return {
      figures: [
        { topic: "memory", name: `heap of scripts and wasm with ${design.elements} elements`, value: before.heap, unit: "MB", limit: null },
        { topic: "memory", name: `the same after ${EDITS} edits and undos, as a share`, value: after.heap / before.heap, unit: "×", limit: 1.1 },
        { topic: "memory", name: "task time per edit or undo", value: task, unit: "ms", limit: 16 },
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
