// Everything the painter has decided from a picture's parts; rebuilt only where an id has changed.

import { readContext } from "./context.js";
import { Shapes } from "./geometry.js";
import { readMarks, readRanges } from "./marks.js";
import { readRegions } from "./regions.js";

export class Model {
  constructor() {
    this.ids = {};
    this.builds = { base: 0, fill: 0, events: 0 };
    this.context = readContext(null);
  }

  // Takes the parts of a new picture and says what changed.
  update(spec, parts) {
    const changed = {
      base: this.ids.base !== spec.base.id,
      fill: this.ids.fill !== spec.fill.id,
      events: this.ids.events !== spec.events.id,
      area: this.area !== parts.base.area.code,
    };
    if (changed.base) this.readBase(parts);
    if (changed.fill) {
      this.fill = parts.fill;
      this.builds.fill += 1;
    }
    if (changed.events || changed.base) this.readEvents(parts.events);
    this.ids = { base: spec.base.id, fill: spec.fill.id, events: spec.events.id };
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

  readEvents(events) {
    this.events = events;
    this.marks = readMarks(events, this.shapes, this.units);
    this.ranges = readRanges(events, this.shapes);
    this.strip = events.strip;
    // A province that already has the heavy outline of a range needs no second one.
    const ranged = new Set(this.ranges.map((range) => range.code));
    // Nor is one drawn around an area that is only a part of the province.
    const whole = new Set(this.outlined);
    this.dotted = events.strip.filter((e) => whole.has(e.code) && !ranged.has(e.code));
    this.builds.events += 1;
  }
}
