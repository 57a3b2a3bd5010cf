// Serves a folder on loopback, compressed as a web host would.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json",
};

/** The smallest form of some bytes; of a build to work with, which is huge, a quick one. */
export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 8e6 ? 1 : 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

const kept = new Map();

/** A file as it is sent. */
async function packed(file) {
  if (!kept.has(file)) kept.set(file, brotli(await readFile(file)));
  return kept.get(file);
}

/** Serves a folder; `sent` lists what was asked for with its size on the wire. */
export async function serve(folder) {
  const sent = [];
  // Ahead of the first visit, which is measured like the others.
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile() && !/\.(br|gz)$/.test(entry.name)) await packed(join(folder, entry.name));
  }
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    try {
      // The service worker would fetch everything again, while something else is measured.
      if (path === "/sw.js") throw new Error("not here");
      const body = await packed(file);
      sent.push({ path, bytes: body.length });
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-encoding": "br",
        "cache-control": "no-store",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, sent, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
