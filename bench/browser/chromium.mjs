// A headless Chromium, driven over the DevTools protocol by a pipe: no driver program, no package, no open port.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSIDE } from "./inside.mjs";

const PATIENCE_MS = 120_000;

/** The time something takes at most; a benchmark that hangs tells where. */
const inTime = (promise, what, ms = PATIENCE_MS) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} takes more than ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** A browser with an empty profile. */
export class Browser {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();

  static async start({ width = 1440, height = 900, slowdown = [] } = {}) {
    const profile = await mkdtemp(join(tmpdir(), "vpc-designer-bench-"));
    const child = spawn(
      process.env.CHROMIUM ?? "chromium",
      [
        "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        "--disable-extensions", "--force-device-scale-factor=1", "--js-flags=--expose-gc",
        `--window-size=${width},${height}`, `--user-data-dir=${profile}`, ...slowdown, "about:blank",
      ],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    return new Browser(child, profile, { width, height });
  }

  constructor(child, profile, size) {
    Object.assign(this, { child, profile, size });
    child.on("error", (error) => this.#fail(new Error(`Chromium does not start: ${error.message}`)));
    child.on("exit", (code) => this.#fail(new Error(`Chromium has ended (${code})`)));
    let rest = "";
    child.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  #take(message) {
    const waiting = this.#waiting.get(message.id);
    if (waiting) {
      this.#waiting.delete(message.id);
      if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting.resolve(message.result);
    } else {
      for (const listener of this.#listeners) listener(message);
    }
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, method }));
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return inTime(answer, method);
  }

  /** The parameters of the next event of a kind. */
  event(method, sessionId) {
    const event = new Promise((resolve) => {
      const listener = (message) => {
        if (message.method === method && message.sessionId === sessionId) {
          this.#listeners.delete(listener);
          resolve(message.params);
        }
      };
      this.#listeners.add(listener);
    });
    return inTime(event, method);
  }

  on(listener) {
    this.#listeners.add(listener);
  }

  async page() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    await Promise.all(["Page", "Runtime", "Performance", "DOM", "HeapProfiler"].map((domain) => page.send(`${domain}.enable`)));
    await page.send("Emulation.setDeviceMetricsOverride", { ...this.size, deviceScaleFactor: 1, mobile: false });
    // What measures inside the page is none of its scripts: its policy does not let it in.
    await page.send("Page.setBypassCSP", { enabled: true });
    await page.send("Page.addScriptToEvaluateOnNewDocument", { source: INSIDE });
    return page;
  }

  async close() {
    this.child.removeAllListeners("exit");
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill();
    await ended;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A tab, with the words of the benchmarks. */
export class Page {
  errors = [];

  constructor(browser, session, target) {
    Object.assign(this, { browser, session, target });
    browser.on((message) => {
      if (message.sessionId === session && message.method === "Runtime.exceptionThrown") {
        this.errors.push(message.params.exceptionDetails.exception?.description ?? message.params.exceptionDetails.text);
      }
    });
  }

  send(method, params = {}) {
    return this.browser.send(method, params, this.session);
  }

  async goto(url) {
    const loaded = this.browser.event("Page.loadEventFired", this.session);
    await this.send("Page.navigate", { url });
    await loaded;
  }

  /** The value of an expression in the page; a promise is waited for. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression holds. */
  async until(expression, ms = PATIENCE_MS) {
    const end = Date.now() + ms;
    while (!(await this.evaluate(`Boolean(${expression})`))) {
      if (Date.now() > end) throw new Error(`not so after ${ms / 1000} s: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The page's milliseconds from the start of its navigation until an expression held and was painted. */
  async readyWhen(url, expression) {
    await this.goto("about:blank");
    await this.send("Page.navigate", { url });
    await this.until(`window.bench?.ready(${JSON.stringify(expression)})`);
    return this.evaluate("bench.readyAt");
  }

  /** Waits until a frame was made after everything before it. */
  frame() {
    return this.evaluate("bench.frame()");
  }

  /** Waits until nothing happens any more: for so long no task of more than a moment. */
  async rest(ms = 300) {
    for (let calm = 0; calm < 3; ) {
      const before = await this.taskTime();
      await new Promise((resolve) => setTimeout(resolve, ms));
      calm = (await this.taskTime()) - before < ms * 0.1 ? calm + 1 : 0;
    }
  }

  async metrics() {
    const { metrics } = await this.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** The time that the page's main thread has been at work, in milliseconds. */
  async taskTime() {
    return (await this.metrics()).TaskDuration * 1000;
  }

  /** What the page holds after a collection, in megabytes: the heap of scripts with the memory of wasm, and the
   * whole process of the page. */
  async memory() {
    for (let i = 0; i < 3; i++) await this.send("HeapProfiler.collectGarbage");
    const heap = (await this.metrics()).JSHeapUsedSize / 1e6;
    const wasm = (await this.evaluate("bench.wasmBytes()")) / 1e6;
    return { heap: heap + wasm, wasm, js: heap };
  }

  mouse(type, x, y, more = {}) {
    const button = type === "mouseMoved" && !more.buttons ? "none" : "left";
    return this.send("Input.dispatchMouseEvent", { type, x, y, button, clickCount: 1, ...more });
  }

  wheel(x, y, deltaX, deltaY, modifiers = 0) {
    return this.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX, deltaY, modifiers });
  }

  async click(selector) {
    const at = await this.evaluate(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    })()`);
    await this.mouse("mousePressed", ...at, { buttons: 1 });
    await this.mouse("mouseReleased", ...at);
  }

  async key(key, code, modifiers = 0) {
    const event = { key, code, modifiers, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
    await this.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  /** Gives a file to an `<input type=file>`. */
  async setFile(selector, path) {
    const { root } = await this.send("DOM.getDocument");
    const { nodeId } = await this.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    await this.send("DOM.setFileInputFiles", { files: [path], nodeId });
  }

  async screenshot(file) {
    const { writeFile } = await import("node:fs/promises");
    const { data } = await this.send("Page.captureScreenshot");
    await writeFile(file, Buffer.from(data, "base64"));
  }

  close() {
    return this.browser.send("Target.closeTarget", { targetId: this.target });
  }
}
