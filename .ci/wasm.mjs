// Reads what a wasm module says of its functions: their names, and a shape by which an instance of generic code is known
// again in another build. Knows nothing of the app.
import { createHash } from "node:crypto";

class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** An unsigned number; a signed one is as long. */
  number() {
    let value = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = this.byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
    }
    return value >>> 0;
  }
  /** A signed number of up to 64 bits, without its sign. */
  wide() {
    let value = 0n;
    for (let shift = 0n, byte = 0x80; byte & 0x80; shift += 7n) {
      byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
    }
    return value;
  }
  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString("utf8");
  }
  skip(count) {
    this.at += count;
  }
}

/** The sections of a module by number; the custom ones by name. */
function sections(bytes) {
  const found = new Map();
  const reader = new Reader(bytes, 8);
  while (reader.at < reader.end) {
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    const key = id === 0 ? reader.text() : id;
    found.set(key, new Reader(bytes, reader.at, end));
    reader.at = end;
  }
  return found;
}

/** The number of functions that come from outside. */
function imported(reader) {
  let functions = 0;
  for (let count = reader?.number() ?? 0; count > 0; count--) {
    reader.text();
    reader.text();
    const limits = () => {
      const flags = reader.number();
      reader.number();
      if (flags & 1) reader.number();
    };
    switch (reader.byte()) {
      case 0: functions++; reader.number(); break;
      case 1: reader.byte(); limits(); break;
      case 2: limits(); break;
      case 3: reader.skip(2); break;
      default: throw new Error("an import of an unknown kind");
    }
  }
  return functions;
}

function namesOf(reader) {
  const names = new Map();
  if (!reader) throw new Error("the module has no names");
  while (reader.at < reader.end) {
    const part = reader.byte();
    const end = reader.number() + reader.at;
    if (part === 1) {
      for (let count = reader.number(); count > 0; count--) {
        const index = reader.number();
        names.set(index, reader.text());
      }
    }
    reader.at = end;
  }
  return names;
}

/** A name without what differs between builds of the same source. */
export const plain = (name) =>
  name.replace(/\[[0-9a-f]{8,}\]/g, "").replace(/::h[0-9a-f]{16}\b/g, "").replace(/_\d+$/, "").replace(/\.llvm\.\d+$/, "");

/** Walks over a body: tells every instruction, the functions that are called or pointed to, and every number that may be
 * a place in memory. */
function walk(reader, end, { instruction = () => {}, callee = () => {}, number = () => {} }) {
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.number();
    reader.byte();
  }
  while (reader.at < end) {
    const code = reader.byte();
    instruction(code);
    if (code >= 0x02 && code <= 0x04) reader.number();
    else if (code === 0x0e) for (let count = reader.number(); count >= 0; count--) reader.number();
    else if (code === 0x10 || code === 0xd2) callee(reader.number());
    else if (code === 0x11) { reader.number(); reader.number(); }
    else if (code === 0x1c) for (let count = reader.number(); count > 0; count--) reader.byte();
    else if (code >= 0x28 && code <= 0x3e) { reader.number(); number(reader.number()); }
    else if (code === 0x41) number(reader.number());
    else if (code === 0x42) { const wide = reader.wide(); number(Number(wide & 0xffffffffn)); number(Number((wide >> 32n) & 0xffffffffn)); }
    else if ([0x0c, 0x0d, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0].includes(code)) reader.number();
    else if (code === 0x43) reader.skip(4);
    else if (code === 0x44) reader.skip(8);
    else if (code === 0xfc) {
      const more = reader.number();
      instruction(more);
      if (more === 8 || more === 10 || more === 12 || more === 14) { reader.number(); reader.number(); }
      else if (more === 9 || more === 11 || more === 13 || more >= 15) reader.number();
    } else if (code > 0xd2) throw new Error(`the instruction 0x${code.toString(16)} is not known here`);
  }
}

/** What a body does, without the places of data, of locals and of fields: they move when something else changes. */
function shape(reader, end, nameOf) {
  const hash = createHash("sha256");
  walk(reader, end, {
    instruction: (code) => hash.update(Uint8Array.of(code)),
    callee: (index) => hash.update(plain(nameOf(index))),
  });
  return hash.digest("base64url").slice(0, 5);
}

/** Every number in the code of a module that may be a place in memory. */
export function numbers(bytes) {
  const code = sections(bytes).get(10);
  const found = new Set();
  for (let count = code.number(); count > 0; count--) {
    const end = code.number() + code.at;
    walk(code, end, { number: (value) => found.add(value) });
    code.at = end;
  }
  return found;
}

/** The data that a module puts into memory: `{ start, bytes }`. */
export function segments(bytes) {
  const data = sections(bytes).get(11);
  const found = [];
  for (let count = data?.number() ?? 0; count > 0; count--) {
    if (data.byte() !== 0 || data.byte() !== 0x41) throw new Error("a data segment that is not put at a fixed place");
    const start = data.number();
    if (data.byte() !== 0x0b) throw new Error("a data segment at a place that is calculated");
    const length = data.number();
    found.push({ start, bytes: data.bytes.subarray(data.at, data.at + length) });
    data.skip(length);
  }
  return found;
}

/** A number as wasm writes it; `signed` as it writes constants. */
function leb(value, signed = false) {
  const out = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>>= 7;
    const done = value === 0 && !(signed && byte & 0x40);
    out.push(done ? byte : byte | 0x80);
    if (done) return Buffer.from(out);
  }
}

/** A module with other data. */
export function withSegments(bytes, segments) {
  const parts = [bytes.subarray(0, 8)];
  const section = (id, body) => parts.push(Buffer.of(id), leb(body.length), body);
  const data = () => section(11, Buffer.concat([
    leb(segments.length),
    ...segments.flatMap(({ start, bytes }) => [Buffer.of(0, 0x41), leb(start, true), Buffer.of(0x0b), leb(bytes.length), bytes]),
  ]));
  const reader = new Reader(bytes, 8);
  let written = false;
  while (reader.at < reader.end) {
    const from = reader.at;
    const id = reader.byte();
    const length = reader.number();
    reader.skip(length);
    // The section that counts the segments is needed by none of the instructions in use.
    if (id === 11 || id === 12) continue;
    if (id === 0 && !written) {
      data();
      written = true;
    }
    parts.push(bytes.subarray(from, reader.at));
  }
  if (!written) data();
  return Buffer.concat(parts);
}

/** The functions of a module in its order, without those from outside: `{ name, plain, shape, size }`. */
export function functions(bytes) {
  const parts = sections(bytes);
  const outside = imported(parts.get(2));
  const names = namesOf(parts.get("name"));
  const nameOf = (index) => names.get(index) ?? "";
  const code = parts.get(10);
  const found = [];
  for (let count = code.number(); count > 0; count--) {
    const size = code.number();
    const end = code.at + size;
    const name = nameOf(outside + found.length);
    found.push({ name, plain: plain(name), shape: shape(code, end, nameOf), size });
    code.at = end;
  }
  return found;
}
