// The gesture script, the same for every page: one event per frame, frame times and task time of each part.

const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
export const p95 = (values) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? 0;

/** Does something, and tells the times between frames and the main thread's task time meanwhile. */
export async function measured(page, act) {
  await page.rest();
  const before = await page.taskTime();
  await page.evaluate("bench.record()");
  await act();
  await page.frame();
  const frames = await page.evaluate("bench.recorded()");
  // What a gesture leaves to be done after it, such as drawing it sharp, counts as well.
  await page.rest();
  const task = (await page.taskTime()) - before;
  return { p95: Math.round(p95(frames) * 10) / 10, worst: Math.max(...frames, 0), frames: frames.length, task };
}

/** 60 steps of panning by the wheel, out and back. */
export const pan = (page, { x, y }) =>
  measured(page, async () => {
    for (let step = 0; step < 60; step++) {
      const forth = step % 30 < 15 ? 1 : -1;
      await page.wheel(x, y, 24 * forth, 40 * forth);
      await page.frame();
    }
  });

/** 30 steps of zooming by Ctrl+wheel, each by about a tenth: out and in again, or in and out again. `notch` is how far
 * the page wants the wheel turned for that. */
export const zoom = (page, { x, y, first, notch }) =>
  measured(page, async () => {
    for (let step = 0; step < 30; step++) {
      await page.wheel(x, y, 0, (step < 15 ? 1 : -1) * first * notch, 2);
      await page.frame();
    }
  });

/** A drag of 60 steps. */
export const drag = (page, { x, y }) =>
  measured(page, async () => {
    await page.mouse("mouseMoved", x, y);
    await page.mouse("mousePressed", x, y, { buttons: 1 });
    for (let step = 1; step <= 60; step++) {
      await page.mouse("mouseMoved", x + step * 3, y + step * 2, { buttons: 1 });
      await page.frame();
    }
    await page.mouse("mouseReleased", x + 180, y + 120);
  });
