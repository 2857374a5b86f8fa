// The strip of time below the map: how many events each month holds, a slider, and play.

import { pixelRatio } from "./pixels.js";
import { Brush, EDGE } from "./brush.js";
import { Changes } from "./changes.js";
import { bdi, button, line, monthWords, node, refill, say, yearWords } from "./dom.js";

const WHOLE_PLAY = 18_000;
const SLOWEST = 420;
const FASTEST = 70;
const KEYS_REST = 400;

export class TimeLine {
  // `moved(month)` is called at each step, `tell(month)` when the reader has come to rest;
  // `during(window)` likewise, where a window of time can be asked for.
  constructor(moved, tell, during) {
    this.moved = moved;
    this.tell = tell;
    // Months that were told and have not come back in a picture yet.
    this.told = [];
    this.canvas = node("canvas", "atlas-time-bars");
    this.canvas.setAttribute("aria-hidden", "true");
    this.slider = node("input", "atlas-time-slider");
    this.slider.type = "range";
    this.slider.step = "1";
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.slider.addEventListener("change", () => this.settle());
    // Each press of a key is a change of its own: the reader rests when no other follows.
    this.slider.addEventListener("keydown", () => (this.keyed = true));
    this.slider.addEventListener("pointerdown", () => (this.keyed = false));
    this.brush = during ? new Brush(() => this.furnish(), during) : null;
    this.changes = new Changes();
    this.play = button("atlas-time-play", "", "", () => this.toggle());
    this.head = node("div", "atlas-time-head");
    this.years = node("div", "atlas-time-years");
    this.years.setAttribute("aria-hidden", "true");
    this.notes = node("div", "atlas-time-notes");
    this.element = node(
      "section",
      "atlas-time",
      this.play,
      this.head,
      node("div", "atlas-time-track", this.canvas, this.slider, this.years, this.brush?.element),
      this.notes,
      this.changes.element,
    );
    this.playing = null;
    this.month = null;
  }

  show(model, header, tones, details) {
    this.model = model;
    this.header = header;
    this.tones = tones;
    this.details = details;
    this.element.hidden = !model.dated || !header.options.marks;
    if (this.element.hidden) {
      this.stop();
      return;
    }
    const [first, last] = model.dated;
    this.slider.min = String(first);
    this.slider.max = String(last);
    this.month = model.month;
    if (this.month !== null) this.slider.value = String(this.month);
    else if (!this.playing) this.slider.value = String(last);
    this.brush?.show(model.dated, header.during, header.words);
    this.furnish();
  }

  // The months that are shown, as the reader has cut them or as the picture says.
  get cut() {
    return this.brush ? this.brush.window : (this.header.during ?? null);
  }

  furnish() {
    const { words } = this.header;
    const { month } = this;
    const named = month === null ? words.all_dates : monthWords(month, words);
    const { sure, perhaps } = this.model.going();
    const told =
      month === null
        ? say(words.time_all, { n: this.model.shown.length })
        : say(words.time_at, { sure, perhaps });
    this.slider.setAttribute("aria-label", words.time);
    this.slider.setAttribute("aria-valuetext", `${named}. ${told}`);
    this.element.setAttribute("aria-label", words.time);
    this.element.classList.toggle("is-whole", month === null);
    const label = this.playing ? words.pause : words.play;
    this.play.title = label;
    this.play.setAttribute("aria-label", label);
    this.play.firstChild.textContent = this.playing ? "❚❚" : "▶";
    refill(
      this.head,
      node("strong", "atlas-time-now", bdi(named)),
      node("span", "atlas-time-told", bdi(told)),
      month === null ? null : this.clearing(words.all_dates, () => this.wholeTime()),
    );
    refill(this.years, ...this.yearMarks());
    this.note(words);
    this.changes.show(this.model, month, named, words, this.details);
    this.draw();
  }

  note(words) {
    const { cut } = this;
    const { undated } = this.model;
    // A window may reach beyond the bars: it is named as it was asked for.
    const asked = this.brush?.rests ? (this.header.during ?? cut) : cut;
    const [begin, end] = (asked ?? []).map((each) => monthWords(each, words));
    refill(
      this.notes,
      cut ? line("strong", "", say(words.span_only, { begin, end })) : null,
      cut && this.brush ? this.clearing(words.span_clear, () => this.uncut()) : null,
      this.month === null ? null : line("span", "", words.time_faded),
      undated
        ? line("span", "", say(cut ? words.span_undated : words.time_undated, { n: undated }))
        : null,
    );
  }

  clearing(label, act) {
    const made = node("button", "atlas-time-whole", bdi(label));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  uncut() {
    this.brush.clear();
    this.brush.from.focus({ preventScroll: true });
  }

  // Labels of some years under the bars.
  yearMarks() {
    const [first, last] = this.model.dated;
    const marks = [];
    const from = Math.ceil(first / 12);
    const to = Math.floor(last / 12);
    const every = Math.max(1, Math.ceil((to - from + 1) / 10));
    for (let year = from; year <= to; year += every) {
      const mark = node("span", "", bdi(yearWords(12 * year)));
      mark.style.insetInlineStart = `${(100 * (year * 12 - first)) / (last - first)}%`;
      marks.push(mark);
    }
    return marks;
  }

  resized() {
    this.size = null;
    if (this.model) this.draw();
  }

  draw() {
    const { canvas, tones, model } = this;
    // Asking for the size makes the browser lay out the page: once is enough until it changes.
    if (!this.size?.[0]) this.size = [canvas.clientWidth, canvas.clientHeight];
    const [width, height] = this.size;
    if (!width || !height || !model.months) return;
    const ratio = pixelRatio();
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const { sure, perhaps } = model.months;
    const most = sure.reduce((found, n, i) => Math.max(found, n + perhaps[i]), 1);
    const step = (width - 2 * EDGE) / Math.max(1, sure.length - 1);
    const bar = Math.max(1, Math.min(40, step) - (step > 4 ? 1 : 0));
    const [first] = model.dated;
    const { cut } = this;
    for (let i = 0; i < sure.length; i += 1) {
      const x = EDGE + i * step - bar / 2;
      const low = (height - 2) * (sure[i] / most);
      const high = (height - 2) * (perhaps[i] / most);
      const now = this.month === first + i;
      const out = cut && (first + i < cut[0] || first + i > cut[1]);
      const strength = out ? 0.3 : 1;
      ctx.fillStyle = now ? tones.select : tones.outline;
      ctx.globalAlpha = strength;
      ctx.fillRect(x, height - low, bar, low);
      ctx.globalAlpha = (now ? 0.5 : 0.32) * strength;
      ctx.fillRect(x, height - low - high, bar, high);
    }
    ctx.globalAlpha = 1;
  }

  go(month) {
    this.month = month;
    this.moved(month);
  }

  wholeTime() {
    this.stop();
    this.go(null);
    this.rest();
    this.slider.focus({ preventScroll: true });
  }

  toggle() {
    if (this.playing) {
      this.stop();
      this.rest();
      this.furnish();
      return;
    }
    const [first, last] = this.model.dated;
    const pause = Math.max(FASTEST, Math.min(SLOWEST, WHOLE_PLAY / (last - first + 1)));
    if (this.month === null || this.month >= last) this.month = first - 1;
    this.playing = setInterval(() => this.step(), pause);
    this.step();
  }

  step() {
    const [, last] = this.model.dated ?? [0, this.month];
    if (this.month < last) this.go(this.month + 1);
    if (this.month >= last) {
      this.stop();
      this.rest();
      this.furnish();
    }
  }

  settle() {
    clearTimeout(this.resting);
    if (this.keyed) this.resting = setTimeout(() => this.rest(), KEYS_REST);
    else this.rest();
  }

  rest() {
    clearTimeout(this.resting);
    if (this.month === this.told.at(-1)) return;
    if (this.month === this.header.moment && !this.told.length) return;
    this.told.push(this.month);
    this.tell(this.month);
  }

  // Whether the month of a picture is the echo of one that was told.
  hears(month) {
    const known = this.told.indexOf(month);
    this.told = known >= 0 ? this.told.slice(known + 1) : [];
    return known >= 0;
  }

  stop() {
    clearInterval(this.playing);
    this.playing = null;
  }
}
