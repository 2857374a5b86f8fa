// Documented events, each drawn as the outline of the unit its source names, and published ranges.

import { contains, innerPoint, project } from "./geometry.js";
import { pattern } from "./patterns.js";

const WIDER_FIRST = { country: 0, province: 1, prefecture: 2, county: 3 };

// Marks with shape, point and the coloured unit that holds or equals them.
export function readMarks(events, shapes, units) {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const kinds = new Map(events.modalities.map((m) => [m.id, m]));
  return events.marks.map((mark) => {
    const shape = shapes.get(mark.level, mark.code);
    const unit = byCode.get(mark.code) ?? null;
    const site = mark.at ? project(mark.at[0], mark.at[1]) : null;
    const point = unit?.point ?? (shape ? innerPoint(shape) : site);
    const holder =
      unit ?? (point ? units.find((u) => u.shape && contains(u.shape, point[0], point[1])) : null);
    const finer = !holder || WIDER_FIRST[mark.level] >= WIDER_FIRST[holder.level];
    return {
      ...mark,
      shape,
      site,
      point: site ?? point,
      unit,
      holder: finer ? (holder ?? null) : null,
      kinds: mark.modalities.map((id) => kinds.get(id)).filter(Boolean),
    };
  });
}

export function colourOf(kind, tones) {
  return (tones.dark ? kind.colour_dark || kind.colour : kind.colour) || tones.ink;
}

// Marks whose place is known no closer than a unit are outlined; a site gets a point.
export function drawMarks(ctx, sight, marks, tones) {
  const outlined = marks
    .filter((mark) => !mark.site && mark.shape && sight.sees(mark.shape))
    .sort((a, b) => WIDER_FIRST[b.level] - WIDER_FIRST[a.level]);
  for (const mark of outlined) drawBands(ctx, sight, mark, tones);
  for (const mark of marks) if (mark.site) drawSite(ctx, sight.at(mark.site), mark.kinds, tones);
  return outlined.length + marks.filter((mark) => mark.site).length;
}

// One band per kind of collection, from the border inwards, on a casing that sets it off.
function drawBands(ctx, sight, mark, tones) {
  const path = sight.path(mark.shape);
  const room = (mark.shape.slim * sight.scale * 1.1) / mark.kinds.length;
  const width = Math.max(1.2, Math.min(mark.level === "county" ? 3.2 : 2.8, room));
  ctx.save();
  ctx.clip(path, "evenodd");
  ctx.lineJoin = "round";
  for (let k = mark.kinds.length - 1; k >= 0; k -= 1) {
    bandStroke(ctx, path, 2 * ((k + 1) * (width + 1)), mark.kinds[k], tones);
  }
  ctx.restore();
}

function bandStroke(ctx, path, reach, kind, tones) {
  ctx.setLineDash([]);
  ctx.strokeStyle = tones.casing;
  ctx.lineWidth = reach + 2;
  ctx.stroke(path);
  ctx.setLineDash(kind.dash ?? []);
  ctx.strokeStyle = colourOf(kind, tones);
  ctx.lineWidth = reach;
  ctx.stroke(path);
}

function drawSite(ctx, [x, y], kinds, tones) {
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  ctx.fillStyle = kinds[0] ? colourOf(kinds[0], tones) : tones.site;
  ctx.fill();
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = tones.casing;
  ctx.stroke();
}

export function bandSample(ctx, width, height, kind, tones) {
  ctx.lineWidth = 5.5;
  ctx.strokeStyle = tones.casing;
  ctx.beginPath();
  ctx.moveTo(0, height / 2);
  ctx.lineTo(width, height / 2);
  ctx.stroke();
  ctx.lineWidth = 3.2;
  ctx.strokeStyle = colourOf(kind, tones);
  ctx.setLineDash(kind.dash ?? []);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function readRanges(events, shapes) {
  return events.ranges
    .map((range) => ({ ...range, shape: shapes.get(range.level, range.code) }))
    .filter((range) => range.shape);
}

// A range is a statement about a whole unit: a hatched rim along its border, and a heavy outline.
// The rim leaves the colours of the units inside it readable.
export function drawRanges(ctx, sight, ranges, tones) {
  for (const { shape } of ranges) {
    if (!sight.sees(shape)) continue;
    const path = sight.path(shape);
    const [x0, y0, x1, y1] = sight.box(shape.box);
    ctx.save();
    ctx.clip(path, "evenodd");
    ctx.lineJoin = "round";
    ctx.strokeStyle = pattern(ctx, "range", tones.range);
    ctx.lineWidth = Math.max(10, Math.min(44, (x1 - x0) / 13, (y1 - y0) / 8));
    ctx.stroke(path);
    ctx.restore();
    ctx.strokeStyle = tones.range;
    ctx.lineWidth = 2.8;
    ctx.stroke(path);
  }
}

// Provinces whose events stand in the strip beside the map.
export function drawStripOutlines(ctx, sight, entries, shapes, tones) {
  ctx.save();
  ctx.strokeStyle = tones.ink;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1, 3.5]);
  ctx.lineCap = "round";
  for (const entry of entries) {
    const shape = shapes.get(entry.level, entry.code);
    if (shape && sight.sees(shape)) ctx.stroke(sight.path(shape));
  }
  ctx.restore();
}
