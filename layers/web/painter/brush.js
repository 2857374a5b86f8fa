// Two handles under the bars that cut a window of time: only events within it are shown.

import { monthWords, node } from "./dom.js";

const BRUSH_REST = 350;
const ANSWER = 4000;
// As far as the middle of a handle stands from the end of the rail.
export const EDGE = 8;

export class Brush {
  // `preview()` is called at each step, `tell(window)` when the reader has come to rest.
  constructor(preview, tell) {
    this.preview = preview;
    this.tell = tell;
    this.from = this.handle("is-from");
    this.to = this.handle("is-to");
    this.rail = node("div", "atlas-brush-rail");
    this.element = node("div", "atlas-brush", this.rail, this.from, this.to);
    this.element.addEventListener("pointerdown", (event) => this.grab(event));
    this.expected = undefined;
  }

  handle(name) {
    const input = node("input", `atlas-brush-handle ${name}`);
    input.type = "range";
    input.step = "1";
    input.addEventListener("input", () => this.slid(input));
    return input;
  }

  // Whether nothing was moved since the last picture.
  get rests() {
    return this.expected === undefined && !this.dragged && !this.moved;
  }

  // Months of the window, or null where it holds all of them.
  get window() {
    const [first, last] = this.range;
    return this.begin === first && this.end === last ? null : [this.begin, this.end];
  }

  show(range, during, words) {
    this.range = range;
    this.moved = false;
    this.words = words;
    const told = during ?? null;
    if (this.expected !== undefined && String(this.expected) === String(told)) this.expected = undefined;
    if (this.expected === undefined && !this.dragged) {
      [this.begin, this.end] = told ?? range;
    }
    for (const input of [this.from, this.to]) [input.min, input.max] = range.map(String);
    this.paint();
  }

  paint() {
    const [first, last] = this.range;
    this.begin = Math.min(Math.max(this.begin, first), last);
    this.end = Math.min(Math.max(this.end, this.begin), last);
    const { words } = this;
    for (const [input, month, label] of [
      [this.from, this.begin, words.span_from],
      [this.to, this.end, words.span_until],
    ]) {
      input.value = String(month);
      input.setAttribute("aria-label", label);
      input.setAttribute("aria-valuetext", monthWords(month, words));
    }
    const share = (month) => (last > first ? (month - first) / (last - first) : 0);
    this.rail.style.setProperty("--from", String(share(this.begin)));
    this.rail.style.setProperty("--to", String(share(this.end)));
    this.element.classList.toggle("is-whole", this.window === null);
  }

  slid(input) {
    const month = Number(input.value);
    if (input === this.from) this.begin = Math.min(month, this.end);
    else this.end = Math.max(month, this.begin);
    this.changed();
  }

  changed() {
    this.moved = true;
    this.paint();
    this.preview();
    clearTimeout(this.timer);
    if (!this.dragged) this.timer = setTimeout(() => this.rest(), BRUSH_REST);
  }

  rest() {
    clearTimeout(this.timer);
    this.expected = this.window;
    this.tell(this.window);
    // An answer that never comes must not hold the handles for ever.
    setTimeout(() => (this.expected = undefined), ANSWER);
  }

  clear() {
    this.moved = true;
    [this.begin, this.end] = this.range;
    this.paint();
    this.preview();
    this.rest();
  }

  monthAt(x) {
    const { left, width } = this.element.getBoundingClientRect();
    const [first, last] = this.range;
    const fromLeft = (x - left - EDGE) / Math.max(1, width - 2 * EDGE);
    const share = this.element.matches(":dir(rtl)") ? 1 - fromLeft : fromLeft;
    return Math.round(first + Math.min(1, Math.max(0, share)) * (last - first));
  }

  // A drag beside the handles cuts a new window.
  grab(event) {
    if (event.button !== 0 || event.target === this.from || event.target === this.to) return;
    event.preventDefault();
    const start = this.monthAt(event.clientX);
    this.dragged = true;
    const move = ({ clientX }) => {
      const now = this.monthAt(clientX);
      [this.begin, this.end] = [Math.min(start, now), Math.max(start, now)];
      this.changed();
    };
    const drop = ({ type }) => {
      this.element.removeEventListener("pointermove", move);
      this.element.removeEventListener("pointerup", drop);
      this.element.removeEventListener("pointercancel", drop);
      this.dragged = false;
      if (type === "pointerup") this.rest();
    };
    this.element.setPointerCapture(event.pointerId);
    this.element.addEventListener("pointermove", move);
    this.element.addEventListener("pointerup", drop);
    this.element.addEventListener("pointercancel", drop);
  }
}
