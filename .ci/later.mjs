// The list of the functions that a first visit does not run (.ci/later.txt), by name: what comes with the rest of the app.
//
// A line is a module of ours of which nothing runs, with `::*`; or a name; where only some functions of that name do not
// run, as with generic code, the shapes of those follow it. A function that the list does not know is in the first part:
// it costs size there, and .ci/sizes tells when that is too much; `make first` then writes the list anew.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LIST = join(dirname(fileURLToPath(import.meta.url)), "later.txt");
const HEAD = [
  "# The functions that a first visit does not run before the rest of the app is there. Written by `make first`: see later.mjs.",
];
const byText = (a, b) => (a < b ? -1 : Number(a > b));

/** The modules of ours that a name is in, outermost first: `vpc_designer::emit`, `vpc_designer::emit::cli`. */
function modules(name) {
  const path = /^<?(?:&|mut |dyn )*(vpc_designer(?:::[a-z][a-z0-9_]*)+)::/.exec(name)?.[1].split("::") ?? [];
  return path.map((_, index) => path.slice(0, index + 1).join("::")).slice(1);
}

/** Writes the list from all functions of a build and those of them that ran. */
export function write(all, ran) {
  const names = new Map();
  const busy = new Set();
  for (const [index, { plain, shape }] of all.entries()) {
    const entry = names.get(plain) ?? names.set(plain, { idle: new Set(), busy: new Set() }).get(plain);
    entry[ran.has(index) ? "busy" : "idle"].add(shape);
    if (ran.has(index)) for (const module of modules(plain)) busy.add(module);
  }
  const lines = new Set();
  for (const [name, { idle, busy: running }] of names) {
    const module = modules(name).find((module) => !busy.has(module));
    const shapes = [...idle].filter((shape) => !running.has(shape)).sort(byText);
    if (module) lines.add(`${module}::*`);
    else if (running.size === 0 && name !== "") lines.add(name);
    else if (shapes.length > 0) lines.add(`${name}\t${shapes.join(" ")}`);
  }
  writeFileSync(LIST, `${[...HEAD, ...[...lines].sort(byText)].join("\n")}\n`);
}

/** Tells whether a function comes later. */
export function read() {
  const whole = new Set();
  const names = new Map();
  for (const line of readFileSync(LIST, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [name, shapes] = line.split("\t");
    if (name.endsWith("::*")) whole.add(name.slice(0, -3));
    else names.set(name, shapes && new Set(shapes.split(" ")));
  }
  return ({ plain, shape }) =>
    modules(plain).some((module) => whole.has(module))
    || (names.has(plain) && (names.get(plain)?.has(shape) ?? true));
}
