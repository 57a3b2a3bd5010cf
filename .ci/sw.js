// The service worker: one whole version of the app, for work without a network. `.ci/dist` writes the version and its
// files in.
//
// Invariant: a page gets all its files from one version. A version is stored whole or not at all, each file checked by
// its hash; it takes over when no page of the version before is left, or when the user asks for it. Files whose names
// hold their hash cannot be mistaken for another version's: pages still open keep getting theirs from the version before.

const VERSION = "@VERSION@";
/** Every file of the version: its path, and the hash of what it must hold. */
const FILES = "@FILES@";

const SCOPE = new URL("./", self.location).href;
/** Several copies of the app may be served by one host; each has its own names. */
const OURS = `vpc-endpoint-designer ${SCOPE} `;
const STORE = OURS + VERSION;
const ENTRY = "./";

async function store(path, integrity) {
  // A name with a hash in it cannot be stale in the browser's own cache; of others the server is asked.
  const cache = /-[0-9a-f]{16}[._]/.test(path) ? "default" : "no-cache";
  const response = await fetch(new Request(new URL(path, SCOPE), { integrity, cache }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const cached = await caches.open(STORE);
  await cached.put(new URL(path, SCOPE), response);
}

async function install() {
  const stored = await Promise.allSettled(Object.entries(FILES).map(([path, integrity]) => store(path, integrity)));
  const failed = stored.find(({ status }) => status === "rejected");
  if (failed) {
    // Half a version is none: the one before goes on, and the browser tries again later.
    await caches.delete(STORE);
    throw failed.reason;
  }
}

/** Forgets all versions but this one and the one before, which other tabs may still show. */
async function forget() {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== STORE);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request, path) {
  if (path in FILES) {
    const cached = await caches.open(STORE);
    // A browser short of room may have dropped it.
    return (await cached.match(new URL(path, SCOPE))) ?? fetch(request);
  }
  for (const name of await caches.keys()) {
    const found = name.startsWith(OURS) && (await (await caches.open(name)).match(request));
    if (found) return found;
  }
  return fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(SCOPE)) return;
  url.search = url.hash = "";
  const path = url.href.slice(SCOPE.length);
  event.respondWith(answer(request, path === "" || path === "index.html" ? ENTRY : path));
});
