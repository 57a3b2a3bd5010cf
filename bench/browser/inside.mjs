// What runs inside the measured page, before its own scripts. It costs every page the same.
export const INSIDE = `(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const bench = {
    readyAt: null,
    times: null,
    memory: null,
    frame,
    /** Notes the time at which an expression held and a frame with it was made. */
    ready(expression) {
      if (bench.readyAt === null && !bench.asked) {
        bench.asked = true;
        const look = () => {
          let holds = false;
          try { holds = Boolean(eval(expression)); } catch {}
          if (holds) requestAnimationFrame(() => { bench.readyAt = performance.now(); });
          else setTimeout(look, 4);
        };
        look();
      }
      return bench.readyAt !== null;
    },
    /** Starts to note the time between frames. */
    record() {
      const times = (bench.times = []);
      const note = (at) => {
        if (bench.times !== times) return;
        times.push(at);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    },
    /** The times between the frames since record(). */
    recorded() {
      const times = bench.times ?? [];
      bench.times = null;
      return times.slice(1).map((at, index) => at - times[index]);
    },
    wasmBytes: () => bench.memory?.buffer.byteLength ?? 0,
  };
  window.bench = bench;
  // Whoever makes an instance shows its memory.
  const note = (result) => {
    const exports = (result.instance ?? result).exports;
    if (exports.memory instanceof WebAssembly.Memory) bench.memory = exports.memory;
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...all) => original.apply(WebAssembly, all).then(note);
  }
})()`;
