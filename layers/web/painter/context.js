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

export function drawLand(ctx, sight, context, tones) {
  ctx.fillStyle = tones.land;
  for (const shape of context.land) if (sight.sees(shape)) ctx.fill(sight.path(shape), "evenodd");
  ctx.strokeStyle = tones.country;
  ctx.lineWidth = 1;
  ctx.lineJoin = "round";
  for (const shape of context.borders) if (sight.sees(shape)) ctx.stroke(sight.path(shape));
}

export function drawWater(ctx, sight, context, tones) {
  ctx.strokeStyle = tones.river;
  ctx.lineJoin = "round";
  ctx.lineWidth = sight.scale > 48 ? 1.1 : 0.7;
  for (const shape of context.rivers) if (sight.sees(shape)) ctx.stroke(sight.path(shape));
  ctx.fillStyle = tones.water;
  ctx.lineWidth = 0.6;
  for (const shape of context.lakes) {
    if (!sight.sees(shape)) continue;
    ctx.fill(sight.path(shape), "evenodd");
    ctx.stroke(sight.path(shape));
  }
}
