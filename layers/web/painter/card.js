// The card that follows the pointer, and the card that a click opens where no panel stands beside.

import { eventsOf } from "./clusters.js";
import { bdi, button, line, node, refill, say } from "./dom.js";
import { eventList } from "./strip.js";

function nameLines(names) {
  const runs = names.flatMap((name, i) => (i ? [" · ", bdi(name)] : [bdi(name)]));
  return runs.length ? node("div", "atlas-card-names", ...runs) : null;
}

function valueLines(unit, model, words) {
  const value = model.valueOf(unit);
  // At a month of its own a count of events stands below, by the events of that month.
  if (!value || (model.month !== null && model.fill.recount)) return [];
  return [
    line("div", "atlas-card-value", value.value || words.no_record),
    line("div", "atlas-card-note", value.note),
  ];
}

// "3 documented events", and for other units under the pointer "2 in Ledu".
function countLines(unit, marks, words) {
  const own = marks.filter((mark) => mark.code === unit?.code);
  const rest = marks.filter((mark) => mark.code !== unit?.code);
  const lines = own.map((mark) => line("div", "atlas-card-count", say(words.events_here, { n: mark.count })));
  if (unit && !own.length) lines.push(line("div", "atlas-card-none", words.events_none));
  for (const mark of rest) {
    const level = words[`level_${mark.level}`] ?? mark.level;
    lines.push(
      node(
        "div",
        "atlas-card-count",
        bdi(mark.name),
        ` (${level}): `,
        bdi(say(words.events_here, { n: mark.count })),
      ),
    );
  }
  return lines;
}

export function summaryLines(unit, marks, model, frame) {
  const name = unit?.name ?? marks[0].name;
  const parent = unit?.parent ? node("div", "atlas-card-parent", bdi(unit.parent)) : null;
  return [
    node("div", "atlas-card-name", bdi(name)),
    nameLines((unit?.names ?? []).filter((other) => other.text !== name.text).slice(0, 5)),
    parent,
    ...(unit ? valueLines(unit, model, frame.words) : []),
    ...(frame.options.marks ? countLines(unit, marks, frame.words) : []),
  ];
}

function textButton(name, words, act) {
  const made = node("button", name, bdi(words));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function placeHead(mark, words, choose) {
  const head = textButton("atlas-card-place", mark.name, () => choose(mark.code));
  const level = words[`level_${mark.level}`] ?? mark.level;
  head.append(node("span", "atlas-card-level", ` (${level})`), " ");
  head.append(node("span", "atlas-chip", bdi(String(mark.count))));
  return head;
}

export class HoverCard {
  constructor() {
    this.element = node("div", "atlas-hover");
    this.element.setAttribute("aria-hidden", "true");
    this.hide();
  }

  show(lines, x, y, width, height) {
    refill(this.element, ...lines);
    this.element.hidden = false;
    const w = this.element.offsetWidth;
    const h = this.element.offsetHeight;
    const left = x + 16 + w < width ? x + 16 : Math.max(4, x - 16 - w);
    const top = y + 16 + h < height ? y + 16 : Math.max(4, y - 12 - h);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

export class ClickCard {
  constructor(closed) {
    this.element = node("section", "atlas-card");
    this.element.hidden = true;
    this.closed = closed;
  }

  show(unit, marks, model, frame, details) {
    const { words } = frame;
    const numbers = marks.flatMap((mark) => mark.events);
    this.fill(words, [
      ...summaryLines(unit, marks, model, frame),
      numbers.length ? eventList(numbers, details, words) : null,
    ]);
    this.chosen = true;
  }

  // Marks whose counts would cover one another: each place, and its events.
  showCluster(marks, frame, details, choose, approach) {
    const { words } = frame;
    const title = say(words.cluster, { n: eventsOf(marks), places: marks.length });
    const places = [...marks].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
    this.fill(words, [
      line("div", "atlas-card-name", title),
      textButton("atlas-card-approach", words.approach, approach),
      ...places.flatMap((mark) => [
        placeHead(mark, words, choose),
        eventList(mark.events, details, words),
      ]),
    ]);
    this.chosen = false;
  }

  fill(words, children) {
    this.element.setAttribute("aria-label", words.events);
    refill(
      this.element,
      button("atlas-card-close", words.close, "×", () => this.hide(true)),
      ...children,
    );
    this.element.hidden = false;
    this.element.scrollTop = 0;
  }

  hide(tell) {
    if (!this.element.hidden && tell && this.chosen) this.closed();
    this.element.hidden = true;
  }
}
