// Tables of an exported page, kept as tables for screen readers where they are laid out as cards.

import { bdi, line, node, say } from "./dom.js";

function cell(tag, name, ...children) {
  const made = node(tag, name, ...children);
  made.setAttribute("role", tag === "td" ? "cell" : name.includes("is-head") ? "columnheader" : "rowheader");
  return made;
}

export function table(name, caption, heads, rows) {
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

export function rowHead(label, ...children) {
  const made = cell("th", "is-row", ...children);
  made.scope = "row";
  made.dataset.label = label;
  return made;
}

export function told(label, name, ...children) {
  const made = cell("td", name, ...children);
  made.dataset.label = label;
  made.classList.toggle("is-empty", !made.textContent);
  return made;
}

// Rows of a table that are printed at most: paper has no search and no scroll bar.
const MOST_PRINTED = 60;

// Leaves the rows of a long table off paper, those that must be kept excepted, and says how many.
export function shortenedOnPaper(frame, words, mustStand = () => false) {
  const rows = [...frame.querySelectorAll("tbody tr")];
  let room = MOST_PRINTED - rows.filter((_, i) => mustStand(i)).length;
  const left = rows.filter((_, i) => !mustStand(i) && (room -= 1) < 0);
  if (!left.length) return frame;
  for (const row of left) row.classList.add("is-unprinted");
  const note = line("p", "atlas-print-note", say(words, { n: rows.length - left.length, count: rows.length }));
  frame.prepend(note);
  return frame;
}
