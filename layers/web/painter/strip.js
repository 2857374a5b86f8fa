// Events that are known only for a province or the whole country: beside the map, counted.

import { address, bdi, line, node, say } from "./dom.js";

// More of them are not listed at once.
const MOST = 200;

function sourceItems(event, sources) {
  if (!sources || !event.told) {
    return (event.sources ?? []).map((source) => line("div", "atlas-event-source", source));
  }
  return event.told.map(({ source }) => {
    const { publisher, title, url } = sources[source];
    return node("div", "atlas-event-source", bdi(publisher), ": ", address(url, title));
  });
}

function eventItem(event, words, sources) {
  const facts = [event.when, event.where, ...(event.what ?? [])].filter(Boolean);
  return node(
    "li",
    "atlas-event",
    node("div", "atlas-event-title", bdi(event.title)),
    facts.length
      ? node("div", "atlas-event-facts", ...facts.flatMap((f, i) => (i ? [" · ", bdi(f)] : [bdi(f)])))
      : null,
    line("div", "atlas-event-kind", [event.kind, event.confidence].filter(Boolean).join(" · ")),
    ...sourceItems(event, sources),
    event.doubtful ? line("div", "atlas-event-doubt", words.doubtful) : null,
  );
}

// A list that fills itself once the words of the events are there.
export function eventList(numbers, details, words) {
  const list = node("ul", "atlas-events");
  details().then((held) => {
    const known = numbers.map((i) => held?.events[i]).filter(Boolean);
    list.replaceChildren(...known.slice(0, MOST).map((event) => eventItem(event, words, held.sources)));
    const rest = known.length - MOST;
    if (rest > 0) list.append(line("li", "atlas-event", say(words.more_events, { n: rest })));
    if (known.length < numbers.length) list.append(line("li", "atlas-event", words.load_failed));
  });
  return list;
}

export function strip(header, entries, details, open) {
  const { words } = header;
  if (!entries.length) return null;
  const total = entries.reduce((sum, entry) => sum + entry.events.length, 0);
  const rows = entries.map((entry) => {
    const chip = node("span", "atlas-chip", bdi(String(entry.count)));
    chip.classList.toggle("is-faded", entry.faded);
    const fold = node(
      "details",
      "atlas-strip-entry",
      node(
        "summary",
        "",
        chip,
        node("span", "atlas-strip-name", bdi(entry.name)),
        line("span", "atlas-strip-level", words[`whole_${entry.level}`]),
      ),
    );
    const fill = () => {
      if (fold.open && fold.children.length === 1) {
        fold.append(eventList(entry.events, details, words));
      }
    };
    fold.dataset.code = entry.code;
    fold.addEventListener("toggle", fill);
    fold.open = open.has(entry.code);
    return fold;
  });
  return node(
    "section",
    "atlas-strip",
    line("h2", "atlas-panel-title", say(words.strip_title, { n: total })),
    line("p", "atlas-legend-caveat", words.strip_note),
    ...rows,
  );
}
