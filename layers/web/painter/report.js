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

function kindOf({ label }, header, words) {
  const named = header.words[`label_${label}`] ?? label;
  return `${named}: ${words[`means_${label}`] ?? ""}`;
}

function reading({ symbology, values }, header, words) {
  const { layer } = symbology;
  const seen = new Set(values.rows.map((row) => row[2]));
  return section(
    "reading",
    words.reading,
    facts([
      [words.question, layer.question],
      [words.caution, layer.caveat],
      [words.value_source, layer.source],
      [words.kind, kindOf(layer, header, words)],
      ...words.statuses.filter(([, label]) => seen.has(label)).map(([, label, text]) => [label, text]),
      [words.confidence, words.confidence_means],
      [words.placing, words.placing_means],
    ]),
  );
}

function about(header, words) {
  return section(
    "about",
    words.about,
    line("p", "", words.cite_note),
    facts([
      [words.restore, say(header.query === "?" ? words.restore_opening : words.restore_how, header)],
      [words.version, say(words.version_text, { version: header.data_version, print: header.fingerprint })],
      [words.hash, header.hash],
      [words.licence, header.licence],
      [words.sources, ...header.attribution],
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
export function report(header, parts, form) {
  const { words } = form;
  const regions = section("regions", words.regions, ranges(parts, words), regionTable(parts, words));
  const others = [
    section("events", words.events, eventTable(parts, words)),
    reading(parts, header, words),
    about(header, words),
  ];
  const long = parts.regions.regions.length > LONG_TABLE;
  const parted = long ? [...others, regions] : [regions, ...others];
  return node("div", "atlas-report", inWords(form), ...parted);
}

// A link that comes into sight with the Tab key and leads past the map.
export function skipLink(words, to) {
  const link = node("a", "atlas-skip", bdi(words.skip));
  link.href = "#atlas-regions";
  link.addEventListener("click", (event) => {
    // In an iframe without an address of its own, the link would lead out of it.
    event.preventDefault();
    to().focus();
    to().scrollIntoView();
  });
  return link;
}
