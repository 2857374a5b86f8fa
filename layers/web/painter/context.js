// Quiet surroundings: land of the neighbours and country lines below, water above.

import { decodeLine, decodeShape } from "./geometry.js";

export function readContext(asset) {
  if (!asset) return { land: [], lakes: [], rivers: [], borders: [], names: [] };
  const shapes = (polys) => polys.map((rings) => decodeShape([rings], asset.scale));
  const lines = (list) => list.map((flat) => decodeLine(flat, asset.scale));
  return {
    land: shapes(asset.land),
    lakes: shapes(asset.lakes),
    rivers: lines(asset.rivers),
    borders: lines(asset.borders),
    names: asset.names,
  };
}

export function drawLand(ctx, viewport, context, tones) {
  ctx.fillStyle = tones.land;
  for (const shape of context.land) if (viewport.sees(shape)) ctx.fill(viewport.path(shape), "evenodd");
  ctx.strokeStyle = tones.country;
  ctx.lineWidth = 1;
  ctx.lineJoin = "round";
  for (const shape of context.borders) if (viewport.sees(shape)) ctx.stroke(viewport.path(shape));
}

export function drawWater(ctx, viewport, context, tones) {
  ctx.strokeStyle = tones.river;
  ctx.lineJoin = "round";
  ctx.lineWidth = viewport.scale > 48 ? 1.1 : 0.7;
  for (const shape of context.rivers) if (viewport.sees(shape)) ctx.stroke(viewport.path(shape));
  ctx.fillStyle = tones.water;
  ctx.lineWidth = 0.6;
  for (const shape of context.lakes) {
    if (!viewport.sees(shape)) continue;
    ctx.fill(viewport.path(shape), "evenodd");
    ctx.stroke(viewport.path(shape));
  }
}
