// What of the app's constant data only the later functions read: texts, mostly: tables about AWS, explanations, scripts.
//
// The linker's map tells where each constant begins and ends. A constant may come later if nothing of the first part
// points at it: no number in its code, no word of the data that it can reach. A text is reached by its beginning; a table
// may be by a place a little before it, where the code counts from one. Numbers that merely look like a place keep a
// constant in the first part, which costs size, never correctness.
import { readFileSync } from "node:fs";

/** A smaller run of texts is not worth a segment of its own; and a smaller table not the analysis. */
const SMALL = 48;
const SMALL_TABLE = 512;
/** A pointer so little before a table is taken to mean it. */
const BEFORE = 64;

/** The constants in a linker's map: `{ start, end }` in order, without what the program writes to. */
export function constants(map) {
  const found = [];
  let section = "";
  for (const line of readFileSync(map, "utf8").split("\n")) {
    const parts = /^\s*([0-9a-f]+|-)\s+[0-9a-f]+\s+([0-9a-f]+)( *)(.*)$/.exec(line);
    if (!parts) continue;
    const [, at, size, , name] = parts;
    if (/^\.?[a-z]+$/.test(name)) section = name;
    // A line per section of an object, below it lines per name; the former have the object's place.
    else if (section === ".rodata" && at !== "-" && name.includes(":(")) {
      const start = parseInt(at, 16);
      found.push({ start, end: start + parseInt(size, 16) });
    }
  }
  return found.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
}

const isText = (bytes) => bytes.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x09) && bytes.length > 0;

const words = function* ({ bytes, start }, from, to) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = (from + 3) & ~3; at + 4 <= to; at += 4) yield view.getUint32(at - start, true);
};

/**
 * Parts data in two: what is there from the start, and what may come later. `data` is the module's, `map` the linker's
 * map, `numbers` are all numbers in the code of the first part.
 */
export function part(data, map, numbers) {
  const segmentOf = ({ start, end }) => data.find((segment) => segment.start <= start && end <= segment.start + segment.bytes.length);
  const bytesOf = (constant, segment = segmentOf(constant)) => segment.bytes.subarray(constant.start - segment.start, constant.end - segment.start);
  const known = constants(map).filter(segmentOf).map((constant) => ({ ...constant, text: isText(bytesOf(constant)) }));
  // From what is pointed at to what that points at. What is between the constants, the program writes to: it is looked
  // through from the start.
  const reached = new Set();
  const waiting = [...numbers];
  let covered = 0;
  const outside = (segment, from, to) => waiting.push(...words(segment, Math.max(from, segment.start), to));
  for (const segment of data) {
    let at = segment.start;
    for (const { start, end } of known.filter((constant) => segmentOf(constant) === segment)) {
      if (start > at) outside(segment, at, start);
      at = Math.max(at, end);
      covered += end - start;
    }
    outside(segment, at, segment.start + segment.bytes.length);
  }
  if (covered === 0) throw new Error(`${map} knows none of the module's data`);
  const starts = known.map(({ start }) => start);
  /** The number of constants that begin at or before a place. */
  const upTo = (place) => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const [{ start: lowest }, { end: highest }] = [known[0], known.at(-1)];
  while (waiting.length > 0) {
    const place = waiting.pop();
    if (place < lowest - BEFORE || place > highest) continue;
    for (let index = upTo(place + BEFORE) - 1; index >= 0 && known[index].end > place; index--) {
      const constant = known[index];
      // A text is reached by its beginning or within; of a table, the code may hold a place before it.
      if (reached.has(constant) || (constant.text && constant.start > place)) continue;
      reached.add(constant);
      if (!constant.text) waiting.push(...words(segmentOf(constant), constant.start, constant.end));
    }
  }
  const later = [];
  for (const constant of known) {
    const { start, end } = constant;
    if (reached.has(constant) || (!constant.text && end - start < SMALL_TABLE)) continue;
    const segment = segmentOf(constant);
    const last = later.at(-1);
    if (last?.end === start && last.segment === segment) last.end = end;
    else later.push({ start, end, segment });
  }
  const moved = later.filter(({ start, end }) => end - start >= SMALL);
  const first = [];
  for (const segment of data) {
    let at = segment.start;
    const keep = (to) => to > at && first.push({ start: at, bytes: segment.bytes.subarray(at - segment.start, to - segment.start) });
    for (const { start, end } of moved.filter((range) => range.segment === segment)) {
      keep(start);
      at = end;
    }
    keep(segment.start + segment.bytes.length);
  }
  const rest = moved.map((range) => ({ start: range.start, bytes: bytesOf(range, range.segment) }));
  return { first, rest };
}
