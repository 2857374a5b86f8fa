// Where names and counts stand: clusters, then names and counts, most important first.
// The same rules as of figures (layers/figure/layout/labels.py); tests/parity runs both.

import { boxAround } from "./boxes.js";
import { circleSize, gathered, together } from "./clusters.js";
import { forms, grown } from "./measure.js";
import { RULES } from "./rules.js";
import { wishes } from "./wishes.js";

// Where a name is tried above or below the point of its unit, in heights of the name.
function stepsOf(far) {
  const { near_steps: near, far_steps: [first, last] } = RULES.name;
  const beyond = Array.from({ length: last - first + 1 }, (_, i) => [-i - first, i + first]);
  return far ? [...near, ...beyond.flat()] : near;
}

// Places inside the largest part of a unit, or `far` also in all of its breadth.
function* places(wish, form, chipWidth, sight, far) {
  const width = form.width + chipWidth;
  const [px, py] = sight.at(wish.point);
  if (wish.shape) {
    for (const step of stepsOf(far)) {
      const y = py + step * form.height;
      const spans = [-0.45, 0, 0.45].map((k) => {
        const [wx, wy] = sight.world(px, y + k * form.height);
        const c = sight.chord(wish.shape, wy, wx);
        return c && [sight.at([c[0], 0])[0], sight.at([c[1], 0])[0]];
      });
      if (spans.some((span) => !span)) continue;
      const left = Math.max(...spans.map((span) => span[0])) + RULES.name.inset;
      const right = Math.min(...spans.map((span) => span[1])) - RULES.name.inset;
      if (right - left < width) continue;
      const ends = [left + width / 2, right - width / 2];
      const x = Math.max(ends[0], Math.min(ends[1], px));
      for (const middle of far ? [x, ...ends] : [x]) yield { form, x: middle, y, within: true };
    }
  }
}

// Places near the point of a unit, for what must not go missing.
function* nearby(wish, form, chipWidth, sight) {
  const [px, py] = sight.at(wish.point);
  const width = form.width + chipWidth;
  const [across, down] = RULES.name.around_gap;
  // Far from its unit a name would be read as another's: then the bare count stands there.
  for (const [dx, dy] of [[0, 0], ...RULES.name.around]) {
    const x = px + (dx * (width + across)) / 2;
    yield { form, x, y: py + dy * (form.height + down), within: false };
  }
}

function settle(wish, options, sight, toScreen, boxes, far) {
  const chipWidth = wish.badge ? chipWidthOf(wish.badge.count) : 0;
  const must = wish.selected || wish.badge;
  const named = options.labels || wish.selected;
  const candidates = [];
  if (named) {
    for (const form of forms(wish.name, must ? 600 : 500)) {
      candidates.push(() => places(wish, form, chipWidth, sight, far));
    }
    if (must) {
      for (const form of forms(wish.name, 600)) {
        candidates.push(() => nearby(wish, form, chipWidth, sight));
      }
    }
  }
  const bare = { text: "", width: 0, height: grown(RULES.count.height) };
  if (wish.badge) candidates.push(() => nearby(wish, bare, chipWidth, sight));
  for (const candidate of candidates) {
    for (const place of candidate()) {
      const [sx, sy] = toScreen(place.x, place.y);
      const height = Math.max(place.form.height, chipWidth ? grown(RULES.count.height) : 0);
      const box = boxAround(sx, sy, place.form.width + chipWidth, height);
      if (boxes.free(box)) {
        boxes.block(box);
        return place;
      }
    }
  }
  return null;
}

// A count never goes missing: with no free place, and none near to join, it stands on its unit.
function forced(wish, sight, toScreen, boxes) {
  const [x, y] = sight.at(wish.point);
  const [sx, sy] = toScreen(x, y);
  const box = boxAround(sx, sy, chipWidthOf(wish.badge.count), grown(RULES.count.height));
  if (!boxes.inside(box)) return null;
  boxes.block(box);
  return { form: { text: "", width: 0, height: grown(RULES.count.height) }, x, y, within: false };
}

function chipWidthOf(count) {
  const { gap, padding, digit } = RULES.count;
  return grown(gap + padding + digit * String(count).length);
}

// The nearest of what has been placed that a count without a free place may join.
function nearestOf(placed, [x, y]) {
  let best = null;
  for (const entry of placed) {
    const gap = Math.hypot(entry.at[0] - x, entry.at[1] - y);
    if (gap < grown(RULES.count.join) && (!best || gap < best.gap)) best = { gap, entry };
  }
  return best?.entry ?? null;
}

// What is placed: `groups` are the counts of several places, `singles` names and counts with their
// wish. A group may stand where a label was, when counts without a free place have joined it.
export function arranged(model, selection, options, { sight, toScreen }, boxes, each) {
  const onScreen = (point) => toScreen(...sight.at(point));
  const inView = (badge) => boxes.inside([...onScreen(badge.point), ...onScreen(badge.point)]);
  const badges = options.marks ? model.badges.filter(({ point }) => point) : [];
  const visible = badges.filter((badge) => inView(badge) || (badge.shape && sight.sees(badge.shape)));
  const chosen = visible.filter(({ code }) => code === selection);
  const groups = gathered(visible.filter(({ code }) => code !== selection), onScreen);
  const single = groups.filter(({ marks: held }) => held.length === 1).map(({ marks: [badge] }) => badge);
  for (const { site } of options.marks ? model.marks : []) {
    if (site) boxes.block(boxAround(...onScreen(site), RULES.site, RULES.site));
  }
  // What has been placed with a count: a cluster, or a label that may become one.
  const placed = [];
  for (const group of groups) {
    if (group.marks.length === 1) continue;
    const size = grown(RULES.count.circles[circleSize(together(group.marks).events.length)]);
    boxes.block(boxAround(group.x, group.y, size, size));
    placed.push({ badges: group.marks, at: [group.x, group.y] });
  }
  const singles = [];
  const { least_width: width, least_height: height } = RULES.name;
  const fits = (shape) => {
    if (!options.labels) return false;
    if (each) return sight.sees(shape);
    const [x0, y0, x1, y1] = sight.box(shape.box);
    return x1 - x0 >= width && y1 - y0 >= height && sight.sees(shape);
  };
  for (const wish of wishes(model, [...chosen, ...single], selection, fits)) {
    let place = settle(wish, options, sight, toScreen, boxes, each);
    if (!place && wish.badge) {
      const near = wish.selected ? null : nearestOf(placed, onScreen(wish.point));
      if (near) near.badges.push(wish.badge);
      else place = forced(wish, sight, toScreen, boxes);
    }
    if (!place) continue;
    const one = { wish, place };
    if (wish.badge && !wish.selected) {
      placed.push({ badges: [wish.badge], at: toScreen(place.x, place.y), one });
    } else singles.push(one);
  }
  const alone = ({ badges: held, one }) => one && held.length === 1;
  return {
    singles: [...singles, ...placed.filter(alone).map(({ one }) => one)],
    groups: placed.filter((entry) => !alone(entry)),
  };
}
