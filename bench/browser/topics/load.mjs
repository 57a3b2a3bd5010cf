// What a first visit downloads, and how soon the page can be used after the last byte.
import { Browser } from "../chromium.mjs";
import { median } from "../gestures.mjs";
import { serve } from "../serve.mjs";

const LIMIT_KB = 350;
const RUNS = 5;

/** What follows once the page can be used. */
const isLater = (path) => path.endsWith("_rest.wasm");

export async function run({ dist, say }) {
  const times = { used: [], whole: [] };
  let sent = [];
  let early = null;
  for (let run = 0; run < RUNS; run++) {
    say(`load: visit ${run + 1} of ${RUNS}`);
    const site = await serve(dist);
    const browser = await Browser.start();
    try {
      const page = await browser.page();
      const ready = await page.readyWhen(site.url, `document.querySelector("[data-testid=app][data-ready=true]")`);
      await page.until(`document.querySelector("[data-testid=app][data-complete=true]")`);
      const whole = await page.evaluate("performance.now()");
      await page.rest();
      const files = await page.evaluate(`performance.getEntriesByType("resource").map(({ name, responseEnd }) => [name, responseEnd])`);
      const last = (wanted) => Math.max(...files.filter(([name]) => wanted(name)).map(([, end]) => end));
      times.used.push(ready - last((name) => !isLater(name)));
      times.whole.push(whole - last(() => true));
      early = await page.evaluate("document.documentElement.dataset.restEarly ?? null");
      // The icon is not needed to start; all else that was asked for is.
      sent = site.sent.filter(({ path }) => !path.endsWith(".svg"));
    } finally {
      await browser.close();
      await site.close();
    }
  }
  if (early !== null) throw new Error("the start waited for the rest of the app: run make first");
  const sum = (wanted) => sent.filter(({ path }) => wanted(path)).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  return {
    figures: [
      { topic: "load", name: "first load, everything, brotli", value: sum((path) => !isLater(path)), unit: "kB", limit: LIMIT_KB },
      { topic: "load", name: "first load, requests", value: sent.filter(({ path }) => !isLater(path)).length, unit: "requests", limit: null },
      { topic: "load", name: "what follows once the page can be used, brotli", value: sum(isLater), unit: "kB", limit: null },
      { topic: "load", name: "from the last byte of the first load until the page can be used", value: median(times.used), unit: "ms", limit: 1000 },
      { topic: "load", name: "from the very last byte until all of the app is there", value: median(times.whole), unit: "ms", limit: 1000 },
    ],
    tables: [{
      title: "First load, and what follows",
      text: ["| file | brotli, kB |", "|---|---:|", ...sent.map(({ path, bytes }) => `| ${path.replace(/-[0-9a-f]{8,}/, "-…")} | ${(bytes / 1000).toFixed(1)} |`)].join("\n"),
    }],
  };
}
