// The canvas with 10,000 elements, beside React Flow with 10,000 nodes, by the same gestures.
import { build } from "esbuild";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Browser } from "../chromium.mjs";
import { drag, pan, zoom } from "../gestures.mjs";
import { open } from "../ours.mjs";
import { serve } from "../serve.mjs";

const PARTS = { pan, zoom, drag };
// Wheel pixels that zoom by a tenth: 2^(d / 150) here, 2^(d / 500) there.
const OWN_NOTCH = 20;
const PEER_NOTCH = 68;
const MIDDLE = { x: 700, y: 420 };
/** One frame at 60 a second, by a clock of tenths of a millisecond. */
const FRAME = 16.8;

/** A production build of the peer. */
async function peer({ here, work }) {
  const out = join(work, "react-flow");
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [join(here, "react-flow/main.jsx")], outdir: out, bundle: true, minify: true, format: "esm",
    jsx: "automatic", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
  });
  await copyFile(join(here, "react-flow/index.html"), join(out, "index.html"));
  return out;
}

const versionOf = async (here, name) =>
  JSON.parse(await readFile(join(here, "node_modules", name, "package.json"), "utf8")).version;

/** All gestures on a page that is at rest. `grip` tells what to drag. */
async function gestures(page, whole, notch, grip) {
  const result = {};
  for (const [name, gesture] of Object.entries(PARTS)) {
    const at = name === "drag" ? await grip() : MIDDLE;
    result[name] = await gesture(page, { ...at, first: whole ? -1 : 1, notch });
  }
  return result;
}

async function peerRun(site, { visible, whole }) {
  const browser = await Browser.start();
  try {
    const page = await browser.page();
    const query = [visible && "visible", whole && "whole"].filter(Boolean).join("&");
    const ready = await page.readyWhen(
      `${site.url}?${query}`,
      `document.body.dataset.ready && [...document.querySelectorAll(".react-flow__node")].some((node) => node.style.visibility !== "hidden")`,
    );
    await page.rest();
    const memory = await page.memory();
    const grip = () => page.evaluate(`(() => {
      const boxes = [...document.querySelectorAll(".react-flow__node-default")].map((node) => node.getBoundingClientRect());
      const away = (box) => Math.hypot(box.x - ${MIDDLE.x}, box.y - ${MIDDLE.y});
      const box = boxes.reduce((a, b) => (away(b) < away(a) ? b : a));
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    return { ready, memory, ...(await gestures(page, whole, PEER_NOTCH, grip)), errors: page.errors };
  } finally {
    await browser.close();
  }
}

async function ownRun(site, design, { whole }) {
  const browser = await Browser.start();
  try {
    const page = await browser.page();
    const app = await open(page, site.url, design, { whole });
    const memory = await page.memory();
    return { ready: app.ready, memory, ...(await gestures(page, whole, OWN_NOTCH, () => app.workloadNear(MIDDLE))), errors: page.errors };
  } finally {
    await browser.close();
  }
}

export async function run({ here, work, dist, design, say }) {
  const version = await versionOf(here, "@xyflow/react");
  const sites = { ours: await serve(dist), peer: await serve(await peer({ here, work })) };
  const runs = {};
  try {
    for (const whole of [true, false]) {
      const where = whole ? "all in view" : "at 100 %";
      const modes = [
        [`React Flow ${version}, default`, () => peerRun(sites.peer, { whole, visible: false })],
        [`React Flow ${version}, onlyRenderVisibleElements`, () => peerRun(sites.peer, { whole, visible: true })],
        ["VPC Endpoint Designer", () => ownRun(sites.ours, design.path, { whole })],
      ];
      for (const [name, act] of modes) {
        say(`canvas: ${name}, ${where}`);
        runs[`${name} · ${where}`] = await act();
      }
    }
  } finally {
    await Promise.all(Object.values(sites).map((site) => site.close()));
  }
  return { figures: figures(runs), tables: [table(runs)] };
}

/** What the limits speak of. */
function figures(runs) {
  const out = [];
  const of = (start, where) => Object.entries(runs).filter(([name]) => name.startsWith(start) && name.endsWith(where)).map(([, run]) => run);
  const task = (run) => Object.keys(PARTS).reduce((sum, part) => sum + run[part].task, 0);
  for (const where of ["all in view", "at 100 %"]) {
    const [own] = of("VPC", where);
    const peers = of("React Flow", where);
    for (const part of Object.keys(PARTS)) {
      out.push({ topic: "canvas", name: `${part}, ${where}: p95 of the frame times`, value: own[part].p95, unit: "ms", limit: FRAME });
    }
    const share = where === "all in view" ? 10 : 2;
    const reference = where === "all in view" ? peers : of("React Flow", where).slice(1);
    const best = Math.min(...reference.map(task));
    out.push({
      topic: "canvas", name: `task time of all gestures, ${where}, as a share of React Flow's ${where === "all in view" ? "best mode" : "visible-only mode"}`,
      value: task(own) / best, unit: "×", limit: 1 / share,
    });
    out.push({ topic: "canvas", name: `ready, ${where}, as a share of React Flow's best`, value: own.ready / Math.min(...peers.map((run) => run.ready)), unit: "×", limit: 0.25 });
    out.push({ topic: "canvas", name: `memory, ${where}, as a share of React Flow's best`, value: own.memory.heap / Math.min(...peers.map((run) => run.memory.heap)), unit: "×", limit: 0.5 });
  }
  return out;
}

function table(runs) {
  const cell = ({ p95, task }) => `${p95.toFixed(1)} / ${Math.round(task)}`;
  const rows = Object.entries(runs).map(([name, run]) =>
    `| ${name} | ${Object.keys(PARTS).map((part) => cell(run[part])).join(" | ")} | ${Math.round(run.ready)} | ${run.memory.heap.toFixed(0)} |`);
  return {
    title: "10,000 elements, by the same gestures",
    text: [
      "Per gesture: p95 of the frame times in ms / task time of the main thread in ms. Memory is the heap of scripts and wasm after a collection.",
      "",
      `| page | ${Object.keys(PARTS).join(" | ")} | ready, ms | memory, MB |`,
      `|---|${"---:|".repeat(Object.keys(PARTS).length + 2)}`,
      ...rows,
    ].join("\n"),
  };
}
