// The events of an area: which of them are shown, where they stand, and when they were going on.

import { innerPoint, project } from "./geometry.js";

export const SURE = 2;
export const PERHAPS = 1;

// Places with shape, point and the coloured unit that is or holds them (null: wider than all).
export function readPlaces(eventIndex, shapes, units) {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  return eventIndex.places.map((place) => {
    const unit = byCode.get(place.code) ?? null;
    const holder = unit ?? byCode.get(place.within.find((code) => byCode.has(code))) ?? null;
    const site = place.at ? project(place.at[0], place.at[1]) : null;
    let shape;
    let point;
    return {
      ...place,
      unit,
      holder,
      site,
      get shape() {
        shape ??= place.marked ? shapes.get(place.level, place.code) : null;
        return shape;
      },
      get point() {
        point ??= site ?? unit?.point ?? (this.shape ? innerPoint(this.shape) : null);
        return point;
      },
    };
  });
}

// Numbers of the events whose bit is set, in the order of the event index.
export function readShown(digits, total) {
  const shown = [];
  for (let i = 0; i < total; i += 1) {
    if ((parseInt(digits[i >> 2] ?? "0", 16) >> (3 - (i & 3))) & 1) shown.push(i);
  }
  return shown;
}

// Whether an event was going on in a month: for certain, perhaps, or not as far as is known.
// Without a month every event counts, also one without a date.
export function stateAt(span, month) {
  if (month === null) return SURE;
  if (!span) return 0;
  const [earliest, from, to, latest] = span;
  if (from !== null && month >= from && month <= to) return SURE;
  if (earliest !== null && month < earliest) return 0;
  return latest !== null && month > latest ? 0 : PERHAPS;
}

// One mark for each place with an event at a month; its lines are faded where all is uncertain.
export function marksAt(places, eventIndex, shown, month) {
  const found = new Map();
  for (const i of shown) {
    const state = stateAt(eventIndex.span[i], month);
    if (!state) continue;
    const number = eventIndex.place[i];
    let mark = found.get(number);
    if (!mark) found.set(number, (mark = { place: places[number], events: [], sure: 0, states: [] }));
    mark.events.push(i);
    if (state === SURE) mark.sure += 1;
    for (const ink of eventIndex.ink[i]) mark.states[ink] = Math.max(mark.states[ink] ?? 0, state);
  }
  const faint = eventIndex.inks.map((ink) => ({ ...ink, faded: true }));
  const full = eventIndex.inks.map((ink) => ({ ...ink, faded: false }));
  return [...found.values()].map(({ place, events, sure, states }) => ({
    code: place.code,
    level: place.level,
    rank: place.rank,
    finest: place.finest,
    name: place.name,
    within: place.within,
    marked: place.marked,
    unit: place.unit,
    holder: place.holder,
    site: place.site,
    shape: place.shape,
    point: place.point,
    events,
    count: events.length,
    faded: sure === 0,
    lines: states.map((state, ink) => (state === SURE ? full : faint)[ink]).filter(Boolean),
  }));
}

// The events of every region by its code, sub-regions included: what the counts on the map, in
// cards and in tables say. `own` are those documented at this level.
export function tallyOf(marks) {
  const tally = new Map();
  for (const mark of marks) {
    for (const code of [mark.code, ...mark.within]) {
      if (!tally.has(code)) tally.set(code, { events: [], own: 0, sure: false, marks: [] });
      const found = tally.get(code);
      for (const i of mark.events) found.events.push(i);
      found.sure ||= !mark.faded;
      found.marks.push(mark);
      if (mark.code === code) found.own += mark.count;
    }
  }
  return tally;
}

// The counts on the map: one for each coloured unit, and for each outlined place wider than these.
export function badgesOf(marks, tally, unitLevel) {
  const badges = new Map();
  for (const mark of marks) {
    const { holder } = mark;
    const { code, name, shape } = holder ?? mark;
    const level = holder ? unitLevel : mark.level;
    if (badges.has(code) || !(holder || mark.marked)) continue;
    const { events, sure, marks: held } = tally.get(code);
    const point = holder?.point ?? (shape ? innerPoint(shape) : mark.point);
    const count = events.length;
    badges.set(code, { code, level, name, shape, point, events, count, faded: !sure, held });
  }
  return [...badges.values()];
}

// First and last month that any date of the shown events names; null where there are none.
export function datedRange(eventIndex, shown) {
  let first = Infinity;
  let last = -Infinity;
  for (const i of shown) {
    for (const month of eventIndex.span[i] ?? []) {
      if (month === null) continue;
      first = Math.min(first, month);
      last = Math.max(last, month);
    }
  }
  return first < last ? [first, last] : null;
}

// Numbers of events going on in each month of a range: for certain, and perhaps.
export function tallies(eventIndex, shown, [first, last]) {
  const sure = new Array(last - first + 1).fill(0);
  const perhaps = new Array(last - first + 1).fill(0);
  const add = (row, from, to) => {
    for (let m = Math.max(from, first); m <= Math.min(to, last); m += 1) row[m - first] += 1;
  };
  for (const i of shown) {
    const span = eventIndex.span[i];
    if (!span) continue;
    const [earliest, from, to, latest] = span;
    const begin = earliest ?? first;
    const end = latest ?? last;
    if (from === null) add(perhaps, begin, end);
    else {
      add(sure, from, to);
      add(perhaps, begin, from - 1);
      add(perhaps, to + 1, end);
    }
  }
  return { sure, perhaps };
}

// Classes of the units when only the events of one month count. The rules come with the symbology.
export function recounted(symbology, units, places, eventIndex, shown, month) {
  if (month === null || !symbology.recount) return symbology;
  const counts = new Map();
  for (const i of shown) {
    const { holder } = places[eventIndex.place[i]];
    if (!holder || !eventIndex.counted[i] || !stateAt(eventIndex.span[i], month)) continue;
    counts.set(holder.index, (counts.get(holder.index) ?? 0) + 1);
  }
  const { bounds, none } = symbology.recount;
  const numbers = symbology.classes.map(() => 0);
  const signs = units.map(({ index }) => {
    const count = counts.get(index);
    const within = bounds.findIndex((bound) => count <= bound);
    const found = count ? (within < 0 ? bounds.length - 1 : within) : none;
    numbers[found] += 1;
    return found.toString(36);
  });
  const classes = symbology.classes.map((cls, i) => ({ ...cls, count: numbers[i] }));
  return { ...symbology, classes, class_of: signs.join("") };
}
