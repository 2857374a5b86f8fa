// The callout of a published range: beside its unit, tied to its outline, saying what it is.

import { bdi, line, node, say } from "./dom.js";
import { contains } from "./geometry.js";
import { sizeOf } from "./measure.js";
import { unitAt } from "./regions.js";

const STEPS = 14;

// Thins an outline so that many places can be tried quickly.
function thin(shape) {
  if (!shape.thin) {
    const ring = shape.parts[shape.largest][0];
    const every = Math.max(1, Math.ceil(ring.length / 2 / 240));
    const kept = [];
    for (let i = 0; i < ring.length; i += 2 * every) kept.push(ring[i], ring[i + 1]);
    shape.thin = { ...shape, parts: [[Float64Array.from(kept)]], largest: 0 };
  }
  return shape.thin;
}

function onScreen(ring, viewport, toScreen) {
  const points = [];
  for (let i = 0; i < ring.length; i += 2) {
    points.push(toScreen(...viewport.at([ring[i], ring[i + 1]])));
  }
  return points;
}

function nearest(points, x, y) {
  let best = { gap: Infinity, x, y };
  for (const [px, py] of points) {
    const gap = (px - x) ** 2 + (py - y) ** 2;
    if (gap < best.gap) best = { gap, x: px, y: py };
  }
  return best;
}

// What a callout would hide at fifteen points of its box: its own unit costs most, then any other.
function hidden([x0, y0, x1, y1], shape, units, viewport, fromScreen) {
  let cost = 0;
  for (const fx of [0, 0.25, 0.5, 0.75, 1]) {
    for (const fy of [0, 0.5, 1]) {
      const at = viewport.world(...fromScreen(x0 + fx * (x1 - x0), y0 + fy * (y1 - y0)));
      if (contains(shape, ...at)) cost += 300;
      else if (unitAt(units, ...at)) cost += 40;
    }
  }
  return cost;
}

function calloutNode(range, words) {
  const rule = say(words.range_of_unit, { level: words[`level_${range.level}`] ?? range.level });
  return node(
    "div",
    "atlas-callout",
    line("div", "atlas-callout-rule", rule),
    node("div", "atlas-callout-name", bdi(range.name)),
    line("div", "atlas-callout-value", range.label),
    line("div", "atlas-callout-note", range.note),
  );
}

// Puts each callout where it hides least of its own unit and of what is placed already.
export function placeCallouts(model, ranges, words, screen, boxes, layer) {
  const { viewport, toScreen, fromScreen } = screen;
  const { units } = model;
  const made = [];
  for (const range of ranges) {
    const callout = calloutNode(range, words);
    const [width, height] = sizeOf(callout, layer);
    const shape = thin(range.shape);
    const outline = onScreen(shape.parts[0][0], viewport, toScreen);
    const [bx0, by0, bx1, by1] = boxes.bounds;
    const tried = [];
    for (let i = 0; i <= STEPS; i += 1) {
      for (let j = 0; j <= STEPS; j += 1) {
        const x = bx0 + ((bx1 - bx0 - width) * i) / STEPS;
        const y = by0 + ((by1 - by0 - height) * j) / STEPS;
        const box = [x, y, x + width, y + height];
        const tie = nearest(outline, x + width / 2, y + height / 2);
        tried.push({ box, tie, cost: boxes.hits(box) * 600 + Math.sqrt(tie.gap) });
      }
    }
    tried.sort((a, b) => a.cost - b.cost);
    let best = null;
    for (const place of tried) {
      if (best && place.cost >= best.cost) break;
      const cost = place.cost + hidden(place.box, shape, units, viewport, fromScreen);
      if (!best || cost < best.cost) best = { ...place, cost };
    }
    boxes.block(best.box);
    const [left, top] = fromScreen(best.box[0], best.box[1]);
    callout.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    made.push(callout, ...tieNode(best, fromScreen));
  }
  return made;
}

function tieNode({ box, tie }, fromScreen) {
  const x = Math.max(box[0], Math.min(box[2], tie.x));
  const y = Math.max(box[1], Math.min(box[3], tie.y));
  const length = Math.hypot(tie.x - x, tie.y - y);
  if (length < 3) return [];
  const thread = node("div", "atlas-tie");
  const [left, top] = fromScreen(x, y);
  thread.style.width = `${length}px`;
  thread.style.transform = `translate(${left}px, ${top}px) rotate(${Math.atan2(tie.y - y, tie.x - x)}rad)`;
  return [thread];
}
