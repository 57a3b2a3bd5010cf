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

/** What a body does, without the places of data, of locals and of fields: they move when something else changes. */
function shape(reader, end, nameOf) {
  const hash = createHash("sha256");
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.number();
    reader.byte();
  }
  while (reader.at < end) {
    const code = reader.byte();
    hash.update(Uint8Array.of(code));
    if (code >= 0x02 && code <= 0x04) reader.number();
    else if (code === 0x0e) for (let count = reader.number(); count >= 0; count--) reader.number();
    else if (code === 0x10 || code === 0xd2) hash.update(plain(nameOf(reader.number())));
    else if (code === 0x11) { reader.number(); reader.number(); }
    else if (code === 0x1c) for (let count = reader.number(); count > 0; count--) reader.byte();
    else if (code >= 0x28 && code <= 0x3e) { reader.number(); reader.number(); }
    else if ([0x0c, 0x0d, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0].includes(code)) reader.number();
    else if (code === 0x43) reader.skip(4);
    else if (code === 0x44) reader.skip(8);
    else if (code === 0xfc) {
      const more = reader.number();
      hash.update(Uint8Array.of(more));
      if (more === 8 || more === 10 || more === 12 || more === 14) { reader.number(); reader.number(); }
      else if (more === 9 || more === 11 || more === 13 || more >= 15) reader.number();
    } else if (code > 0xd2) throw new Error(`the instruction 0x${code.toString(16)} is not known here`);
  }
  return hash.digest("base64url").slice(0, 5);
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
