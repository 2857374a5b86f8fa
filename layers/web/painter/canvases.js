// What stands on each of the three canvases, from the lowest stroke to the highest, and when
// one of them is painted anew: they are the costly part of a change, and most leave some as they are.

import { drawLand, drawWater } from "./context.js";
import { changedBoxes, drawMarks, drawRanges, drawStripOutlines, piecesOf } from "./marks.js";
import { drawBorders, drawClaimed, drawOutlines, drawRegions, drawWatermark } from "./regions.js";

// Land, coloured units and borders. Returns how many units were in sight.
function drawGround(ctx, viewport, model, { options, words }, tones) {
  if (options.context) drawLand(ctx, viewport, model.context, tones);
  drawClaimed(ctx, viewport, model.claims, tones);
  const seen = drawRegions(ctx, viewport, model.units, model.symbology, tones);
  if (model.symbology.layer.label === "illustration") {
    drawWatermark(ctx, viewport, model.units, model.symbology, words.label_illustration, tones);
  }
  if (options.context) drawWater(ctx, viewport, model.context, tones);
  drawBorders(ctx, viewport, model.units, tones);
  drawOutlines(ctx, viewport, model.outlines, model.shapes, tones);
  return seen;
}

// Published ranges and documented events. Returns how many marks were in sight.
function drawEvents(ctx, viewport, model, options, tones) {
  if (options.ranges) drawRanges(ctx, viewport, model.ranges, tones);
  if (!options.marks) return 0;
  drawStripOutlines(ctx, viewport, model.dotted, model.shapes, tones);
  return drawMarks(ctx, viewport, model.marks, tones);
}

// The ring of the keyboard around a place without an outline, in pixels.
const RING = 13;

function pathOf(viewport, { shape, point }) {
  if (shape) return viewport.path(shape);
  const ring = new Path2D();
  ring.arc(...viewport.at(point), RING, 0, 2 * Math.PI);
  return ring;
}

// The outlines of what is highlighted, what is chosen, what is pointed at, and of where the
// keyboard stands: a double line, which no other outline has.
function drawTouch(ctx, viewport, chosen, hovered, highlighted, current, tones) {
  ctx.lineJoin = "round";
  for (const [width, colour] of current ? [[9.5, tones.paper], [7.5, tones.ink], [4, tones.paper]] : []) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(pathOf(viewport, current));
  }
  for (const [shape, width, colour] of [
    ...highlighted.flatMap((shape) => [[shape, 6, tones.paper], [shape, 2.6, tones.ink]]),
    [current ? null : chosen, 6.5, tones.paper],
    [chosen, 3.2, tones.select],
    [hovered, 1.8, tones.ink],
  ]) {
    if (!shape) continue;
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(viewport.path(shape));
  }
}

// Paints the model, the header, the tones and what is pointed at of a map, on the canvases of its view.
export class Canvases {
  constructor(atlas) {
    this.atlas = atlas;
    this.counts = { grounds: 0, polygons: 0, marks: 0 };
    this.known = {};
  }

  // Whether what a canvas shows is no longer what it was.
  differs(name, ...shown) {
    const known = this.known[name];
    this.known[name] = shown;
    return shown.some((each, i) => each !== known?.[i]);
  }

  repaint() {
    const { view, model, tones, header: { options } } = this.atlas;
    const ground = [model.regions, model.symbology, model.context, tones, options.context];
    if (this.differs("ground", ...ground)) view.ground.paint();
    const before = this.pieces;
    this.pieces = piecesOf(model);
    const all = this.differs("events", model.regions, model.eventIndex, tones, options.marks, options.ranges);
    view.events.paint(all ? null : changedBoxes(before, this.pieces));
    this.touch();
  }

  // What the reader points at, has chosen, or was shown.
  touch() {
    const { view, model, tones, header, hovered, cursor } = this.atlas;
    if (!header) return;
    const lit = (header.highlight ?? []).map(({ code }) => code).join();
    const chosen = model.shapeOf(header.selection);
    if (this.differs("touch", chosen, hovered?.shape, tones, lit, model.shapes, cursor.place)) view.touch.paint();
  }

  drawGround(ctx, viewport) {
    const { model, header, tones } = this.atlas;
    if (!header) return;
    this.counts.polygons = drawGround(ctx, viewport, model, header, tones);
    this.counts.grounds += 1;
  }

  drawEvents(ctx, viewport) {
    const { host, model, header, tones } = this.atlas;
    if (!header) return;
    this.counts.marks = drawEvents(ctx, viewport, model, header.options, tones);
    host.dataset.paints = String(Number(host.dataset.paints) + 1);
  }

  drawTouch(ctx, viewport) {
    const { model, header, tones, hovered, cursor } = this.atlas;
    if (!header) return;
    const lit = (header.highlight ?? []).map(({ level, code }) => model.shapes.get(level, code));
    this.counts.highlights = lit.filter(Boolean).length;
    drawTouch(ctx, viewport, model.shapeOf(header.selection), hovered?.shape, lit, cursor.place, tones);
  }
}
