// Hatches and dots, as canvas patterns for the map and as small pictures for the legend.

import { pixelRatio } from "./pixels.js";

const SIZE = { hatch: 7, dots: 7, range: 6, claim: 6, fall: 6, stripes: 9 };

function stroke(ctx, size, kind, colour) {
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineCap = "square";
  ctx.beginPath();
  if (kind === "dots") {
    ctx.arc(size / 2, size / 2, 1.05, 0, 2 * Math.PI);
    ctx.fill();
    return;
  }
  ctx.lineWidth = kind === "range" ? 1.3 : kind === "stripes" ? 3 : 1;
  if (kind === "stripes") ctx.globalAlpha = 0.14;
  if (kind === "fall") {
    ctx.globalAlpha = 0.45;
    ctx.moveTo(size / 2, 0);
    ctx.lineTo(size / 2, size);
  } else if (kind === "claim") {
    ctx.moveTo(0, size / 2);
    ctx.lineTo(size, size / 2);
  } else {
    // Three strokes so that the tile repeats without a seam.
    const turn = kind === "range" || kind === "stripes";
    for (const shift of [-size, 0, size]) {
      ctx.moveTo(turn ? shift : shift + size, 0);
      ctx.lineTo(turn ? shift + size : shift, size);
    }
  }
  ctx.stroke();
}

const tiles = new Map();

export function pattern(ctx, kind, colour) {
  const ratio = pixelRatio();
  const size = SIZE[kind];
  const key = `${kind} ${colour} ${ratio}`;
  if (!tiles.has(key)) {
    const tile = document.createElement("canvas");
    tile.width = Math.round(size * ratio);
    tile.height = Math.round(size * ratio);
    const pen = tile.getContext("2d");
    pen.scale(tile.width / size, tile.height / size);
    stroke(pen, size, kind, colour);
    tiles.set(key, tile);
  }
  const tile = tiles.get(key);
  const fill = ctx.createPattern(tile, "repeat");
  fill.setTransform(new DOMMatrix().scale(size / tile.width, size / tile.height));
  return fill;
}

// A word set twice into a tile, slanted, as a canvas pattern.
export function letters(ctx, text, colour) {
  const ratio = pixelRatio();
  const font = '600 11px "Source Sans 3", sans-serif';
  const key = `letters ${text} ${colour} ${ratio}`;
  if (!tiles.has(key)) {
    const tile = document.createElement("canvas");
    const pen = tile.getContext("2d");
    pen.font = font;
    const width = Math.ceil(pen.measureText(text).width) + 16;
    tile.width = Math.round(width * ratio);
    tile.height = Math.round(42 * ratio);
    pen.scale(ratio, ratio);
    pen.font = font;
    pen.fillStyle = colour;
    pen.textBaseline = "middle";
    pen.fillText(text, 8, 10);
    // The second line is shifted by half a tile and continues on the other side.
    for (const shift of [-width / 2, width / 2]) pen.fillText(text, 8 + shift, 31);
    tiles.set(key, tile);
  }
  const fill = ctx.createPattern(tiles.get(key), "repeat");
  fill.setTransform(new DOMMatrix().rotate(-24).scale(1 / ratio));
  return fill;
}

// A picture for the legend; `draw` paints into a canvas of width x height CSS pixels.
export function swatch(width, height, draw) {
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.className = "atlas-swatch";
  canvas.setAttribute("aria-hidden", "true");
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  draw(ctx, width, height);
  return canvas;
}
