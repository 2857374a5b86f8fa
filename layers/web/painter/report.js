// What an exported page tells below its map: the map in words, two tables, how to read it.

import { bdi, line, node, say } from "./dom.js";
import { eventTable } from "./eventtable.js";
import { ranges, regionTable } from "./regiontable.js";

function section(id, title, ...children) {
  const heading = line("h2", "atlas-report-title", title);
  heading.id = `atlas-${id}`;
  const made = node("section", `atlas-report-part is-${id}`, heading, ...children);
  made.setAttribute("aria-labelledby", heading.id);
  made.tabIndex = -1;
  return made;
}

function facts(pairs) {
  const list = node("dl", "atlas-facts");
  for (const [name, ...texts] of pairs) {
    const held = texts.filter(Boolean);
    if (held.length) {
      list.append(node("div", "", line("dt", "", name), ...held.map((text) => line("dd", "", text))));
    }
  }
  return list;
}

function kindOf({ label }, frame, words) {
  const named = frame.words[`label_${label}`] ?? label;
  return `${named}: ${words[`means_${label}`] ?? ""}`;
}

function reading({ fill, values }, frame, words) {
  const { layer } = fill;
  const seen = new Set(values.rows.map((row) => row[2]));
  return section(
    "reading",
    words.reading,
    facts([
      [words.question, layer.question],
      [words.caution, layer.caveat],
      [words.value_source, layer.source],
      [words.kind, kindOf(layer, frame, words)],
      ...words.statuses.filter(([, label]) => seen.has(label)).map(([, label, text]) => [label, text]),
      [words.confidence, words.confidence_means],
      [words.placing, words.placing_means],
    ]),
  );
}

function about(frame, words) {
  return section(
    "about",
    words.about,
    line("p", "", words.cite_note),
    facts([
      [words.restore, say(frame.query === "?" ? words.restore_opening : words.restore_how, frame)],
      [words.version, say(words.version_text, { version: frame.data_version, print: frame.fingerprint })],
      [words.hash, frame.hash],
      [words.licence, frame.licence],
      [words.sources, ...frame.attribution],
    ]),
  );
}

function inWords({ words, short, long }) {
  const whole = node("details", "atlas-whole", line("summary", "", words.whole));
  whole.append(...long.map((text) => line("p", "", text)));
  return section("words", words.in_words, line("p", "", short), whole);
}

// A longer table than this stands last: what comes after it would never be reached.
const LONG_TABLE = 60;

// Everything below the map.
export function report(frame, parts, form) {
  const { words } = form;
  const regions = section("regions", words.regions, ranges(parts, words), regionTable(parts, words));
  const others = [
    section("events", words.events, eventTable(parts, words)),
    reading(parts, frame, words),
    about(frame, words),
  ];
  const long = parts.base.regions.length > LONG_TABLE;
  const parted = long ? [...others, regions] : [regions, ...others];
  return node("div", "atlas-report", inWords(form), ...parted);
}

// A link that comes into sight with the Tab key and leads past the map.
export function skipLink(words, to) {
  const link = node("a", "atlas-skip", bdi(words.skip));
  link.href = "#atlas-regions";
  link.addEventListener("click", (event) => {
    // In a frame without an address of its own, the link would lead out of it.
    event.preventDefault();
    to().focus();
    to().scrollIntoView();
  });
  return link;
}
