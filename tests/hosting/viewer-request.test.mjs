// The CloudFront function, run as it is.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import assert from "node:assert/strict";

const code = readFileSync(new URL("../../hosting/viewer-request.js", import.meta.url), "utf8");
const handler = new Function(`${code}; return handler`)();
const asked = (uri, takes) =>
  handler({ request: { uri, headers: takes === undefined ? {} : { "accept-encoding": { value: takes } } } }).uri;

test("the smallest copy that the browser takes", () => {
  assert.equal(asked("/app-1_bg.wasm", "gzip, deflate, br, zstd"), "/app-1_bg.wasm.br");
  assert.equal(asked("/app-1_bg.wasm", "gzip, deflate"), "/app-1_bg.wasm.gz");
  assert.equal(asked("/app-1_bg.wasm", "identity"), "/app-1_bg.wasm");
  assert.equal(asked("/app-1_bg.wasm"), "/app-1_bg.wasm");
  assert.equal(asked("/app-1_bg.wasm", "br;q=0, gzip;q=0.5"), "/app-1_bg.wasm.gz");
  assert.equal(asked("/app-1_bg.wasm", "BR;Q=1.0"), "/app-1_bg.wasm.br");
  assert.equal(asked("/app-1_bg.wasm", "x-br, brotli"), "/app-1_bg.wasm");
});

test("folders are their entry page", () => {
  assert.equal(asked("/", "br"), "/index.html.br");
  assert.equal(asked("/tools/designer/"), "/tools/designer/index.html");
});

test("what has no copies is asked for as it is", () => {
  assert.equal(asked("/icon-512.png", "br"), "/icon-512.png");
  assert.equal(asked("/build.json", "br"), "/build.json");
});
