// The shown events as a table: what each source says of them, as printed.

import { address, bdi, line, node, say } from "./dom.js";
import { rowHead, shortenedOnPaper, table, told } from "./tables.js";

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
  // Quotation marks stand around printed words alone; a summary is told as one.
  const printed = says.printed && say(words.printed, { text: says.printed });
  const short = says.short && say(words.short, { text: says.short });
  const quote = says.quote ? line("q", "atlas-quote", says.quote) : null;
  if (quote && says.quote_lang) quote.lang = says.quote_lang;
  const facts = [says.place, says.note, says.grade].filter(Boolean);
  return node(
    "li",
    "atlas-claim",
    node("span", "atlas-claim-about", says.speaker ? `${says.about}, ` : `${says.about}: `),
    says.speaker ? node("span", "", bdi(says.speaker), ":") : null,
    says.said ? node("strong", "", bdi(says.said)) : null,
    ...[printed, short].map((text) => (text ? node("span", "", " ", bdi(text)) : null)),
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

export function eventTable({ details }, words) {
  const { events } = details;
  if (!events.length) return line("p", "", words.events_none);
  const made = table(
    "is-events",
    say(words.events_caption, { n: events.length }),
    [words.event, words.when, words.where, words.says],
    events.map((event) => eventRow(event, details, words)),
  );
  return shortenedOnPaper(made, words.events_printed);
}
