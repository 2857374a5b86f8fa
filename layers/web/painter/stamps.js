// Small pictures of what is drawn along borders: strokes are the costly part of a canvas, and most
// marks look as they did before.

import { pixelRatio } from "./pixels.js";

// Larger ones than this, in pixels of the screen, are drawn each time.
const LARGEST = 400 * 400;
// Looks kept of one shape.
const LOOKS = 4;

// Draws what `draw(context)` draws within the box of a shape, and keeps it by its look.
export function stamp(ctx, viewport, shape, look, tones, draw) {
  const ratio = pixelRatio();
  const [x0, y0, x1, y1] = viewport.box(shape.box);
  const left = Math.floor((x0 - 1) * ratio) / ratio;
  const top = Math.floor((y0 - 1) * ratio) / ratio;
  const wide = Math.ceil((x1 + 1 - left) * ratio);
  const tall = Math.ceil((y1 + 1 - top) * ratio);
  if (wide * tall > LARGEST) {
    draw(ctx);
    return;
  }
  const key = `${viewport.key} ${ratio}`;
  if (shape.stamps?.key !== key || shape.stamps.tones !== tones) {
    shape.stamps = { key, tones, cache: new Map() };
  }
  const { cache } = shape.stamps;
  let made = cache.get(look);
  if (!made) {
    made = document.createElement("canvas");
    made.width = wide;
    made.height = tall;
    const to = made.getContext("2d");
    to.scale(ratio, ratio);
    to.translate(-left, -top);
    draw(to);
    if (cache.size >= LOOKS) cache.delete(cache.keys().next().value);
    cache.set(look, made);
  }
  ctx.drawImage(made, left, top, wide / ratio, tall / ratio);
}
