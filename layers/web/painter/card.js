// The card that follows the pointer, and the card that a click opens where no panel stands beside.

import { clusterWords } from "./clusters.js";
import { countWords, ownWords } from "./counts.js";
import { bdi, button, line, node, refill, say } from "./dom.js";
import { eventList } from "./strip.js";

function nameLines(names) {
  const runs = names.flatMap((name, i) => (i ? [" · ", bdi(name)] : [bdi(name)]));
  return runs.length ? node("div", "atlas-card-names", ...runs) : null;
}

function valueLines(unit, model, words) {
  const value = model.valueOf(unit);
  // At a month of its own a count of events stands below, by the events of that month.
  if (!value || (model.month !== null && model.symbology.recount)) return [];
  return [
    line("div", "atlas-card-value", value.value || words.no_record),
    line("div", "atlas-card-note", value.note),
  ];
}

// The count of a unit, and of other places under the pointer: "Ledu (county): ...".
function countLines(unit, marks, { tally }, words) {
  const found = tally.get(unit?.code);
  const others = new Map(marks.filter(({ code }) => code !== unit?.code).map((mark) => [mark.code, mark]));
  return [
    unit ? line("div", found ? "atlas-card-count" : "atlas-card-none", countWords(found, words)) : null,
    unit ? line("div", "atlas-card-note", ownWords(found, words)) : null,
    ...[...others.values()].map(({ code, level, name }) =>
      node(
        "div",
        "atlas-card-count",
        bdi(name),
        ` (${words[`level_${level}`] ?? level}): `,
        bdi(countWords(tally.get(code), words)),
      ),
    ),
  ];
}

export function summaryLines(unit, marks, model, header) {
  const name = unit?.name ?? marks[0].name;
  const parent = unit?.parent ? node("div", "atlas-card-parent", bdi(unit.parent)) : null;
  return [
    node("div", "atlas-card-name", bdi(name)),
    nameLines((unit?.names ?? []).filter((other) => other.text !== name.text).slice(0, 5)),
    parent,
    ...(unit ? valueLines(unit, model, header.words) : []),
    ...(header.options.marks ? countLines(unit, marks, model, header.words) : []),
  ];
}

function textButton(name, words, act) {
  const made = node("button", name, bdi(words));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function placeHead(badge, words, choose) {
  const head = textButton("atlas-card-place", badge.name, () => choose(badge.code));
  const level = words[`level_${badge.level}`] ?? badge.level;
  head.append(node("span", "atlas-card-level", ` (${level})`), " ");
  head.append(node("span", "atlas-chip", bdi(String(badge.count))));
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

  show(unit, marks, model, header, details) {
    const { words } = header;
    const numbers = model.tally.get(unit?.code ?? marks[0].code)?.events ?? [];
    this.fill(words, [
      ...summaryLines(unit, marks, model, header),
      numbers.length ? eventList(numbers, details, words) : null,
    ]);
    this.chosen = true;
  }

  // Counts that would cover one another: each region, and its events.
  showCluster(badges, header, details, choose, approach) {
    const { words } = header;
    const title = clusterWords(badges, words);
    const places = [...badges].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
    this.fill(words, [
      line("div", "atlas-card-name", title),
      textButton("atlas-card-approach", words.approach, approach),
      ...places.flatMap((badge) => [
        placeHead(badge, words, choose),
        eventList(badge.events, details, words),
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
