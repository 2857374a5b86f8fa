// The map as a table: each region with its value, or the reason for none.

import { bdi, line, node, say } from "./dom.js";
import { rowHead, shortenedOnPaper, table, told } from "./tables.js";

// Events of each unit, from the event index: those that lie in it.
function eventsByUnit({ regions: { regions }, event_index: eventIndex }) {
  const codes = new Set(regions.map(({ code }) => code));
  const found = new Map();
  eventIndex.place.forEach((number, event) => {
    const place = eventIndex.places[number];
    const holder = [place.code, ...place.within].find((code) => codes.has(code));
    if (!holder) return;
    if (!found.has(holder)) found.set(holder, []);
    found.get(holder).push(event);
  });
  return found;
}

function publishers(numbers, details) {
  const named = numbers.flatMap((i) =>
    details.events[i].told.map(({ source }) => details.sources[source].publisher),
  );
  return [...new Set(named)].join("; ");
}

function isReported(symbology, i) {
  return symbology.classes[parseInt(symbology.class_of[i], 36)]?.status === "reported";
}

// Events that the number of a unit rests on: where a range is printed, the event that has it.
function ground(parts, unit, numbers) {
  const { details, symbology, event_index: eventIndex } = parts;
  const { label, of_kind: kind } = symbology.layer;
  if (label === "documented") {
    return numbers.filter((i) => eventIndex.counted[i] && (!kind || details.events[i].kind === kind));
  }
  if (label !== "published") return [];
  const named = new Set(
    parts.events.ranges.filter(({ code }) => code === unit.code).map(({ event }) => event),
  );
  return numbers.filter((i) => named.has(details.events[i].id));
}

function regionRow(parts, words, columns, unit, i, events) {
  const { values, details, symbology } = parts;
  const [value, note] = values.texts[values.of[i]];
  const [low, high, status, source] = values.rows[values.row_of[i]];
  const counts = events.length ? String(events.length) : words.none;
  const others = unit.names.filter(({ text }) => text !== unit.name.text).slice(0, 3);
  const runs = others.flatMap((name, at) => (at ? [" · ", bdi(name)] : [bdi(name)]));
  const behind = isReported(symbology, i) && !source ? ground(parts, unit, events) : [];
  return [
    rowHead(
      words.region,
      bdi(unit.name),
      runs.length ? node("span", "atlas-table-names", ...runs) : null,
      unit.parent && columns.parent ? node("span", "atlas-table-names", bdi(unit.parent)) : null,
    ),
    told(words.value, "is-value", line("span", "", value), line("span", "atlas-table-note", note)),
    ...(columns.ends
      ? [told(words.low, "is-number", bdi(low)), told(words.high, "is-number", bdi(high))]
      : []),
    told(words.status, "", bdi(status)),
    told(words.count, "is-number", bdi(counts)),
    told(words.value_source, "is-source", bdi(source || publishers(behind, details))),
  ];
}

export function regionTable(parts, words) {
  const { regions: { regions }, values, symbology } = parts;
  const events = eventsByUnit(parts);
  const columns = {
    ends: values.rows.some(([low, high]) => low || high),
    parent: regions.some((unit) => unit.parent?.text !== regions[0].parent?.text),
  };
  const { layer } = symbology;
  const kind = [layer.title, layer.unit, layer.year].filter(Boolean).join(", ");
  const heads = [
    words.region,
    words.value,
    ...(columns.ends ? [words.low, words.high] : []),
    words.status,
    words.count,
    words.value_source,
  ];
  const made = table(
    "is-regions",
    say(words.regions_caption, { layer: kind, n: regions.length }),
    heads,
    regions.map((unit, i) =>
      regionRow(parts, words, columns, unit, i, events.get(unit.code) ?? []),
    ),
  );
  return shortenedOnPaper(made, words.regions_printed, (i) => events.has(regions[i].code));
}

export function ranges({ events }, words) {
  if (!events.ranges.length) return null;
  return node(
    "ul",
    "atlas-ranges",
    ...events.ranges.map((range) =>
      node("li", "", bdi(range.name), ": ", node("strong", "", bdi(range.label)), " ", bdi(range.note)),
    ),
  );
}
