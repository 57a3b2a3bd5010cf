// The list of the functions that a first visit runs (.ci/first.txt), by name: what the first part of the app holds.
//
// A line is a name; where only some functions of that name run, as with generic code, the shapes of those follow it. A
// function that the list does not know comes later. `make first` writes the list anew.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LIST = join(dirname(fileURLToPath(import.meta.url)), "first.txt");
const HEAD = [
  "# The functions that a first visit runs before the rest of the app is there. Written by `make first`: see first.mjs.",
  "# A name alone: every function of that name. With shapes: only those; functions of one name are instances of generic code.",
];
const byText = (a, b) => (a < b ? -1 : Number(a > b));

/** Writes the list from all functions of a build and those of them that ran. */
export function write(all, ran) {
  const names = new Map();
  for (const [index, { plain, shape }] of all.entries()) {
    const entry = names.get(plain) ?? names.set(plain, { some: new Set(), every: true }).get(plain);
    if (ran.has(index)) entry.some.add(shape);
    else entry.every = false;
  }
  const lines = [...names].filter(([, { some }]) => some.size > 0).sort(([a], [b]) => byText(a, b))
    .map(([name, { some, every }]) => (every && name !== "" ? name : `${name}\t${[...some].sort(byText).join(" ")}`));
  writeFileSync(LIST, `${[...HEAD, ...lines].join("\n")}\n`);
}

/** Tells whether a function is of the first part; `unmet()` then tells what of the list no function was asked for. */
export function read() {
  const names = new Map();
  for (const line of readFileSync(LIST, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [name, shapes] = line.split("\t");
    names.set(name, { shapes: shapes && new Set(shapes.split(" ")), met: false });
  }
  return {
    isFirst({ plain, shape }) {
      const entry = names.get(plain);
      if (!entry || (entry.shapes && !entry.shapes.has(shape))) return false;
      entry.met = true;
      return true;
    },
    unmet: () => [...names].filter(([, { met }]) => !met).map(([name]) => name),
    size: names.size,
  };
}
