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
} from "./eventindex.js";

export class Model {
  constructor() {
    this.ids = {};
    this.builds = { regions: 0, symbology: 0, eventIndex: 0, events: 0 };
    this.context = readContext(null);
    this.month = null;
  }

  // Takes the parts of a new picture and says what changed.
  update(spec, parts) {
    const differs = (name) => this.ids[name] !== spec[name].id;
    const changed = {
      regions: differs("regions"),
      symbology: differs("symbology"),
      eventIndex: differs("event_index") || differs("regions"),
      area: this.area !== parts.regions.area.code,
    };
    changed.events = differs("events") || changed.eventIndex;
    if (changed.regions) this.setRegions(parts);
    if (changed.symbology) {
      this.wholeSymbology = parts.symbology;
      this.values = null;
      this.builds.symbology += 1;
    }
    if (changed.eventIndex) this.setEventIndex(parts.eventIndex);
    if (changed.events) this.setEvents(parts.events);
    if (Object.values(changed).includes(true)) this.at(this.month);
    this.ids = Object.fromEntries(
      ["regions", "symbology", "event_index", "events"].map((name) => [name, spec[name].id]),
    );
    return changed;
  }

  setRegions({ regions, geometry, context }) {
    this.regions = regions;
    this.area = regions.area.code;
    this.shapes = new Shapes(geometry);
    this.units = readRegions(regions, this.shapes);
    this.outlines = regions.outlines;
    this.claims = regions.claimed ? this.shapes.claimed() : [];
    if (this.contextId !== regions.context?.id) {
      this.context = readContext(context);
      this.contextId = regions.context?.id;
    }
    this.outlined = [regions.area, ...regions.regions, ...regions.outlines].map(({ code }) => code);
    this.builds.regions += 1;
  }

  setEventIndex(eventIndex) {
    this.eventIndex = eventIndex;
    this.places = readPlaces(eventIndex, this.shapes, this.units);
    this.builds.eventIndex += 1;
  }

  setEvents(events) {
    this.shown = readShown(events.shown, this.eventIndex.place.length);
    this.ranges = readRanges(events, this.shapes);
    // The strip of time tells also of the events that a window of time has left out.
    const timeline = events.timeline ? readShown(events.timeline, this.eventIndex.place.length) : this.shown;
    this.dated = datedRange(this.eventIndex, timeline);
    this.undated = timeline.filter((i) => !this.eventIndex.span[i]).length;
    this.months = this.dated ? tallies(this.eventIndex, timeline, this.dated) : null;
    this.builds.events += 1;
  }

  // Moves to a month; null takes all dates together.
  at(month) {
    this.month = month;
    const all = marksAt(this.places, this.eventIndex, this.shown, month);
    this.tally = tallyOf(all);
    this.badges = badgesOf(all, this.tally, this.regions.level);
    this.marks = all.filter((mark) => mark.marked);
    this.strip = all
      .filter((mark) => !mark.marked)
      .sort((a, b) => (a.rank === 0) - (b.rank === 0) || (a.code < b.code ? -1 : 1));
    // A province that already has the heavy outline of a range needs no second one.
    const ranged = new Set(this.ranges.map((range) => range.code));
    // Nor is one drawn around an area that is only a part of the province.
    const whole = new Set(this.outlined);
    this.dotted = this.strip
      .filter((entry) => whole.has(entry.code) && !ranged.has(entry.code))
      .map((entry) => ({ ...entry, shape: this.shapes.get(entry.level, entry.code) }));
    this.symbology = recounted(
      this.wholeSymbology,
      this.units,
      this.places,
      this.eventIndex,
      this.shown,
      month,
    );
    this.byLine = this.lineCounts();
  }

  // The lines that are drawn, each with its number of events on the map.
  lineCounts() {
    const counts = this.eventIndex.inks.map(() => 0);
    for (const mark of this.marks) {
      for (const i of mark.events) for (const ink of this.eventIndex.ink[i]) counts[ink] += 1;
    }
    return this.eventIndex.inks
      .map((ink, index) => ({ ...ink, count: counts[index] }))
      .filter((ink) => ink.count > 0);
  }

  // How many shown events were going on at the month: for certain, and perhaps.
  going() {
    const states = this.shown.map((i) => stateAt(this.eventIndex.span[i], this.month));
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
