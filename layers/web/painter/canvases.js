// What stands on each of the three canvases, from the lowest stroke to the highest.

import { drawLand, drawWater } from "./context.js";
import { drawMarks, drawRanges, drawStripOutlines } from "./marks.js";
import { drawBorders, drawClaimed, drawOutlines, drawRegions, drawWatermark } from "./regions.js";

// Land, coloured units and borders. Returns how many units were in sight.
export function drawGround(ctx, sight, model, { options, words }, tones) {
  if (options.context) drawLand(ctx, sight, model.context, tones);
  drawClaimed(ctx, sight, model.claims, tones);
  const seen = drawRegions(ctx, sight, model.units, model.fill, tones);
  if (model.fill.layer.label === "illustration") {
    drawWatermark(ctx, sight, model.units, model.fill, words.label_illustration, tones);
  }
  if (options.context) drawWater(ctx, sight, model.context, tones);
  drawBorders(ctx, sight, model.units, tones);
  drawOutlines(ctx, sight, model.outlines, model.shapes, tones);
  return seen;
}

// Published ranges and documented events. Returns how many marks were in sight.
export function drawEvents(ctx, sight, model, options, tones) {
  if (options.ranges) drawRanges(ctx, sight, model.ranges, tones);
  if (!options.marks) return 0;
  drawStripOutlines(ctx, sight, model.dotted, model.shapes, tones);
  return drawMarks(ctx, sight, model.marks, tones);
}

// The outlines of what is highlighted, what is chosen and what is pointed at.
export function drawTouch(ctx, sight, chosen, hovered, highlighted, tones) {
  for (const [shape, width, colour] of [
    ...highlighted.flatMap((shape) => [[shape, 6, tones.paper], [shape, 2.6, tones.ink]]),
    [chosen, 6.5, tones.paper],
    [chosen, 3.2, tones.select],
    [hovered, 1.8, tones.ink],
  ]) {
    if (!shape) continue;
    ctx.lineJoin = "round";
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(sight.path(shape));
  }
}
