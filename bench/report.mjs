// Writes bench/RESULTS.md from what the two halves of `make bench` measured last (bench/.work/*.json).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, type, release } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = (name) => {
  const path = join(here, ".work", name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
};
const first = (command, ...words) => {
  try {
    return execFileSync(command, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n").pop();
  } catch {
    return "not here";
  }
};

const native = read("native.json") ?? [];
const browser = read("browser.json") ?? { figures: [], tables: [] };

const amount = (value, unit) => `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)} ${unit}`;
const limited = ({ limit }) => limit !== null && limit !== undefined;
const met = ({ value, limit }) => value <= limit;
const columns = "| topic | figure | measured | limit | |\n|---|---|---:|---:|---|";
const row = (figure) => {
  const { topic, name, value, unit, limit } = figure;
  const verdict = limited(figure) ? (met(figure) ? "met" : "**not met**") : "";
  return `| ${topic} | ${name} | ${amount(value, unit)} | ${limited(figure) ? `≤ ${limit} ${unit}` : ""} | ${verdict} |`;
};
const figures = (list) => [columns, ...list.map(row)].join("\n");

const all = [...browser.figures, ...native];
const bars = all.filter(limited);
const missed = bars.filter((figure) => !met(figure));
const rest = (list) => list.filter((figure) => !limited(figure));
const section = (title, list) => (list.length > 0 ? [title, figures(list)] : []);

const parts = [
  "# What `make bench` measured",
  "Written by the run; do not edit. Limits are goals: a figure over its limit is marked and fails nothing.",
  [
    `- Date: ${new Date().toISOString().slice(0, 10)}, commit ${first("git", "-C", here, "rev-parse", "--short", "HEAD")}`,
    `- Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}; load when it was written: ${loadavg()[1].toFixed(1)}`,
    `- ${first("rustc", "--version")}; ${first(process.env.CHROMIUM ?? "chromium", "--version")}, headless, 1440×900, without a GPU`,
  ].join("\n"),
  `## Limits: ${bars.length - missed.length} of ${bars.length} met`,
  missed.length > 0 ? `Not met: ${missed.map(({ topic, name }) => `${topic}, ${name}`).join("; ")}.` : "All are met.",
  figures(bars),
  ...browser.tables.flatMap(({ title, text }) => [`## ${title}`, text]),
  ...section("## Further figures, in the browser", rest(browser.figures)),
  ...section("## Further figures, native", rest(native)),
];
writeFileSync(join(here, "RESULTS.md"), `${parts.join("\n\n")}\n`);
process.stderr.write(`${bars.length - missed.length} of ${bars.length} limits are met; all figures: bench/RESULTS.md\n`);
