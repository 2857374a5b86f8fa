// Names and counts, placed so that none covers another and none leaves its unit or the map.
// Of a picture of few units each is named: beside it, where it has no room.

import { bdi, node } from "./dom.js";
import { boxAround } from "./boxes.js";
import { leadNodes, placeCallouts } from "./callouts.js";
import { clusterNode, gathered, together } from "./clusters.js";
import { countWords } from "./counts.js";
import { forms, grown } from "./measure.js";
import { classOf, fillOf } from "./regions.js";
import { luminance } from "./theme.js";
import { wishes } from "./wishes.js";

const CHIP = { height: 17, gap: 4 };
const SMALLEST = 26;
// Up to so many units a picture names each of them.
const EACH_NAMED = 40;
// Where a name stands above or below the point of its unit, in heights of the name.
const NEAR_STEPS = [0, -0.7, 0.7, -1.4, 1.4, -2.2, 2.2];
const FAR_STEPS = Array.from({ length: 22 }, (_, i) => [-i - 3, i + 3]).flat();
// A count without a free place joins one that is no farther away than this, in pixels.
const JOIN = 64;

// Places inside the largest part of a unit, or `far` also in all of its breadth.
function* places(wish, form, chipWidth, sight, far) {
  const width = form.width + chipWidth;
  const [px, py] = sight.at(wish.point);
  if (wish.shape) {
    for (const step of far ? [...NEAR_STEPS, ...FAR_STEPS] : NEAR_STEPS) {
      const y = py + step * form.height;
      const spans = [-0.45, 0, 0.45].map((k) => {
        const [wx, wy] = sight.world(px, y + k * form.height);
        const c = sight.chord(wish.shape, wy, wx);
        return c && [sight.at([c[0], 0])[0], sight.at([c[1], 0])[0]];
      });
      if (spans.some((span) => !span)) continue;
      const left = Math.max(...spans.map((span) => span[0])) + 3;
      const right = Math.min(...spans.map((span) => span[1])) - 3;
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
  // Far from its unit a name would be read as another's: then the bare count stands there.
  for (const reach of [0, 1]) {
    for (const [dx, dy] of [[0, -1], [0, 1], [1, 0], [-1, 0], [0.8, -0.8], [0.8, 0.8], [-0.8, -0.8], [-0.8, 0.8]]) {
      yield {
        form,
        x: px + (dx * reach * (width + 8)) / 2,
        y: py + dy * reach * (form.height + 2),
        within: false,
      };
      if (reach === 0) break;
    }
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
  const bare = { text: "", width: 0, height: grown(CHIP.height) };
  if (wish.badge) candidates.push(() => nearby(wish, bare, chipWidth, sight));
  for (const candidate of candidates) {
    for (const place of candidate()) {
      const [sx, sy] = toScreen(place.x, place.y);
      const height = Math.max(place.form.height, chipWidth ? grown(CHIP.height) : 0);
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
  const box = boxAround(sx, sy, chipWidthOf(wish.badge.count), grown(CHIP.height));
  if (!boxes.inside(box)) return null;
  boxes.block(box);
  return { form: { text: "", width: 0, height: grown(CHIP.height) }, x, y, within: false };
}

function chipWidthOf(count) {
  return grown(CHIP.gap + 11 + 7 * String(count).length);
}

function inkOn(wish, place, fill, tones) {
  if (!wish.unit || !place.within) return null;
  const cls = classOf(fill, wish.unit.index);
  const open = cls.pattern && cls.pattern !== "stripes";
  const ground = open ? tones.paper : fillOf(cls, tones);
  return { ground, light: luminance(ground) < 0.3 };
}

function labelNode({ code, badge, name, selected }, place, ink, told, kept) {
  const { text } = place.form;
  const chipped = badge && [code, badge.count, badge.faded, told];
  const label = kept.take(JSON.stringify([selected, ink, text, name.lang, chipped]), () => {
    const made = node("div", "atlas-label");
    made.classList.toggle("is-selected", selected);
    made.classList.toggle("is-marked", Boolean(badge));
    if (ink) made.classList.add(ink.light ? "is-light" : "is-dark");
    if (ink) made.style.setProperty("--atlas-halo", ink.ground);
    if (text) {
      const written = bdi({ text, lang: name.lang });
      written.classList.add("atlas-name");
      made.append(written);
    }
    if (badge) {
      const chip = node("span", "atlas-chip", bdi(String(badge.count)));
      chip.title = told;
      chip.classList.toggle("is-faded", badge.faded);
      made.append(chip);
      made.dataset.code = code;
    }
    return made;
  });
  label.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px) translate(-50%, -50%) scale(${grown(1)})`;
  return label;
}

const CLUSTER = { 1: 26, 2: 30, 3: 38 };

function nearestOf(placed, [x, y]) {
  let best = null;
  for (const entry of placed) {
    const gap = Math.hypot(entry.at[0] - x, entry.at[1] - y);
    if (gap < grown(JOIN) && (!best || gap < best.gap)) best = { gap, entry };
  }
  return best?.entry ?? null;
}

// Places clusters, then names and counts, then the names that found no room in their units.
// Returns what is written, in the order of the codes of places: its node, and the counts of a
// node that opens to a list.
export function placeLabels(model, frame, screen, boxes, tones, kept) {
  const { selection, options, words } = frame;
  const { sight, toScreen, fromScreen } = screen;
  const each = options.labels && model.units.length <= EACH_NAMED;
  const onScreen = (point) => toScreen(...sight.at(point));
  const inView = (badge) => boxes.inside([...onScreen(badge.point), ...onScreen(badge.point)]);
  const badges = options.marks ? model.badges.filter(({ point }) => point) : [];
  const visible = badges.filter((badge) => inView(badge) || (badge.shape && sight.sees(badge.shape)));
  const chosen = visible.filter(({ code }) => code === selection);
  const groups = gathered(visible.filter(({ code }) => code !== selection), onScreen);
  const single = groups.filter(({ marks: held }) => held.length === 1).map(({ marks: [badge] }) => badge);
  for (const { site } of options.marks ? model.marks : []) {
    if (site) boxes.block(boxAround(...onScreen(site), 14, 14));
  }
  // What has been placed with a count: a cluster, or a label that may become one.
  const placed = [];
  for (const group of groups) {
    if (group.marks.length === 1) continue;
    const digits = String(together(group.marks).events.length).length;
    const size = grown(CLUSTER[Math.min(3, digits)]);
    boxes.block(boxAround(group.x, group.y, size, size));
    placed.push({ badges: group.marks, at: [group.x, group.y] });
  }
  const labels = [];
  const fits = (shape) => {
    if (!options.labels) return false;
    if (each) return sight.sees(shape);
    const [x0, y0, x1, y1] = sight.box(shape.box);
    return x1 - x0 >= SMALLEST && y1 - y0 >= 10 && sight.sees(shape);
  };
  for (const wish of wishes(model, [...chosen, ...single], selection, fits)) {
    let place = settle(wish, options, sight, toScreen, boxes, each);
    if (!place && wish.badge) {
      const near = wish.selected ? null : nearestOf(placed, onScreen(wish.point));
      if (near) near.badges.push(wish.badge);
      else place = forced(wish, sight, toScreen, boxes);
    }
    if (!place) continue;
    const ink = inkOn(wish, place, model.fill, tones);
    const told = wish.badge ? countWords(model.tally.get(wish.code), words) : "";
    const named = Boolean(place.form.text);
    const written = { code: wish.code, named, node: labelNode(wish, place, ink, told, kept) };
    if (wish.badge && !wish.selected) {
      placed.push({ badges: [wish.badge], at: toScreen(place.x, place.y), written });
    } else labels.push(written);
  }
  for (const { badges: held, at, written } of placed) {
    if (written && held.length === 1) labels.push(written);
    else {
      const [x, y] = fromScreen(...at);
      labels.push({ code: held[0].code, node: clusterNode(held, x, y, words, kept), marks: held });
    }
  }
  if (each) labels.push(...callouts(model.units, labels, { screen, boxes, kept }));
  return labels.sort((a, b) => (a.code > b.code) - (a.code < b.code));
}

// Names beside their units, for those that have none yet.
function callouts(units, labels, { screen, boxes, kept }) {
  const named = new Set(labels.filter((label) => label.named).map((label) => label.code));
  const silent = units.filter((unit) => !named.has(unit.code) && unit.shape && unit.point);
  const seen = silent.filter((unit) => screen.sight.sees(unit.shape));
  return placeCallouts(seen, units, screen, boxes).map(({ unit, form, box, tie }) => {
    const [x, y] = screen.fromScreen((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    const wish = { code: unit.code, name: unit.name, selected: false };
    const written = labelNode(wish, { form, x, y }, null, "", kept);
    return { code: unit.code, named: true, node: written, lead: leadNodes({ tie, box }, screen.fromScreen) };
  });
}
