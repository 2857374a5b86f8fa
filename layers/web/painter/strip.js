// Events that are known only for a province or the whole country: beside the map, counted.

import { bdi, line, node, say } from "./dom.js";

export function eventItem(event, words, modalities) {
  const kinds = (event.modalities ?? []).map((id) => modalities.get(id)?.label ?? id);
  const facts = [event.when, event.where, ...kinds].filter(Boolean);
  return node(
    "li",
    "atlas-event",
    node("div", "atlas-event-title", bdi(event.title)),
    facts.length
      ? node("div", "atlas-event-facts", ...facts.flatMap((f, i) => (i ? [" · ", bdi(f)] : [bdi(f)])))
      : null,
    line("div", "atlas-event-kind", [event.kind, event.confidence].filter(Boolean).join(" · ")),
    ...(event.sources ?? []).map((source) => line("div", "atlas-event-source", source)),
    event.doubtful ? line("div", "atlas-event-doubt", words.doubtful) : null,
  );
}

export function eventList(ids, events, words) {
  const modalities = new Map(events.modalities.map((m) => [m.id, m]));
  const known = ids.map((id) => events.events[id]).filter(Boolean);
  return node("ul", "atlas-events", ...known.map((event) => eventItem(event, words, modalities)));
}

export function strip(frame, events, open) {
  const { words } = frame;
  if (!events.strip.length) return null;
  const total = events.strip.reduce((sum, entry) => sum + entry.events.length, 0);
  const rows = events.strip.map((entry) => {
    const fold = node(
      "details",
      "atlas-strip-entry",
      node(
        "summary",
        "",
        node("span", "atlas-chip", bdi(String(entry.events.length))),
        node("span", "atlas-strip-name", bdi(entry.name)),
        line("span", "atlas-strip-level", words[`whole_${entry.level}`]),
      ),
      eventList(entry.events, events, words),
    );
    fold.dataset.code = entry.code;
    fold.open = open.has(entry.code);
    return fold;
  });
  return node(
    "section",
    "atlas-strip",
    line("h3", "atlas-panel-title", say(words.strip_title, { n: total })),
    line("p", "atlas-legend-caveat", words.strip_note),
    ...rows,
  );
}
