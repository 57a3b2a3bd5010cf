// The app in a page, with a design in it.
import { readFile } from "node:fs/promises";

/** The whole app is there, with the design of an earlier session. */
const COMPLETE = `document.querySelector("[data-testid=app][data-complete=true]")`;

/** The camera's place and zoom, as the canvas tells. */
const camera = async (page) => {
  const [x, y, zoom] = (await page.evaluate(`document.querySelector("[data-testid=canvas]").dataset.camera`)).split(" ").map(Number);
  return { x, y, zoom };
};

/** Opens the app with a design of an earlier session, as the user does who comes back, with the panels closed. */
export async function open(page, url, design, { whole = true, panels = false } = {}) {
  await page.goto(url);
  await page.until(COMPLETE);
  await page.evaluate(`document.querySelector("[data-testid=dialog-close]")?.click()`);
  await page.setFile("[data-testid=file-input]", design);
  await page.until(`document.querySelectorAll("[data-testid^=toast]").length > 0`);
  await page.until(`document.querySelector("[data-testid=saved]").dataset.state === "saved"`);
  if (!panels) {
    for (const panel of ["left", "right"]) {
      if ((await page.evaluate(`document.querySelector("#app").dataset.${panel}`)) === "open") await page.click(`[data-testid=toggle-${panel}]`);
    }
    await page.click("[data-testid=toggle-code]");
  }
  await page.rest();
  await page.click(`[data-testid=${whole ? "zoom-to-fit" : "zoom-reset"}]`);
  await page.rest();
  const ready = await page.readyWhen(url, COMPLETE);
  await page.rest();
  return {
    ready,
    /** The middle of the workload nearest to a place on the screen. */
    async workloadNear({ x, y }) {
      const { design: file } = JSON.parse(await readFile(design, "utf8"));
      const view = await camera(page);
      const [left, top] = await page.evaluate(`(() => { const box = document.querySelector("[data-testid=canvas]").getBoundingClientRect(); return [box.x, box.y]; })()`);
      let best = null;
      for (const workload of Object.values(file.workloads)) {
        const subnet = file.subnets[workload.subnet];
        const zone = file.zones[subnet.zone];
        const vpc = file.vpcs[zone.vpc];
        const sum = (axis) => workload.at[axis] + subnet.frame[axis] + zone.frame[axis] + vpc.frame[axis];
        const place = { x: left + (sum("x") + 80 - view.x) * view.zoom, y: top + (sum("y") + 24 - view.y) * view.zoom };
        const away = Math.hypot(place.x - x, place.y - y);
        if (!best || away < best.away) best = { ...place, away };
      }
      return best;
    },
  };
}
