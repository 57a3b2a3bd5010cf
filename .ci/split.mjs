// Splits the app's wasm in two: what a first visit runs until the page can be used, and the rest, which follows then.
// Trunk runs it after a release build.
//
//   node .ci/split.mjs FOLDER     the folder with index.html, the wasm and its JavaScript; Trunk's, without it
//
// Both parts share one memory and one table, so that nothing is passed between them and no source knows where a
// function went. A function of the rest that the first part calls, or holds a pointer to, has a stub there: it calls
// through the table, whose place the rest fills when it comes. Should a stub run before, it fetches the rest on the
// spot. What comes later is decided by a list of names (later.mjs); a wrong decision costs time, never correctness. Same build, same list: same bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { binaryen, functionsOf, grow, list, load, segmentsOf } from "./binaryen.mjs";
import { part } from "./data.mjs";
import { read } from "./later.mjs";
import { functions, numbers, segments, withSegments } from "./wasm.mjs";

/** A body of so many bytes is smaller than the stub that would stand for it. */
const TINY = 24;

/** The two parts of a module. */
function split(bytes) {
  const first = load(bytes);
  const rest = load(bytes);
  const all = functionsOf(first);
  const known = functions(bytes);
  const isLater = read();
  const later = new Set();
  all.filter(({ module }) => !module).forEach(({ name }, index) => {
    if (isLater(known[index]) && known[index].size > TINY) later.add(name);
  });
  const [table] = segmentsOf(first).map((segment) => segment.table);

  const given = new Map();
  const short = (name) => given.get(name) ?? given.set(name, given.size.toString(36)).get(name);
  const globals = (module) => list(module.getNumGlobals(), (index) => binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
  const tables = (module) => list(module.getNumTables(), (index) => binaryen.getTableInfo(module.getTableByIndex(index)));
  // Exported, they stay also where only the rest uses them; and a function that is called through an exported table by
  // nobody here keeps its body.
  for (const { name, mutable } of globals(first)) if (mutable) first.addGlobalExport(name, `g${short(name)}`);
  for (const { name } of tables(first)) first.addTableExport(name, `t${short(name)}`);

  // The first part: stubs where functions of the rest were. Those that nothing calls or points to go away.
  for (const { name, params, results } of all.filter(({ name }) => later.has(name))) {
    first.removeFunction(name);
    first.addFunction(name, params, results, [], first.unreachable());
  }
  first.runPasses(["remove-unused-module-elements"]);
  const left = new Set(functionsOf(first).map(({ name }) => name));
  const called = [...left].filter((name) => later.has(name));
  // What only the rest calls belongs to it, whatever its name.
  for (const { name, module } of all) if (!module && !left.has(name)) later.add(name);
  const { initial: base, max } = binaryen.getTableInfo(first.getTable(table));
  const slots = new Map(called.map((name, index) => [name, base + index]));
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
  const [{ value: memory }] = exportsOf(first).filter(({ kind }) => kind === binaryen.ExternalMemory);
  for (const { name } of exportsOf(rest)) rest.removeExport(name);
  // Offsets are expressions of a segment, so they are read before it goes.
  const places = segmentsOf(rest).map(({ name, offset, data }) => ({ name, data, offset: binaryen.getExpressionInfo(offset).value }));
  for (const { name } of places) rest.removeElementSegment(name);
  rest.setMemory(initial, most ?? -1, null, [], false, false, memory);
  rest.addMemoryImport(memory, "./first", "memory", false);
  for (const { name, params, results } of all.filter(({ name }) => !later.has(name))) {
    rest.removeFunction(name);
    rest.addFunctionImport(name, "./first", `f${short(name)}`, params, results);
  }
  for (const { name, type, mutable } of globals(rest).filter(({ mutable }) => mutable)) {
    rest.removeGlobal(name);
    rest.addGlobalImport(name, "./first", `g${short(name)}`, type, mutable);
  }
  grow(rest, table, base + called.length, max);
  for (const { name } of tables(rest)) {
    rest.addTableImport(name, "./first", `t${short(name)}`);
    rest.addTableExport(name, `t${short(name)}`);
  }
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
  const wanted = functionsOf(rest).filter(({ module }) => module).map(({ name }) => name);
  for (const name of wanted.filter((name) => !left.has(name))) {
    const { module, base, params, results } = info.get(name);
    first.addFunctionImport(name, module, base, params, results);
  }
  for (const name of wanted) first.addFunctionExport(name, `f${short(name)}`);
  first.addGlobalExport("rest-is-here", "rest-is-here");
  for (const [part, module] of [["first", first], ["rest", rest]]) {
    if (!module.validate()) throw new Error(`the ${part} part is not valid wasm`);
  }
  const report = `${later.size} functions later, ${called.length} with a stub, ${wanted.length} shared`;
  return { ...partData(bytes, first.emitBinary(), rest.emitBinary()), report };
}

/** Gives the rest the constant data that the first part does not read. */
function partData(whole, first, rest) {
  const data = part(segments(whole), join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/app.map"), numbers(first));
  return { first: withSegments(first, data.first), rest: withSegments(rest, data.rest) };
}

function exportsOf(module) {
  return list(module.getNumExports(), (index) => binaryen.getExportInfo(module.getExportByIndex(index)));
}

/** What the rest is fetched by: beside the app's JavaScript, once the page is up or when a stub asks for it. */
const loader = (file, integrity) => `
const restUrl = new URL(${JSON.stringify(file)}, import.meta.url);
let restComing;
function restIsHere(module) {
  if (wasm["rest-is-here"].value) return;
  new WebAssembly.Instance(module, { "./first": wasm });
  wasm["rest-is-here"].value = 1;
}
// A text of one character per byte: a request that is waited for gives nothing else.
function fetchRestNow() {
  document.documentElement.dataset.restEarly = "true";
  const request = new XMLHttpRequest();
  request.open("GET", restUrl, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error("A part of the app does not load: " + request.status);
  restIsHere(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0))));
}
async function fetchRest() {
  const response = await fetch(restUrl, { integrity: ${JSON.stringify(integrity)} });
  if (!response.ok) throw new Error("A part of the app does not load: " + response.status);
  restIsHere(await WebAssembly.compile(await response.arrayBuffer()));
}
globalThis.vpcDesignerRest = () =>
  (restComing ??= fetchRest().catch((error) => {
    restComing = undefined;
    throw error;
  }));
`;

const hashed = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrity = (bytes) => `sha384-${hashed(bytes, "sha384", "base64")}`;

/** Splits what Trunk built in a folder. */
function run(folder) {
  const files = readdirSync(folder);
  const one = (pattern) => {
    const found = files.filter((file) => pattern.test(file));
    if (found.length !== 1) throw new Error(`${folder} has ${found.length} files like ${pattern}, not one`);
    return found[0];
  };
  const wasm = one(/_bg\.wasm$/);
  const script = one(/^app-.*\.js$/);
  const bytes = readFileSync(join(folder, wasm));
  const { first, rest, report } = split(bytes);
  const text = readFileSync(join(folder, script), "utf8");
  const restFile = `app-${hashed(rest, "sha256", "hex").slice(0, 16)}_rest.wasm`;
  const place = '"./app_bg.js": import0,';
  if (text.split(place).length !== 2) throw new Error(`${script} is not as wasm-bindgen used to write it: ${place}`);
  const changed = text.replace(place, `${place}\n        "./rest": { fetch: fetchRestNow },`) + loader(restFile, integrity(rest));
  const scriptFile = `app-${hashed(changed, "sha256", "hex").slice(0, 16)}.js`;
  const firstFile = `app-${hashed(first, "sha256", "hex").slice(0, 16)}_bg.wasm`;
  let page = readFileSync(join(folder, "index.html"), "utf8");
  for (const [file, before, name, after] of [[wasm, bytes, firstFile, first], [script, Buffer.from(text), scriptFile, Buffer.from(changed)]]) {
    if (!page.includes(integrity(before))) throw new Error(`index.html has no integrity of ${file}`);
    page = page.replaceAll(file, name).replaceAll(integrity(before), integrity(after));
    unlinkSync(join(folder, file));
    writeFileSync(join(folder, name), after);
  }
  writeFileSync(join(folder, restFile), rest);
  writeFileSync(join(folder, "index.html"), page);
  process.stdout.write(`split: ${first.length} bytes first, ${rest.length} later; ${report}\n`);
}

// As a hook of Trunk: release builds only; a build to work with is quick, and not split. `make first` needs it whole.
if (process.argv[2]) run(process.argv[2]);
else if (process.env.TRUNK_PROFILE === "release" && process.env.SPLIT !== "off") run(process.env.TRUNK_STAGING_DIR);
