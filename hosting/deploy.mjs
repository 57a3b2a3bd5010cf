// Puts a build into a bucket, or goes back to one that was there:
//   BUCKET=… [DISTRIBUTION=…] [PREFIX=tools/designer] node hosting/deploy.mjs deploy [DIRECTORY]
//   BUCKET=… [DISTRIBUTION=…] [PREFIX=…] [BUILD=…] node hosting/deploy.mjs rollback
//
// In the bucket, below the prefix:
//   app-….js, app-….js.br …     files whose names hold their hash; of all versions, side by side
//   .releases/BUILD/…            what has the same name in every version (index.html, sw.js …)
//   .releases/BUILD.json         the list of the version, as in dist/build.json
//   .releases/current.json       which version is public, and those before it
//   index.html, sw.js …          those of the public version
//
// Invariant: what the entry page names is there before the entry page is. A version is made public, for the first time
// or again, by copying its .releases/BUILD/ to the front, the entry page last. Nothing is deleted: pages that are open
// go on with their files, and going back is a copy.
//
// It uses the AWS CLI, with the credentials and the Region that this finds.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ENCODINGS = { br: "br", gz: "gzip" };
const ENTRY = "index.html";

class Refused extends Error {}

const say = (text) => console.error(`→ ${text}`);

function aws(...args) {
  const { status, stdout, stderr, error } = spawnSync("aws", [...args], { maxBuffer: 1 << 28, env: { ...process.env, AWS_PAGER: "" } });
  if (error) throw new Refused(`the AWS CLI does not start: ${error.message}`);
  if (status !== 0) throw new Refused(`aws ${args.slice(0, 3).join(" ")} … failed:\n${stderr.toString().trim()}`);
  return stdout.toString();
}

/** The bucket, and the folder in it. */
class Place {
  constructor(bucket, prefix) {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket ?? "")) throw new Refused("BUCKET is the name of the bucket: make deploy BUCKET=my-bucket");
    this.bucket = bucket;
    const trimmed = (prefix ?? "").replace(/^\/+|\/+$/g, "");
    this.prefix = trimmed && `${trimmed}/`;
  }

  url(path = "") {
    return `s3://${this.bucket}/${this.prefix}${path}`;
  }

  /** The keys below the folder, without it. */
  keys() {
    const text = aws("s3api", "list-objects-v2", "--bucket", this.bucket, "--prefix", this.prefix, "--query", "Contents[].Key", "--output", "json");
    return new Set((JSON.parse(text || "null") ?? []).map((key) => key.slice(this.prefix.length)));
  }

  read(path) {
    return JSON.parse(aws("s3", "cp", "--no-progress", this.url(path), "-"));
  }

  /** Uploads files with the same headers at once. */
  upload(files) {
    const groups = new Map();
    for (const file of files) {
      const headers = ["--content-type", file.type, "--cache-control", file.cache, ...(file.encoding ? ["--content-encoding", file.encoding] : [])];
      const key = JSON.stringify(headers);
      groups.set(key, [...(groups.get(key) ?? []), file]);
    }
    for (const [headers, members] of groups) {
      const stage = mkdtempSync(join(tmpdir(), "vpc-designer-deploy-"));
      try {
        for (const { key, from, text } of members) {
          const to = join(stage, key);
          mkdirSync(dirname(to), { recursive: true });
          if (from) copyFileSync(from, to);
          else writeFileSync(to, text);
        }
        aws("s3", "cp", "--recursive", "--no-progress", "--only-show-errors", ...JSON.parse(headers), stage, this.url());
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
    }
  }
}

const integrity = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const isFixed = (file) => file.cache.includes("immutable");

/** The files of a build as they lie on disk, each as its list says. */
function onDisk(folder, list) {
  const check = (path, wanted) => {
    let bytes;
    try {
      bytes = readFileSync(join(folder, path));
    } catch {
      throw new Refused(`${folder} lacks ${path}, which is on its list. Run make build`);
    }
    if (integrity(bytes) !== wanted) throw new Refused(`${path} is not what was built. Run make build`);
    return join(folder, path);
  };
  return Object.entries(list.files).flatMap(([path, file]) => [
    { path, ...file, from: check(path, file.integrity) },
    ...Object.entries(file.encodings).map(([ending, { integrity }]) => ({
      path: `${path}.${ending}`, type: file.type, cache: file.cache, encoding: ENCODINGS[ending], from: check(`${path}.${ending}`, integrity),
    })),
  ]);
}

/** The names of all objects of a version that a page may ask for. */
function named(list) {
  return Object.entries(list.files).flatMap(([path, file]) => [
    isFixed(file) ? path : `.releases/${list.build}/${path}`,
    ...Object.keys(file.encodings).map((ending) => (isFixed(file) ? `${path}.${ending}` : `.releases/${list.build}/${path}.${ending}`)),
  ]);
}

/** Makes a version public. */
function publish(place, keys, list, state, distribution) {
  const lost = named(list).filter((key) => !keys.has(key));
  if (lost.length) throw new Refused(`version ${list.build} is not whole in ${place.url()}: ${lost.slice(0, 3).join(", ")} … are missing. Nothing was changed`);
  const before = state.current && keys.has(`.releases/${state.current}.json`) ? place.read(`.releases/${state.current}.json`) : null;
  const from = place.url(`.releases/${list.build}/`);
  const copy = (...filter) => aws("s3", "cp", "--recursive", "--no-progress", "--only-show-errors", ...filter, from, place.url());
  say(`making ${list.build} public, ${ENTRY} last`);
  copy("--exclude", `${ENTRY}*`);
  copy("--exclude", "*", "--include", `${ENTRY}*`);
  const history = state.history.some(({ build }) => build === list.build)
    ? state.history
    : [...state.history, { build: list.build, version: list.version, first: new Date().toISOString() }];
  const text = `${JSON.stringify({ current: list.build, history }, null, 2)}\n`;
  place.upload([{ key: ".releases/current.json", text, type: "application/json", cache: "no-cache" }]);

  // Names with a hash never change what they hold; of the others only what differs can be stale at an edge.
  const changed = Object.entries(list.files)
    .filter(([path, file]) => !isFixed(file) && before?.files[path]?.integrity !== file.integrity)
    .map(([path]) => `/${place.prefix}${path}*`);
  if (!distribution || !changed.length) return;
  // A folder is its index.html by the time the cache is asked (viewer-request.js), and .br and .gz lie beside it.
  const made = JSON.parse(aws("cloudfront", "create-invalidation", "--distribution-id", distribution, "--paths", ...changed, "--output", "json"));
  say(`invalidated ${changed.join(" ")} (${made.Invalidation.Id})`);
}

function state(place, keys) {
  return keys.has(".releases/current.json") ? place.read(".releases/current.json") : { current: null, history: [] };
}

function deploy(place, folder, distribution) {
  let list;
  try {
    list = JSON.parse(readFileSync(join(folder, "build.json"), "utf8"));
  } catch {
    throw new Refused(`there is no finished build in ${folder}. Run make build`);
  }
  const files = onDisk(folder, list);
  const keys = place.keys();
  const before = state(place, keys);
  if (before.current === list.build) say(`version ${list.build} is public already; looking whether it is whole`);
  const fixed = files.filter((file) => isFixed(file) && !keys.has(file.path));
  say(`version ${list.build} to ${place.url()}: ${fixed.length} new files with a hash in their name`);
  place.upload(fixed.map((file) => ({ ...file, key: file.path })));
  const release = files.filter((file) => !isFixed(file)).map((file) => ({ ...file, key: `.releases/${list.build}/${file.path}` }));
  const itself = { from: join(folder, "build.json"), type: "application/json", cache: "no-cache" };
  place.upload([...release, { key: `.releases/${list.build}/build.json`, ...itself }, { key: `.releases/${list.build}.json`, ...itself }]);
  publish(place, place.keys(), list, before, distribution);
  say(`version ${list.build} is public`);
}

function rollback(place, build, distribution) {
  const keys = place.keys();
  const now = state(place, keys);
  const at = now.history.findIndex((release) => release.build === now.current);
  const target = build ?? now.history[at - 1]?.build;
  if (!target) throw new Refused(`there is no version before ${now.current ?? "the first"} in ${place.url()}`);
  if (!keys.has(`.releases/${target}.json`)) {
    throw new Refused(`version ${target} is not in ${place.url()}. These are: ${now.history.map((release) => release.build).join(", ") || "none"}`);
  }
  publish(place, keys, place.read(`.releases/${target}.json`), now, distribution);
  say(`version ${target} is public again; it was ${now.current}`);
}

try {
  const [what, folder = "dist"] = process.argv.slice(2);
  const place = new Place(process.env.BUCKET, process.env.PREFIX);
  const distribution = process.env.DISTRIBUTION || undefined;
  if (what === "deploy") deploy(place, folder, distribution);
  else if (what === "rollback") rollback(place, process.env.BUILD || undefined, distribution);
  else throw new Refused("usage: node hosting/deploy.mjs deploy [DIRECTORY] | rollback");
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`deploy: ${error.message}`);
  process.exit(1);
}
