// Writes bench/RESULTS.md from what the two halves of `make bench` measured last (bench/.work/*.json).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type, release } from "node:os";
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
const row = ({ topic, name, value, unit, limit }) => {
  const limited = limit !== null && limit !== undefined;
  return `| ${topic} | ${name} | ${amount(value, unit)} | ${limited ? `≤ ${limit} ${unit}` : ""} | ${limited ? (value <= limit ? "✓" : "over") : ""} |`;
};
const figures = (list) => ["| topic | figure | measured | limit | |", "|---|---|---:|---:|---|", ...list.map(row)].join("\n");

const parts = [
  "# What `make bench` measured",
  "Written by the run; do not edit. Limits are goals: a figure over its limit is marked and fails nothing.",
  [
    `- Date: ${new Date().toISOString().slice(0, 10)}, commit ${first("git", "-C", here, "rev-parse", "--short", "HEAD")}`,
    `- Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    `- ${first("rustc", "--version")}; ${first(process.env.CHROMIUM ?? "chromium", "--version")}, headless, 1440×900, without a GPU`,
  ].join("\n"),
  "## In the browser",
  figures(browser.figures),
  ...browser.tables.flatMap(({ title, text }) => [`### ${title}`, text]),
  "## The core, native",
  figures(native),
];
writeFileSync(join(here, "RESULTS.md"), `${parts.join("\n\n")}\n`);
