// Names beside the units that have no room for them, each tied to its unit by a line.
// The same rules as of figures (layers/figure/layout/leaders.py); tests/parity runs both.

import { boxAround } from "./boxes.js";
import { node } from "./dom.js";
import { contains } from "./geometry.js";
import { forms, grown } from "./measure.js";
import { unitAt } from "./regions.js";
import { RULES } from "./rules.js";

// Where the line from the point of a unit reaches its name.
function tieEnd([x, y], [x0, y0, x1, y1]) {
  return [Math.max(x0, Math.min(x1, x)), Math.max(y0, Math.min(y1, y))];
}

// What a point and the line from it to a name cover.
function beads(tie, box) {
  const [px, py] = tie;
  const [x, y] = tieEnd(tie, box);
  const steps = Math.floor(Math.hypot(x - px, y - py) / grown(RULES.leader.bead));
  const found = [boxAround(px, py, grown(RULES.leader.dot), grown(RULES.leader.dot))];
  for (let step = 2; step < steps; step += 1) {
    const part = step / steps;
    found.push(boxAround(px + part * (x - px), py + part * (y - py), grown(RULES.leader.bead), grown(RULES.leader.bead)));
  }
  return found;
}

// Places ever farther away, with their distance.
function* placesAround([px, py], form) {
  for (let ring = 1; ring <= RULES.leader.rings; ring += 1) {
    const far = grown(ring * RULES.leader.ring);
    for (let way = 0; way < RULES.leader.ways; way += 1) {
      const angle = (2 * Math.PI * way) / RULES.leader.ways;
      const x = px + Math.cos(angle) * (far + form.width / 2);
      const y = py + Math.sin(angle) * (far + form.height / 2);
      yield [far, boxAround(x, y, form.width, form.height)];
    }
  }
}

// Points of a unit that nothing covers, on the screen, first its own.
function* freeTies({ shape, point }, { viewport, toScreen }, boxes) {
  const [x0, y0, x1, y1] = shape.box;
  const free = ([x, y]) => boxes.free(boxAround(x, y, grown(RULES.leader.dot), grown(RULES.leader.dot)));
  const own = toScreen(...viewport.at(point));
  if (free(own)) yield own;
  for (let row = 1; row < RULES.leader.ties; row += 1) {
    for (let column = 1; column < RULES.leader.ties; column += 1) {
      const at = [x0 + ((x1 - x0) * column) / RULES.leader.ties, y0 + ((y1 - y0) * row) / RULES.leader.ties];
      const seen = toScreen(...viewport.at(at));
      if (free(seen) && contains(shape, ...at)) yield seen;
    }
  }
}

// How many of five points of a name lie on other units.
function namesHidden([x0, y0, x1, y1], unit, units, { viewport, fromScreen }) {
  const points = [[x0, y0], [x1, y0], [x0, y1], [x1, y1], [(x0 + x1) / 2, (y0 + y1) / 2]];
  return points.filter((at) => {
    const under = unitAt(units, ...viewport.world(...fromScreen(...at)));
    return under && under !== unit;
  }).length;
}

// The place that is nearest and hides least; its line runs under no other name. Where there is
// none such it does: a line that is hidden in part still leads to its unit.
function bestLeader(unit, units, screen, boxes) {
  for (const tie of freeTies(unit, screen, boxes)) {
    const found = nearestLeader(unit, tie, units, screen, boxes, true);
    if (found) return found;
  }
  const own = screen.toScreen(...screen.viewport.at(unit.point));
  return boxes.inside([...own, ...own]) ? nearestLeader(unit, own, units, screen, boxes, false) : null;
}

function nearestLeader(unit, tie, units, screen, boxes, clear) {
  let best = null;
  for (const form of forms(unit.name, 500)) {
    for (const [far, box] of placesAround(tie, form)) {
      if (best && far >= best.cost) break;
      if (!boxes.free(box)) continue;
      if (clear && beads(tie, box).some((bead) => boxes.hits(bead))) continue;
      const cost = far + grown(RULES.leader.other) * namesHidden(box, unit, units, screen);
      if (!best || cost < best.cost) best = { cost, form, box, tie };
    }
  }
  return best;
}

// The line and the dot that tie a name to its unit.
export function leaderNodes({ tie, box }, fromScreen) {
  const end = tieEnd(tie, box);
  const [x, y] = fromScreen(...tie);
  const leader = node("div", "atlas-leader");
  const turn = Math.atan2(end[1] - tie[1], end[0] - tie[0]);
  leader.style.width = `${Math.hypot(end[0] - tie[0], end[1] - tie[1])}px`;
  leader.style.transform = `translate(${x}px, ${y}px) rotate(${turn}rad)`;
  const dot = node("div", "atlas-leader-dot");
  dot.style.transform = `translate(${x}px, ${y}px)`;
  return [leader, dot];
}

// Names beside their units: [{ unit, form, box, tie }], all on the screen; their places are taken.
export function placeLeaders(silent, units, screen, boxes) {
  const found = [];
  const top = ({ point }) => screen.viewport.at(point)[1];
  const ordered = [...silent].sort((a, b) => top(a) - top(b) || (a.code < b.code ? -1 : 1));
  for (const unit of ordered) {
    const best = bestLeader(unit, units, screen, boxes);
    if (!best) continue;
    for (const bead of beads(best.tie, best.box)) boxes.block(bead);
    boxes.block(best.box);
    found.push({ unit, ...best });
  }
  return found;
}
