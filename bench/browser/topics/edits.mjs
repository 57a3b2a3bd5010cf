// In the page: from an edit of a design to its code in the code tab, and undo of what the keyboard does.
import { Browser } from "../chromium.mjs";
import { median } from "../gestures.mjs";
import { open } from "../ours.mjs";
import { serve } from "../serve.mjs";

const ROUNDS = 5;
const CTRL = { ctrlKey: true };
/** What is done to the selection: the name in the report, the key, and what is held. */
const STEPS = [
  ["nudge a workload", "ArrowRight", {}],
  ["duplicate a workload", "d", CTRL],
  ["delete a workload", "Delete", {}],
  ["tidy up", "T", { shiftKey: true }],
];

/** What runs in the page: each gives milliseconds of its main thread. */
const INSIDE = `(() => {
  // After everything that an event sets off, before the next one.
  const done = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
  window.edits = {
    async key(key, held) {
      const canvas = document.querySelector("[data-testid=canvas]");
      canvas.focus();
      await bench.frame();
      const start = performance.now();
      canvas.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true, ...held }));
      await done();
      return performance.now() - start;
    },
    async rename(name) {
      const input = document.querySelector("[data-testid=design-name]");
      const text = () => document.querySelector("[data-testid=code-text]").textContent;
      input.value = name;
      await bench.frame();
      const start = performance.now();
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      for (let frames = 0; !text().includes(name) && frames < 600; frames++) await done();
      // Laid out as well: the next frame has only to paint.
      document.querySelector("[data-testid=code-text]").getBoundingClientRect();
      const shown = performance.now() - start;
      if (!text().includes(name)) throw new Error("the code does not show the edit");
      return shown;
    },
    undoable: () => document.querySelector("[data-testid=undo]").title,
    selected: () => document.querySelector("[data-testid=canvas]").getAttribute("aria-activedescendant"),
  };
})()`;

async function code(site, design, say) {
  say(`edits: code of ${design.elements} elements`);
  const browser = await Browser.start();
  try {
    const page = await browser.page();
    await open(page, site.url, design.path, { whole: false, panels: true });
    await page.evaluate(INSIDE);
    await page.click("[data-testid=tab-cli]");
    await page.until(`document.querySelector("[data-testid=code-text]")`);
    await page.rest();
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await page.evaluate(`edits.rename("Renamed ${round}")`));
      await page.rest(100);
    }
    return median(times);
  } finally {
    await browser.close();
  }
}

async function undo(site, design, say) {
  const browser = await Browser.start();
  try {
    const page = await browser.page();
    // Of a small design all is in view, so that some workload is where the pointer presses.
    const app = await open(page, site.url, design.path, { whole: design.elements <= 1_000 });
    await page.evaluate(INSIDE);
    const out = [];
    for (const [name, key, held] of STEPS) {
      say(`edits: ${name}, ${design.elements} elements`);
      const times = [];
      for (let round = 0; round < ROUNDS; round++) {
        const at = await app.workloadNear({ x: 700, y: 420 });
        await page.mouse("mousePressed", at.x, at.y, { buttons: 1 });
        await page.mouse("mouseReleased", at.x, at.y);
        await page.frame();
        const selected = await page.evaluate("edits.selected()");
        if (!selected?.includes("workload")) throw new Error(`a press on a workload selects ${selected}`);
        const before = await page.evaluate("edits.undoable()");
        await page.evaluate(`edits.key(${JSON.stringify(key)}, ${JSON.stringify(held)})`);
        if ((await page.evaluate("edits.undoable()")) === before) throw new Error(`${name} changes nothing`);
        await page.rest(100);
        times.push(await page.evaluate(`edits.key("z", ${JSON.stringify(CTRL)})`));
        await page.rest(100);
      }
      out.push({ topic: "edits", name: `${design.elements} elements, in the page: undo of “${name}”`, value: median(times), unit: "ms", limit: 16 });
    }
    if (page.errors.length > 0) throw new Error(page.errors.join("\n"));
    return out;
  } finally {
    await browser.close();
  }
}

export async function run({ dist, design, designOf, say }) {
  const site = await serve(dist);
  try {
    const small = await designOf(1_000);
    return {
      figures: [
        { topic: "edits", name: "1000 elements, in the page: from an edit to the code in its tab", value: await code(site, small, say), unit: "ms", limit: 50 },
        ...(await undo(site, small, say)),
        ...(await undo(site, design, say)),
      ],
    };
  } finally {
    await site.close();
  }
}
