// The browser's half of `make bench`: the release build in headless Chromium, and its peer.
//
//   node bench/browser/main.mjs [--json] [TOPIC…]
//
// A topic is a file in topics/ with `run(context)` that gives { figures, tables }: figures as the native half prints
// them, tables with a title and a text in Markdown. Figures are reported and fail nothing.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The topics in the order in which they are reported. */
const TOPICS = ["load", "canvas", "edits", "memory", "catalog"];

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const work = join(root, "bench/.work");
const dist = process.env.DIST ?? join(root, "dist");
const words = process.argv.slice(2);
const json = words.includes("--json");
const wanted = words.filter((word) => !word.startsWith("--"));

const say = (text) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);

const unknown = wanted.find((word) => !TOPICS.includes(word));
if (unknown) {
  process.stderr.write(`There is no topic “${unknown}”. The topics: ${TOPICS.join(", ")}\n`);
  process.exit(2);
}
if (!existsSync(join(dist, "index.html"))) {
  process.stderr.write(`There is no release build in ${dist}: run make build\n`);
  process.exit(2);
}

/** A design file of so many elements, made by the native half. */
async function design(elements) {
  const path = join(work, `estate-${elements}.vpc.json`);
  if (!existsSync(path)) {
    execFileSync(
      "cargo",
      ["bench", "--quiet", "--locked", "--profile", "native", "--bench", "native", "--", "--write-design", String(elements), path],
      { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
    );
  }
  return { path, elements };
}

await mkdir(work, { recursive: true });
const context = { here, work, dist, say, design: await design(10_000), designOf: design };
const result = { figures: [], tables: [], failed: [], left: TOPICS.filter((name) => wanted.length > 0 && !wanted.includes(name)) };
const { failed } = result;
for (const topic of TOPICS.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  say(topic);
  const { run } = await import(`./topics/${topic}.mjs`);
  // What goes wrong in one topic is told, and the others go on.
  try {
    const { figures = [], tables = [] } = await run(context);
    result.figures.push(...figures);
    result.tables.push(...tables);
  } catch (error) {
    say(`${topic} failed: ${error.stack ?? error}`);
    failed.push(topic);
  }
}
await writeFile(join(work, "browser.json"), JSON.stringify(result, null, 2));
if (json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
else for (const { topic, name, value, unit, limit } of result.figures) {
  const verdict = limit === undefined || limit === null ? "" : ` (limit ${limit} ${unit}${value <= limit ? "" : ", over"})`;
  process.stdout.write(`${topic}: ${name}: ${value.toFixed(2)} ${unit}${verdict}\n`);
}
if (failed.length > 0) {
  process.stderr.write(`Not measured: ${failed.join(", ")}\n`);
  process.exitCode = 1;
}
