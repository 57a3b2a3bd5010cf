// Binaryen, and words for what the scripts here do with it. It is the package that the wasm-opt of the build comes from.
import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where npm put it: wasm-opt on PATH leads there. */
const program = realpathSync(execFileSync("sh", ["-c", "command -v wasm-opt"], { encoding: "utf8" }).trim());
export const { default: binaryen } = await import(pathToFileURL(join(dirname(program), "../index.js")).href);

const { Features } = binaryen;
const FEATURES = Features.MutableGlobals | Features.BulkMemory | Features.ReferenceTypes | Features.SignExt
  | Features.NontrappingFPToInt | Features.Multivalue;

export function load(bytes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(module.getFeatures() | FEATURES);
  return module;
}

export const list = (count, at) => Array.from({ length: count }, (_, index) => at(index));

/** All functions, those from outside first. */
export const functionsOf = (module) =>
  list(module.getNumFunctions(), (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));

export const segmentsOf = (module) =>
  list(module.getNumElementSegments(), (index) => binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)));

/** Gives a table another size. */
export function grow(module, name, initial, max) {
  module.removeTable(name);
  module.addTable(name, initial, max === undefined ? -1 : Math.max(max, initial));
}
