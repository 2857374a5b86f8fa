// What an exported page tells below its map: the map in words, two tables, how to read it.

import { address, bdi, line, node, say } from "./dom.js";

function section(id, title, ...children) {
  const heading = line("h3", "atlas-report-title", title);
  heading.id = `atlas-${id}`;
  const made = node("section", `atlas-report-part is-${id}`, heading, ...children);
  made.setAttribute("aria-labelledby", heading.id);
  made.tabIndex = -1;
  return made;
}

function cell(tag, name, ...children) {
  const made = node(tag, name, ...children);
  made.setAttribute("role", tag === "td" ? "cell" : name.includes("is-head") ? "columnheader" : "rowheader");
  return made;
}

// A table keeps its meaning for screen readers where it is laid out as cards.
function table(name, caption, heads, rows) {
  const row = (...cells) => {
    const made = node("tr", "", ...cells);
    made.setAttribute("role", "row");
    return made;
  };
  const head = node("thead", "", row(...heads.map((text) => {
    const made = cell("th", "is-head", bdi(text));
    made.scope = "col";
    return made;
  })));
  const body = node("tbody", "", ...rows.map((cells) => row(...cells)));
  for (const group of [head, body]) group.setAttribute("role", "rowgroup");
  const made = node("table", `atlas-table ${name}`, line("caption", "", caption), head, body);
  made.setAttribute("role", "table");
  const frame = node("div", "atlas-table-frame", made);
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", caption);
  return frame;
}

function rowHead(label, ...children) {
  const made = cell("th", "is-row", ...children);
  made.scope = "row";
  made.dataset.label = label;
  return made;
}

function told(label, name, ...children) {
  const made = cell("td", name, ...children);
  made.dataset.label = label;
  made.classList.toggle("is-empty", !made.textContent);
  return made;
}

// Events of each unit, from the roster: those that lie in it.
function eventsByUnit({ base, roster }) {
  const codes = new Set(base.regions.map(({ code }) => code));
  const found = new Map();
  roster.place.forEach((number, event) => {
    const place = roster.places[number];
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
  return [...new Set(named)].join(", ");
}

function regionRow(parts, words, columns, unit, i, events) {
  const { values, details, fill } = parts;
  const [value, note] = values.texts[values.of[i]];
  const [low, high, status, source] = values.rows[values.row_of[i]];
  const counts = events.length ? String(events.length) : words.none;
  const others = unit.names.filter(({ text }) => text !== unit.name.text).slice(0, 3);
  const runs = others.flatMap((name, at) => (at ? [" · ", bdi(name)] : [bdi(name)]));
  const said = ["documented", "published"].includes(fill.layer.label) && !source;
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
    told(words.value_source, "is-source", bdi(said ? publishers(events, details) : source)),
  ];
}

function regionTable(parts, words) {
  const { base, values, fill } = parts;
  const events = eventsByUnit(parts);
  const columns = {
    ends: values.rows.some(([low, high]) => low || high),
    parent: base.regions.some((unit) => unit.parent?.text !== base.regions[0].parent?.text),
  };
  const { layer } = fill;
  const kind = [layer.title, layer.unit, layer.year].filter(Boolean).join(", ");
  const heads = [
    words.region,
    words.value,
    ...(columns.ends ? [words.low, words.high] : []),
    words.status,
    words.count,
    words.value_source,
  ];
  return table(
    "is-regions",
    say(words.regions_caption, { layer: kind, n: base.regions.length }),
    heads,
    base.regions.map((unit, i) =>
      regionRow(parts, words, columns, unit, i, events.get(unit.code) ?? []),
    ),
  );
}

function sourceLine(source, words) {
  const facts = [source.published, source.read, say(words.grade, { grade: source.grade })];
  return [
    bdi(source.publisher),
    ": ",
    address(source.url, source.title),
    node("span", "atlas-table-note", bdi(facts.filter(Boolean).join(" · "))),
  ];
}

function claim(says, words) {
  const head = says.said || says.printed;
  const printed = says.said && says.printed ? say(words.printed, { text: says.printed }) : "";
  const quote = says.quote && says.quote !== head ? line("q", "atlas-quote", says.quote) : null;
  if (quote && says.quote_lang) quote.lang = says.quote_lang;
  const facts = [says.place, says.note, says.grade].filter(Boolean);
  return node(
    "li",
    "atlas-claim",
    node("span", "atlas-claim-about", `${says.about}: `),
    node("strong", "", bdi(head)),
    printed ? node("span", "", " ", bdi(printed)) : null,
    quote ? node("div", "", quote) : null,
    facts.length ? node("span", "atlas-table-note", bdi(facts.join(" · "))) : null,
  );
}

function saidBy({ source, repeats, says }, details, words) {
  return node(
    "div",
    "atlas-told",
    node("p", "atlas-told-source", ...sourceLine(details.sources[source], words)),
    ...repeats.map((number) => {
      const { publisher, title } = details.sources[number];
      return line("p", "atlas-table-note", say(words.repeats, { source: `${publisher}: ${title}` }));
    }),
    node("ul", "atlas-claims", ...says.map((each) => claim(each, words))),
  );
}

function difference({ topic, versions, shown }, words) {
  return node(
    "div",
    "atlas-differ",
    line("strong", "", say(words.differ, { topic })),
    node("ul", "atlas-claims", ...versions.map((text) => line("li", "atlas-claim", text))),
    line("p", "atlas-table-note", say(words.shown_here, { text: shown })),
  );
}

function eventRow(event, details, words) {
  const what = [event.kind, ...(event.what ?? [])].filter(Boolean).join(" · ");
  const sure = [event.confidence, event.doubtful ? words.doubtful : ""].filter(Boolean).join(" · ");
  return [
    rowHead(
      words.event,
      bdi(event.title),
      line("span", "atlas-table-note", what),
      line("span", "atlas-table-note", sure),
      line("span", "atlas-table-note", event.doubt),
      line("span", "atlas-table-note", event.id),
    ),
    told(words.when, "", bdi(event.when)),
    told(
      words.where,
      "",
      bdi(event.where),
      event.precision
        ? line("span", "atlas-table-note", say(words.located, { precision: event.precision }))
        : null,
    ),
    told(
      words.says,
      "is-told",
      ...event.told.map((each) => saidBy(each, details, words)),
      ...(event.differ ?? []).map((each) => difference(each, words)),
    ),
  ];
}

function eventTable({ details }, words) {
  const { events } = details;
  if (!events.length) return line("p", "", words.events_none);
  return table(
    "is-events",
    say(words.events_caption, { n: events.length }),
    [words.event, words.when, words.where, words.says],
    events.map((event) => eventRow(event, details, words)),
  );
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

function ranges({ events }, words) {
  if (!events.ranges.length) return null;
  return node(
    "ul",
    "atlas-ranges",
    ...events.ranges.map((range) =>
      node("li", "", bdi(range.name), ": ", node("strong", "", bdi(range.label)), " ", bdi(range.note)),
    ),
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

// Everything below the map.
export function report(frame, parts, form) {
  const { words } = form;
  return node(
    "div",
    "atlas-report",
    inWords(form),
    section("regions", words.regions, ranges(parts, words), regionTable(parts, words)),
    section("events", words.events, eventTable(parts, words)),
    reading(parts, frame, words),
    about(frame, words),
  );
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
