// Everything the painter has decided from a picture's parts; rebuilt only where an id has changed.

import { readContext } from "./context.js";
import { Shapes } from "./geometry.js";
import { readRanges } from "./marks.js";
import { readRegions } from "./regions.js";
import {
  badgesOf,
  datedRange,
  marksAt,
  readPlaces,
  readShown,
  recounted,
  stateAt,
  tallies,
  tallyOf,
} from "./roster.js";

export class Model {
  constructor() {
    this.ids = {};
    this.builds = { base: 0, fill: 0, roster: 0, events: 0 };
    this.context = readContext(null);
    this.month = null;
  }

  // Takes the parts of a new picture and says what changed.
  update(spec, parts) {
    const differs = (name) => this.ids[name] !== spec[name].id;
    const changed = {
      base: differs("base"),
      fill: differs("fill"),
      roster: differs("roster") || differs("base"),
      area: this.area !== parts.base.area.code,
    };
    changed.events = differs("events") || changed.roster;
    if (changed.base) this.readBase(parts);
    if (changed.fill) {
      this.wholeFill = parts.fill;
      this.values = null;
      this.builds.fill += 1;
    }
    if (changed.roster) this.readRoster(parts.roster);
    if (changed.events) this.readEvents(parts.events);
    if (Object.values(changed).includes(true)) this.at(this.month);
    this.ids = Object.fromEntries(
      ["base", "fill", "roster", "events"].map((name) => [name, spec[name].id]),
    );
    return changed;
  }

  readBase({ base, geometry, context }) {
    this.base = base;
    this.area = base.area.code;
    this.shapes = new Shapes(geometry);
    this.units = readRegions(base, this.shapes);
    this.outlines = base.outlines;
    this.claims = base.claimed ? this.shapes.claimed() : [];
    if (this.contextId !== base.context?.id) {
      this.context = readContext(context);
      this.contextId = base.context?.id;
    }
    this.outlined = [base.area.code, ...[...base.regions, ...base.outlines].map((unit) => unit.code)];
    this.builds.base += 1;
  }

  readRoster(roster) {
    this.roster = roster;
    this.places = readPlaces(roster, this.shapes, this.units);
    this.builds.roster += 1;
  }

  readEvents(events) {
    this.shown = readShown(events.shown, this.roster.place.length);
    this.ranges = readRanges(events, this.shapes);
    // The strip of time tells also of the events that a window of time has left out.
    const timeline = events.timeline ? readShown(events.timeline, this.roster.place.length) : this.shown;
    this.dated = datedRange(this.roster, timeline);
    this.undated = timeline.filter((i) => !this.roster.span[i]).length;
    this.months = this.dated ? tallies(this.roster, timeline, this.dated) : null;
    this.builds.events += 1;
  }

  // Moves to a month; null takes all dates together.
  at(month) {
    this.month = month;
    const all = marksAt(this.places, this.roster, this.shown, month);
    this.tally = tallyOf(all);
    this.badges = badgesOf(all, this.tally, this.base.level);
    this.marks = all.filter((mark) => mark.marked);
    this.strip = all
      .filter((mark) => !mark.marked)
      .sort((a, b) => (a.level === "country") - (b.level === "country") || (a.code < b.code ? -1 : 1));
    // A province that already has the heavy outline of a range needs no second one.
    const ranged = new Set(this.ranges.map((range) => range.code));
    // Nor is one drawn around an area that is only a part of the province.
    const whole = new Set(this.outlined);
    this.dotted = this.strip
      .filter((entry) => whole.has(entry.code) && !ranged.has(entry.code))
      .map((entry) => ({ ...entry, shape: this.shapes.get(entry.level, entry.code) }));
    this.fill = recounted(this.wholeFill, this.units, this.places, this.roster, this.shown, month);
    this.byLine = this.lineCounts();
  }

  // The lines that are drawn, each with its number of events on the map.
  lineCounts() {
    const counts = this.roster.inks.map(() => 0);
    for (const mark of this.marks) {
      for (const i of mark.events) for (const ink of this.roster.ink[i]) counts[ink] += 1;
    }
    return this.roster.inks
      .map((ink, index) => ({ ...ink, count: counts[index] }))
      .filter((ink) => ink.count > 0);
  }

  // How many shown events were going on at the month: for certain, and perhaps.
  going() {
    const states = this.shown.map((i) => stateAt(this.roster.span[i], this.month));
    return {
      sure: states.filter((state) => state === 2).length,
      perhaps: states.filter((state) => state === 1).length,
    };
  }

  shapeOf(code) {
    if (!code) return null;
    const unit = this.units.find((u) => u.code === code);
    const mark = this.marks.find((m) => m.code === code);
    return unit?.shape ?? mark?.shape ?? null;
  }

  valueOf(unit) {
    if (!this.values || !unit) return null;
    const [value, note] = this.values.texts[this.values.of[unit.index]] ?? ["", ""];
    return { value, note };
  }
}
