// What a first visit downloads, and how soon the page can be used after the last byte.
import { Browser } from "../chromium.mjs";
import { median } from "../gestures.mjs";
import { serve } from "../serve.mjs";

const LIMIT_KB = 350;
const RUNS = 5;

export async function run({ dist, say }) {
  const times = [];
  let sent = [];
  for (let run = 0; run < RUNS; run++) {
    say(`load: visit ${run + 1} of ${RUNS}`);
    const site = await serve(dist);
    const browser = await Browser.start();
    try {
      const page = await browser.page();
      const ready = await page.readyWhen(site.url, `document.querySelector("[data-testid=app][data-ready=true]")`);
      await page.rest();
      const last = await page.evaluate(`Math.max(...performance.getEntriesByType("resource").map((entry) => entry.responseEnd))`);
      times.push(ready - last);
      // The icon is not needed to start; all else that was asked for is.
      sent = site.sent.filter(({ path }) => !path.endsWith(".svg"));
    } finally {
      await browser.close();
      await site.close();
    }
  }
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  return {
    figures: [
      { topic: "load", name: "first load, everything, brotli", value: total, unit: "kB", limit: LIMIT_KB },
      { topic: "load", name: "from the last byte until the page can be used", value: median(times), unit: "ms", limit: 1000 },
    ],
    tables: [{
      title: "First load",
      text: ["| file | brotli, kB |", "|---|---:|", ...sent.map(({ path, bytes }) => `| ${path.replace(/-[0-9a-f]{8,}/, "-…")} | ${(bytes / 1000).toFixed(1)} |`)].join("\n"),
    }],
  };
}
