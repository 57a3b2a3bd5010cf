// What the benchmarks are to keep to, in the order of the report. A bar is met if every figure that it speaks of is, and
// not measured if there is none: a topic that did not run, or failed, meets nothing.

/** A bar: its words, its limit as text, and the figures that it speaks of: their topic, and how their names look. */
const bar = (text, limit, topic, name) => ({ text, limit, topic, name });

const WHERE = ["all in view", "at 100 %"];
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const BARS = [
  ...WHERE.flatMap((where) =>
    ["pan", "zoom", "drag"].map((part) =>
      bar(`10,000 elements, ${where}: frame times (p95), ${part}`, "≤ 16.7 ms", "canvas", new RegExp(`^${part}, ${escape(where)}: p95`)))),
  bar("10,000 elements, all in view: task time of the gestures beside React Flow's best mode", "≤ 1/10", "canvas", /^task time of all gestures, all in view/),
  bar("10,000 elements, at 100 %: task time of the gestures beside React Flow's visible-only mode", "≤ 1/2", "canvas", /^task time of all gestures, at 100 %/),
  ...WHERE.map((where) => bar(`10,000 elements, ${where}: ready, beside React Flow`, "≤ 1/4", "canvas", new RegExp(`^ready, ${escape(where)}`))),
  ...WHERE.map((where) => bar(`10,000 elements, ${where}: memory beside React Flow`, "≤ 1/2", "canvas", new RegExp(`^memory, ${escape(where)}`))),
  bar("From an edit to the updated code tab, 1,000 elements", "≤ 50 ms", "edits", /^1000 elements, in the page: from an edit/),
  bar("Undo of any step, 1,000 elements", "≤ 16 ms", "edits", /^1000 elements, in the page: undo/),
  bar("Undo of any step, 10,000 elements", "≤ 16 ms", "edits", /^10000 elements, in the page: undo/),
  bar("First load, brotli, everything", "≤ 350 kB", "load", /^first load/),
  bar("From the last byte until the page can be used", "≤ 1 s", "load", /^from the last byte/),
  bar("Memory after 1,000 edits and undos of 10,000 elements, beside the start", "≤ 1.1", "memory", /^the same after/),
  bar("Natively: from an edit to the code, 1,000 elements", "≤ 50 ms", "edits", /^1000 elements: rename, checks/),
  bar("Natively: undo of any step, 1,000 elements", "≤ 16 ms", "edits", /^1000 elements: undo/),
];

/** The bars with what was measured: `{ text, limit, worst, count, verdict }`. */
export function judged(figures) {
  return BARS.map(({ text, limit, topic, name }) => {
    const found = figures.filter((figure) => figure.topic === topic && name.test(figure.name) && Number.isFinite(figure.limit));
    const share = ({ value, limit }) => (Number.isFinite(value) ? value / limit : Infinity);
    const worst = found.reduce((a, b) => (a && share(a) >= share(b) ? a : b), null);
    const verdict = worst === null ? "not measured" : share(worst) <= 1 ? "met" : "**not met**";
    return { text, limit, worst, count: found.length, verdict };
  });
}
