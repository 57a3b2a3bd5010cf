// Writes bench/RESULTS.md, and the figures of a first visit in the README, from what the two halves of `make bench`
// measured last (bench/.work/*.json).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, type, release } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { judged } from "./bars.mjs";

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

const native = read("native.json");
const browser = read("browser.json");
const missing = [
  native === null && "The native half was not measured",
  browser === null && "The half in the browser was not measured",
  browser?.left?.length > 0 && `Topics in the browser that were not asked for: ${browser.left.join(", ")}`,
  browser?.failed?.length > 0 && `Topics in the browser that failed: ${browser.failed.join(", ")}`,
].filter(Boolean);

const amount = (value, unit) => !Number.isFinite(value) ? "–" : `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)} ${unit}`;
const limited = ({ limit }) => limit !== null && limit !== undefined;
const met = ({ value, limit }) => value <= limit;
const columns = "| topic | figure | measured | limit | |\n|---|---|---:|---:|---|";
const row = (figure) => {
  const { topic, name, value, unit, limit } = figure;
  const verdict = limited(figure) ? (met(figure) ? "met" : "**not met**") : "";
  return `| ${topic} | ${name} | ${amount(value, unit)} | ${limited(figure) ? `≤ ${limit} ${unit}` : ""} | ${verdict} |`;
};
const figures = (list) => [columns, ...list.map(row)].join("\n");

const all = [...(browser?.figures ?? []), ...(native ?? [])];
const bars = judged(all);
const count = (verdict) => bars.filter((bar) => bar.verdict === verdict).length;
const [good, absent] = [count("met"), count("not measured")];
const bar = ({ text, limit, worst, count, verdict }) => {
  const of = count > 1 ? `, the worst of ${count}` : "";
  return `| ${text} | ${limit} | ${worst ? `${amount(worst.value, worst.unit)}${of}` : "–"} | ${verdict} |`;
};
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
  ...missing.map((text) => `${text}.`),
  `## Bars: ${good} of ${bars.length} met, ${bars.length - good - absent} not met, ${absent} not measured`,
  ["| bar | limit | measured | |", "|---|---:|---:|---|", ...bars.map(bar)].join("\n"),
  ...section("## Every figure with a limit", all.filter(limited)),
  ...(browser?.tables ?? []).flatMap(({ title, text }) => [`## ${title}`, text]),
  ...section("## Further figures, in the browser", rest(browser?.figures ?? [])),
  ...section("## Further figures, native", rest(native ?? [])),
];
writeFileSync(join(here, "RESULTS.md"), `${parts.join("\n\n")}\n`);

// The README has the figures of a first visit; nobody writes them by hand.
const loaded = (name) => browser?.figures.find((figure) => figure.topic === "load" && figure.name === name)?.value;
const visit = [
  ["transfer, by brotli", loaded("first load, everything, brotli"), "kB"],
  ["requests", loaded("first load, requests"), ""],
  ["from the last byte to the first interaction", loaded("from the last byte of the first load until the page can be used"), "ms"],
  ["what follows once the page can be used", loaded("what follows once the page can be used, brotli"), "kB"],
];
const readme = join(here, "../README.md");
const text = readFileSync(readme, "utf8");
const table = visit.map(([what, value, unit]) => `| ${what} | ${`${Math.round(value)} ${unit}`.trim()} |\n`).join("");
const block = /(<!-- figures -->\n)[^]*?(<!-- \/figures -->)/;
if (!block.test(text)) throw new Error("README.md has no place for the figures of a first visit");
if (visit.every(([, value]) => value !== undefined)) {
  writeFileSync(readme, text.replace(block, (_, start, end) => `${start}| first visit | |\n|---|---:|\n${table}${end}`));
}

process.stderr.write(`${good} of ${bars.length} bars are met, ${absent} not measured; all figures: bench/RESULTS.md\n`);
