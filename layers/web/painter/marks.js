// Documented events, each drawn as the outline of the unit its source names, and published ranges.

import { pattern } from "./patterns.js";
import { stamp } from "./stamps.js";

// Units smaller than this on the screen, in pixels, get one thin line; and so do those that
// have no room for bands of the least width, which would hide their colour.
const TINY = 11;
const LEAST = 1.2;
// A browser strokes a line no wider than a pixel of the screen twice as fast as a wider one.
const HAIR = 1;
const FADED = 0.38;

export function colourOf(kind, tones) {
  return (tones.dark ? kind.colour_dark || kind.colour : kind.colour) || tones.ink;
}

function lookOf({ lines }) {
  let look = "";
  for (const { id, colour, dash, faded } of lines) look += `${id} ${colour} ${dash ?? ""}${faded ? "~" : ","}`;
  return look;
}

// What a model's canvas of events shows, piece by piece: a sign of how it looks, and its box.
export function piecesOf({ marks, ranges, dotted }) {
  const pieces = new Map();
  const add = (key, look, shape, site) => {
    if (shape || site) pieces.set(key, { look, box: site ? [...site, ...site] : shape.box });
  };
  for (const { code, site, faded, lines, shape } of marks) {
    const look = `${faded ? "~" : ""}${lookOf({ lines })}`;
    add(site ? `${code} ${site}` : code, look, shape, site);
  }
  for (const { level, code, shape } of ranges) add(`range ${level} ${code}`, "", shape);
  for (const { level, code, shape } of dotted) add(`dotted ${level} ${code}`, "", shape);
  return pieces;
}

// Boxes of what looks different; null where that is so much that all may be painted anew.
export function changedBoxes(before, after) {
  const boxes = [];
  for (const [key, { look, box }] of after) if (before.get(key)?.look !== look) boxes.push(box);
  for (const [key, { box }] of before) if (!after.has(key)) boxes.push(box);
  return boxes.length > Math.max(after.size, before.size) / 4 ? null : boxes;
}

// Marks whose place is known no closer than a unit are outlined; a site gets a point.
export function drawMarks(ctx, viewport, marks, tones) {
  const outlined = marks
    .filter((mark) => !mark.site && mark.shape && viewport.sees(mark.shape))
    .sort((a, b) => b.rank - a.rank || (a.code < b.code ? -1 : 1));
  const tiny = new Map();
  for (const mark of outlined) {
    if (!viewport.paints(mark.shape.box)) continue;
    const [x0, y0, x1, y1] = viewport.box(mark.shape.box);
    const room = (mark.shape.slim * viewport.scale * 1.1) / mark.lines.length;
    if (Math.min(x1 - x0, y1 - y0) < TINY || room < LEAST) gather(tiny, mark, viewport);
    else stamp(ctx, viewport, mark.shape, lookOf(mark), tones, (to) => drawBands(to, viewport, mark, room, tones));
  }
  drawTiny(ctx, tiny, tones);
  const sites = marks.filter((mark) => mark.site);
  for (const mark of sites) {
    if (viewport.paints([...mark.site, ...mark.site])) drawSite(ctx, viewport.at(mark.site), mark, tones);
  }
  return outlined.length + sites.length;
}

function gather(tiny, mark, viewport) {
  const [line] = mark.lines;
  const key = `${line.id} ${line.faded}`;
  if (!tiny.has(key)) tiny.set(key, { line, paths: [] });
  tiny.get(key).paths.push(viewport.outline(mark.shape));
}

// Many small strokes: one of them all would cost a browser several times as much.
function drawTiny(ctx, tiny, tones) {
  ctx.lineJoin = "bevel";
  ctx.setLineDash([]);
  for (const { line, paths } of tiny.values()) {
    ctx.globalAlpha = line.faded ? FADED : 1;
    ctx.strokeStyle = colourOf(line, tones);
    ctx.lineWidth = HAIR;
    for (const path of paths) ctx.stroke(path);
  }
  ctx.globalAlpha = 1;
}

// One band per sort of event, from the border inwards, on a casing that sets it off.
function drawBands(ctx, viewport, mark, room, tones) {
  const path = viewport.band(mark.shape);
  const width = Math.min(mark.finest ? 3.2 : 2.8, room);
  ctx.save();
  ctx.clip(viewport.outline(mark.shape), "evenodd");
  ctx.lineJoin = "bevel";
  for (let k = mark.lines.length - 1; k >= 0; k -= 1) {
    bandStroke(ctx, path, 2 * ((k + 1) * (width + 1)), mark.lines[k], tones);
  }
  ctx.restore();
}

function bandStroke(ctx, path, reach, line, tones) {
  ctx.setLineDash([]);
  ctx.strokeStyle = tones.casing;
  ctx.lineWidth = reach + 2;
  ctx.stroke(path);
  ctx.setLineDash(line.dash ?? []);
  ctx.globalAlpha = line.faded ? FADED : 1;
  ctx.strokeStyle = colourOf(line, tones);
  ctx.lineWidth = reach;
  ctx.stroke(path);
  ctx.globalAlpha = 1;
}

function drawSite(ctx, [x, y], mark, tones) {
  const [line] = mark.lines;
  ctx.globalAlpha = mark.faded ? FADED : 1;
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  ctx.fillStyle = line ? colourOf(line, tones) : tones.site;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = tones.casing;
  ctx.stroke();
}

export function bandSample(ctx, width, height, line, tones) {
  ctx.lineWidth = 5.5;
  ctx.strokeStyle = tones.casing;
  ctx.beginPath();
  ctx.moveTo(0, height / 2);
  ctx.lineTo(width, height / 2);
  ctx.stroke();
  ctx.lineWidth = 3.2;
  ctx.strokeStyle = colourOf(line, tones);
  ctx.setLineDash(line.dash ?? []);
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
export function drawRanges(ctx, viewport, ranges, tones) {
  for (const { shape } of ranges) {
    if (!viewport.sees(shape) || !viewport.paints(shape.box)) continue;
    const path = viewport.path(shape);
    const [x0, y0, x1, y1] = viewport.box(shape.box);
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
export function drawStripOutlines(ctx, viewport, entries, shapes, tones) {
  ctx.save();
  ctx.strokeStyle = tones.ink;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1, 3.5]);
  ctx.lineCap = "round";
  for (const entry of entries) {
    const shape = shapes.get(entry.level, entry.code);
    if (shape && viewport.sees(shape) && viewport.paints(shape.box)) ctx.stroke(viewport.path(shape));
  }
  ctx.restore();
}
