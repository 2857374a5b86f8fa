// Where names and counts stand: clusters, then names and counts, most important first.
// The same rules as of figures (layers/figure/layout/labels.py); tests/parity runs both.

import { boxAround } from "./boxes.js";
import { circleSize, gathered, together } from "./clusters.js";
import { forms, grown } from "./measure.js";
import { RULES } from "./rules.js";
import { labelCandidates } from "./candidates.js";

// Where a name is tried above or below the point of its unit, in heights of the name.
function stepsOf(far) {
  const { near_steps: near, far_steps: [first, last] } = RULES.name;
  const beyond = Array.from({ length: last - first + 1 }, (_, i) => [-i - first, i + first]);
  return far ? [...near, ...beyond.flat()] : near;
}

// Places inside the largest part of a unit, or `far` also in all of its breadth.
function* places(candidate, form, chipWidth, viewport, far) {
  const width = form.width + chipWidth;
  const [px, py] = viewport.at(candidate.point);
  if (candidate.shape) {
    for (const step of stepsOf(far)) {
      const y = py + step * form.height;
      const spans = [-0.45, 0, 0.45].map((k) => {
        const [wx, wy] = viewport.world(px, y + k * form.height);
        const c = viewport.chord(candidate.shape, wy, wx);
        return c && [viewport.at([c[0], 0])[0], viewport.at([c[1], 0])[0]];
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
function* nearby(candidate, form, chipWidth, viewport) {
  const [px, py] = viewport.at(candidate.point);
  const width = form.width + chipWidth;
  const [across, down] = RULES.name.around_gap;
  // Far from its unit a name would be read as another's: then the bare count stands there.
  for (const [dx, dy] of [[0, 0], ...RULES.name.around]) {
    const x = px + (dx * (width + across)) / 2;
    yield { form, x, y: py + dy * (form.height + down), within: false };
  }
}

function settle(candidate, options, viewport, toScreen, boxes, far) {
  const chipWidth = candidate.badge ? chipWidthOf(candidate.badge.count) : 0;
  const must = candidate.selected || candidate.badge;
  const named = options.labels || candidate.selected;
  const attempts = [];
  if (named) {
    for (const form of forms(candidate.name, must ? 600 : 500)) {
      attempts.push(() => places(candidate, form, chipWidth, viewport, far));
    }
    if (must) {
      for (const form of forms(candidate.name, 600)) {
        attempts.push(() => nearby(candidate, form, chipWidth, viewport));
      }
    }
  }
  const bare = { text: "", width: 0, height: grown(RULES.count.height) };
  if (candidate.badge) attempts.push(() => nearby(candidate, bare, chipWidth, viewport));
  for (const attempt of attempts) {
    for (const place of attempt()) {
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
function forced(candidate, viewport, toScreen, boxes) {
  const [x, y] = viewport.at(candidate.point);
  const [sx, sy] = toScreen(x, y);
  const box = boxAround(sx, sy, chipWidthOf(candidate.badge.count), grown(RULES.count.height));
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
// candidate. A group may stand where a label was, when counts without a free place have joined it.
export function arranged(model, selection, options, { viewport, toScreen }, boxes, each) {
  const onScreen = (point) => toScreen(...viewport.at(point));
  const inView = (badge) => boxes.inside([...onScreen(badge.point), ...onScreen(badge.point)]);
  const badges = options.marks ? model.badges.filter(({ point }) => point) : [];
  const visible = badges.filter((badge) => inView(badge) || (badge.shape && viewport.sees(badge.shape)));
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
    if (each) return viewport.sees(shape);
    const [x0, y0, x1, y1] = viewport.box(shape.box);
    return x1 - x0 >= width && y1 - y0 >= height && viewport.sees(shape);
  };
  for (const candidate of labelCandidates(model, [...chosen, ...single], selection, fits)) {
    let place = settle(candidate, options, viewport, toScreen, boxes, each);
    if (!place && candidate.badge) {
      const near = candidate.selected ? null : nearestOf(placed, onScreen(candidate.point));
      if (near) near.badges.push(candidate.badge);
      else place = forced(candidate, viewport, toScreen, boxes);
    }
    if (!place) continue;
    const one = { candidate, place };
    if (candidate.badge && !candidate.selected) {
      placed.push({ badges: [candidate.badge], at: toScreen(place.x, place.y), one });
    } else singles.push(one);
  }
  const alone = ({ badges: held, one }) => one && held.length === 1;
  return {
    singles: [...singles, ...placed.filter(alone).map(({ one }) => one)],
    groups: placed.filter((entry) => !alone(entry)),
  };
}
