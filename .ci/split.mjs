// Splits the app's wasm in two: what a first visit needs to draw and edit, and the rest, which follows once the app
// is up. Trunk runs it after a release build.
//
//   node .ci/split.mjs FOLDER     the folder with index.html, the wasm and its JavaScript
//
// Both parts share one memory and one table, so that nothing is passed between them and no source knows where a
// function went. A function of the rest that the first part calls has a stub there: it calls through the table, whose
// place the rest fills when it comes. Should a stub run before, it fetches the rest on the spot. What is in the rest
// is decided by name (LATER); a wrong decision costs time, never correctness.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What a first visit does not wait for, by what the names of functions hold: modules, and types in generic code. */
const LATER = [
  // The exports, and the code panel that shows them.
  /vpc_designer::(emit|lower|graph)::/, /app::code::/, /panel::code::/, /app::browser::archive/, /rawzip/,
  // The checks, the path verifier, the advisor, and their panels.
  /vpc_designer::(check|reach|advise|advisor|cost)::/, /panel::(problems|reach|advisor|checks)::/,
  // The fields of what is selected, dialogs, views of the catalogue.
  /panel::inspector::/, /app::(dialog|catalog|share)::/,
  // Files: reading, migrating, mending and writing them.
  /vpc_designer::(file|import|template)::/, /serde_path_to_error/, /serde_json::(de|read|value::de)/, /[Dd]eserialize/,
  // Facts that only those ask for.
  /catalog::(overlay|compare|recipe|quota|price|evidence|view)::/,
];

const here = dirname(fileURLToPath(import.meta.url));
/** The package that the wasm-opt of the build comes from. */
const home = join(here, "../.tools/node_modules/binaryen/index.js");
const binaryen = (await import(pathToFileURL(createRequire(import.meta.url).resolve(home)).href)).default;

/** Names without the hashes of crates, which differ between builds. */
const plain = (name) => name.replace(/\[[0-9a-f]{8,}\]/g, "");
const isLater = (name) => LATER.some((pattern) => pattern.test(plain(name)));

const load = (bytes) => {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(module.getFeatures() | binaryen.Features.MutableGlobals | binaryen.Features.BulkMemory | binaryen.Features.ReferenceTypes | binaryen.Features.SignExt | binaryen.Features.NontrappingFPToInt | binaryen.Features.Multivalue);
  return module;
};
const list = (count, at) => Array.from({ length: count }, (_, index) => at(index));
const functions = (module) => list(module.getNumFunctions(), (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
const segments = (module) => list(module.getNumElementSegments(), (index) => binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)));

/** The two parts of a module. */
export function split(bytes) {
  const first = load(bytes);
  const rest = load(bytes);
  const all = functions(first);
  const later = new Set(all.filter(({ name, module }) => !module && isLater(name)).map(({ name }) => name));
  const [table] = segments(first).map((segment) => segment.table);

  // The first part: stubs where functions of the rest were. Those that nothing calls or points to go away.
  for (const { name, params, results } of all.filter(({ name }) => later.has(name))) {
    first.removeFunction(name);
    first.addFunction(name, params, results, [], first.unreachable());
  }
  first.runPasses(["remove-unused-module-elements"]);
  const left = new Set(functions(first).map(({ name }) => name));
  const called = [...left].filter((name) => later.has(name));
  // What only the rest calls belongs to it, whatever its name.
  for (const { name, module } of all) if (!module && !left.has(name)) later.add(name);
  const base = binaryen.getTableInfo(first.getTable(table)).initial;
  const slots = new Map(called.map((name, index) => [name, base + index]));
  const { max } = binaryen.getTableInfo(first.getTable(table));
  grow(first, table, base + called.length, max);
  first.addGlobal("rest-is-here", binaryen.i32, true, first.i32.const(0));
  first.addFunctionImport("fetch-rest", "./rest", "fetch", binaryen.none, binaryen.none);
  first.addFunction("need-rest", binaryen.none, binaryen.none, [], first.if(
    first.i32.eqz(first.global.get("rest-is-here", binaryen.i32)),
    first.call("fetch-rest", [], binaryen.none),
  ));
  const info = new Map(all.map((entry) => [entry.name, entry]));
  for (const name of called) {
    const { params, results } = info.get(name);
    const operands = binaryen.expandType(params).map((type, index) => first.local.get(index, type));
    first.removeFunction(name);
    first.addFunction(name, params, results, [], first.block(null, [
      first.call("need-rest", [], binaryen.none),
      first.call_indirect(table, first.i32.const(slots.get(name)), operands, params, results),
    ], results));
  }

  // The rest: all but its own functions comes from the first part.
  const { initial, max: most } = rest.getMemoryInfo();
  const memory = exported(first, binaryen.ExternalMemory)[0].value;
  for (const { name } of list(rest.getNumExports(), (index) => binaryen.getExportInfo(rest.getExportByIndex(index)))) rest.removeExport(name);
  // Offsets are expressions of a segment, so they are read before it goes.
  const places = segments(rest).map(({ name, offset, data }) => ({ name, data, offset: binaryen.getExpressionInfo(offset).value }));
  for (const { name } of places) rest.removeElementSegment(name);
  rest.setMemory(initial, most ?? -1, null, [], false, false, memory);
  rest.addMemoryImport(memory, "./first", "memory", false);
  const given = new Map();
  const short = (name) => given.get(name) ?? given.set(name, given.size.toString(36)).get(name);
  for (const { name, params, results } of all.filter(({ name }) => !later.has(name))) {
    rest.removeFunction(name);
    rest.addFunctionImport(name, "./first", `f${short(name)}`, params, results);
  }
  const globals = list(rest.getNumGlobals(), (index) => binaryen.getGlobalInfo(rest.getGlobalByIndex(index)));
  for (const { name, type, mutable } of globals.filter(({ mutable }) => mutable)) {
    rest.removeGlobal(name);
    rest.addGlobalImport(name, "./first", `g${short(name)}`, type, mutable);
  }
  const tables = list(rest.getNumTables(), (index) => binaryen.getTableInfo(rest.getTableByIndex(index)));
  grow(rest, table, base + called.length, max);
  for (const { name } of tables) rest.addTableImport(name, "./first", `t${short(name)}`);
  // The places of its functions in the table: those they had, and those that stubs call.
  const runs = [];
  const put = (at, name) => {
    const last = runs.at(-1);
    if (last && last.at + last.names.length === at) last.names.push(name);
    else runs.push({ at, names: [name] });
  };
  for (const { offset, data } of places) data.forEach((name, index) => later.has(name) && put(offset + index, name));
  for (const [name, at] of slots) put(at, name);
  for (const { at, names } of runs) rest.addActiveElementSegment(table, `at-${at}`, names, rest.i32.const(at));
  rest.runPasses(["remove-unused-module-elements"]);

  // What the rest takes from the first part, and nothing else, is exported by it.
  const wanted = functions(rest).filter(({ module }) => module).map(({ name }) => name);
  for (const name of wanted.filter((name) => !left.has(name))) {
    const { module, base, params, results } = info.get(name);
    first.addFunctionImport(name, module, base, params, results);
  }
  for (const name of wanted) first.addFunctionExport(name, `f${short(name)}`);
  for (const { name, module } of list(rest.getNumGlobals(), (index) => binaryen.getGlobalInfo(rest.getGlobalByIndex(index)))) {
    if (module) first.addGlobalExport(name, `g${short(name)}`);
  }
  for (const { name } of list(rest.getNumTables(), (index) => binaryen.getTableInfo(rest.getTableByIndex(index)))) {
    first.addTableExport(name, `t${short(name)}`);
  }
  first.addGlobalExport("rest-is-here", "rest-is-here");
  for (const [part, module] of [["first", first], ["rest", rest]]) {
    if (!module.validate()) throw new Error(`the ${part} part is not valid wasm`);
  }
  const report = { later: later.size, stubs: called.length, shared: wanted.length };
  return { first: first.emitBinary(), rest: rest.emitBinary(), report };
}

function exported(module, kind) {
  return list(module.getNumExports(), (index) => binaryen.getExportInfo(module.getExportByIndex(index))).filter((entry) => entry.kind === kind);
}

/** A table with room for more. */
function grow(module, name, initial, max) {
  module.removeTable(name);
  module.addTable(name, initial, max === undefined ? -1 : Math.max(max, initial));
}

if (process.argv[2]?.endsWith(".wasm")) {
  const { first, rest, report } = split(readFileSync(process.argv[2]));
  writeFileSync(`${process.argv[3]}/first.wasm`, first);
  writeFileSync(`${process.argv[3]}/rest.wasm`, rest);
  console.log(report, first.length, rest.length);
}
