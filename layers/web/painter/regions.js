// The coloured units: their shapes, classes and borders.

import { contains, project } from "./geometry.js";
import { letters, pattern } from "./patterns.js";

const PATTERNS = ["hatch", "dots", "fall", "range", "stripes"];
const TONE = { fall: "ink", range: "range", stripes: "ink" };

// The units of a picture, in its order, each with its shape (or null where none is known).
export function readRegions({ level, regions }, shapes) {
  return regions.map((region, index) => ({
    ...region,
    index,
    level,
    shape: shapes.get(level, region.code),
    point: region.point ? project(region.point[0], region.point[1]) : null,
  }));
}

// A unit without a readable class is drawn as one without a record, never as the lowest class.
export function classOf(symbology, index) {
  const digit = parseInt(symbology.class_of[index] ?? "", 36);
  return symbology.classes[digit] ?? { fill: "", fill_dark: "", pattern: "hatch", label: "" };
}

export function fillOf(cls, tones) {
  return (tones.dark ? cls.fill_dark || cls.fill : cls.fill) || tones.paper;
}

export function paintClass(ctx, cls, tones, cover) {
  ctx.fillStyle = fillOf(cls, tones);
  cover();
  if (cls.pattern) {
    const kind = PATTERNS.includes(cls.pattern) ? cls.pattern : "hatch";
    ctx.fillStyle = pattern(ctx, kind, tones[TONE[kind] ?? "hatch"]);
    cover();
  }
}

export function drawRegions(ctx, viewport, units, symbology, tones) {
  const seen = units.filter((unit) => unit.shape && viewport.sees(unit.shape));
  const byClass = new Map();
  for (const unit of seen) {
    const cls = classOf(symbology, unit.index);
    if (!byClass.has(cls)) byClass.set(cls, new Path2D());
    byClass.get(cls).addPath(viewport.path(unit.shape));
  }
  // Units of one class share no inside, so one path with the even-odd rule fills them all.
  for (const [cls, path] of byClass) {
    paintClass(ctx, cls, tones, () => ctx.fill(path, "evenodd"));
  }
  return seen.length;
}

// The word "illustration" all over the units with a number, so that it stands in every part
// that is cut out; where a unit is smaller than the word, the stripes of its class say it.
export function drawWatermark(ctx, viewport, units, symbology, text, tones) {
  const all = new Path2D();
  for (const { shape, index } of units) {
    const told = classOf(symbology, index).status === "reported";
    if (told && shape && viewport.sees(shape)) all.addPath(viewport.path(shape));
  }
  ctx.fillStyle = letters(ctx, text, tones.ink);
  ctx.globalAlpha = 0.62;
  ctx.fill(all, "evenodd");
  ctx.globalAlpha = 1;
}

// Borders thin out with the units between them: thousands of them would cover the colours.
export function drawBorders(ctx, viewport, units, tones) {
  const all = new Path2D();
  const sizes = [];
  for (const { shape } of units) {
    if (!shape || !viewport.sees(shape)) continue;
    all.addPath(viewport.path(shape));
    const [x0, y0, x1, y1] = viewport.box(shape.box);
    sizes.push(Math.min(x1 - x0, y1 - y0));
  }
  if (!sizes.length) return;
  const typical = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)];
  ctx.strokeStyle = tones.border;
  ctx.lineWidth = Math.max(0.12, Math.min(0.8, typical / 32));
  ctx.lineJoin = "round";
  ctx.stroke(all);
}

export function drawOutlines(ctx, viewport, outlines, shapes, tones) {
  const width = [1.7, 1.25, 0.9];
  ctx.strokeStyle = tones.outline;
  ctx.lineJoin = "round";
  for (const { code, level, rank } of outlines) {
    const shape = shapes.get(level, code);
    if (!shape || !viewport.sees(shape)) continue;
    ctx.lineWidth = width[Math.min(rank, width.length) - 1];
    ctx.stroke(viewport.path(shape));
  }
}

export function drawClaimed(ctx, viewport, claims, tones) {
  for (const { shape } of claims) {
    if (!viewport.sees(shape)) continue;
    const path = viewport.path(shape);
    ctx.fillStyle = tones.land;
    ctx.fill(path, "evenodd");
    ctx.fillStyle = pattern(ctx, "claim", tones.claim);
    ctx.fill(path, "evenodd");
    strokeClaim(ctx, tones, () => ctx.stroke(path));
  }
}

export function strokeClaim(ctx, tones, stroke) {
  ctx.save();
  ctx.strokeStyle = tones.outline;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([5, 4]);
  stroke();
  ctx.restore();
}

export function unitAt(units, x, y) {
  return units.find((unit) => unit.shape && contains(unit.shape, x, y)) ?? null;
}
