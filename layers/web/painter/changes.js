// What begins and what ends in the month at which the slider stands.

import { bdi, line, node, refill, say } from "./dom.js";

const MOST_CHANGES = 6;
const CHANGES_REST = 250;

// Numbers of the events whose span begins or ends in a month, and whether that is certain.
export function changesAt(eventIndex, shown, month) {
  const begin = [];
  const end = [];
  for (const i of shown) {
    const span = eventIndex.span[i];
    if (!span) continue;
    const [earliest, from, to, latest] = span;
    if (earliest === month) begin.push({ i, sure: from === month });
    if (latest === month) end.push({ i, sure: to === month });
  }
  return { begin, end };
}

function changeList(heading, changes, events, words) {
  if (!changes.length) return null;
  const items = changes.slice(0, MOST_CHANGES).map(({ i, sure }) => {
    const { title, where } = events[i] ?? {};
    return node(
      "li",
      "",
      bdi(title),
      where ? node("span", "atlas-changes-where", " · ", bdi(where)) : null,
      sure ? null : node("span", "atlas-changes-where", ` (${words.perhaps})`),
    );
  });
  const rest = changes.length - MOST_CHANGES;
  if (rest > 0) items.push(line("li", "", say(words.and_more, { n: rest })));
  return node("div", "", line("h2", "atlas-changes-head", heading), node("ul", "", ...items));
}

export class Changes {
  constructor() {
    this.element = node("div", "atlas-changes");
    this.element.setAttribute("aria-live", "polite");
  }

  // Follows the slider at rest, so that a moving one is not read out month by month.
  show(model, month, named, words, details) {
    clearTimeout(this.timer);
    this.element.hidden = month === null;
    if (month === null) {
      this.told = null;
      this.element.replaceChildren();
      return;
    }
    this.timer = setTimeout(() => this.tell(model, month, named, words, details), CHANGES_REST);
  }

  async tell(model, month, named, words, details) {
    const { begin, end } = changesAt(model.eventIndex, model.shown, month);
    const told = JSON.stringify([month, begin, end]);
    if (told === this.told) return;
    this.told = told;
    const events = (await details?.())?.events ?? [];
    if (told !== this.told) return;
    refill(
      this.element,
      changeList(say(words.begin_in, { month: named }), begin, events, words),
      changeList(say(words.end_in, { month: named }), end, events, words),
      begin.length || end.length ? null : line("p", "", say(words.no_change, { month: named })),
    );
  }
}
