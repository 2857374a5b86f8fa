// Names and counts, placed so that none covers another and none leaves its unit or the map.
// Of a picture of few units each is named: beside it, where it has no room.

import { bdi, node } from "./dom.js";
import { boxAround } from "./boxes.js";
import { leadNodes, placeCallouts } from "./callouts.js";
import { clusterNode, eventsOf, gathered, underOneName } from "./clusters.js";
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

// Places near the point of a unit or site, for what must not go missing.
function* nearby(wish, form, chipWidth, sight) {
  const [px, py] = sight.at(wish.point);
  const width = form.width + chipWidth;
  if (wish.mark?.site) {
    const aside = width / 2 + 10;
    const above = form.height / 2 + 9;
    for (const [dx, dy] of [[aside, 0], [-aside, 0], [0, -above], [0, above]]) {
      yield { form, x: px + dx, y: py + dy, within: false };
    }
    return;
  }
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
  const chipWidth = wish.mark ? chipWidthOf(wish.mark.count) : 0;
  const must = wish.selected || wish.mark;
  const named = options.labels || wish.selected;
  const candidates = [];
  if (named) {
    for (const form of wish.mark?.site ? [] : forms(wish.name, must ? 600 : 500)) {
      candidates.push(() => places(wish, form, chipWidth, sight, far));
    }
    if (must) {
      for (const form of forms(wish.name, 600)) {
        candidates.push(() => nearby(wish, form, chipWidth, sight));
      }
    }
  }
  const bare = { text: "", width: 0, height: grown(CHIP.height) };
  if (wish.mark) candidates.push(() => nearby(wish, bare, chipWidth, sight));
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
  const box = boxAround(sx, sy, chipWidthOf(wish.mark.count), grown(CHIP.height));
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

function labelNode({ code, mark, name, selected }, place, ink, words, kept) {
  const { text } = place.form;
  const chipped = mark && [code, mark.count, mark.faded, Boolean(mark.group), words.events];
  const label = kept.take(JSON.stringify([selected, ink, text, name.lang, chipped]), () => {
    const made = node("div", "atlas-label");
    made.classList.toggle("is-selected", selected);
    made.classList.toggle("is-marked", Boolean(mark));
    if (ink) made.classList.add(ink.light ? "is-light" : "is-dark");
    if (ink) made.style.setProperty("--atlas-halo", ink.ground);
    if (text) {
      const written = bdi({ text, lang: name.lang });
      written.classList.add("atlas-name");
      made.append(written);
    }
    if (mark) {
      const chip = node("span", "atlas-chip", bdi(String(mark.count)));
      chip.title = words.events;
      chip.classList.toggle("is-faded", mark.faded);
      chip.classList.toggle("is-several", Boolean(mark.group));
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

// Places clusters, then names and counts, then the names that found no room in their units. Returns what is written, in the order of the codes of
// places: its node, and the marks of a node that opens to a list.
export function placeLabels(model, frame, screen, boxes, tones, kept) {
  const { selection, options, words } = frame;
  const { sight, toScreen, fromScreen } = screen;
  const each = options.labels && model.units.length <= EACH_NAMED;
  const onScreen = (point) => toScreen(...sight.at(point));
  const inView = (mark) => mark.point && boxes.inside([...onScreen(mark.point), ...onScreen(mark.point)]);
  const marks = options.marks ? model.marks : [];
  const visible = marks.filter((mark) => inView(mark) || (mark.shape && sight.sees(mark.shape)));
  const chosen = visible.filter((mark) => mark.code === selection);
  const free = visible.filter((mark) => mark.code !== selection && mark.point);
  const groups = gathered(free, onScreen);
  const single = groups.filter(({ marks: held }) => held.length === 1).map(({ marks: [mark] }) => mark);
  const named = underOneName(groups, [...chosen, ...single]);
  for (const { site } of visible) if (site) boxes.block(boxAround(...onScreen(site), 14, 14));
  // What has been placed with a count: a cluster, or a label that may become one.
  const placed = [];
  for (const group of groups) {
    if (group.marks.length === 1 || named.has(group)) continue;
    const size = grown(CLUSTER[Math.min(3, String(eventsOf(group.marks)).length)]);
    boxes.block(boxAround(group.x, group.y, size, size));
    placed.push({ marks: group.marks, at: [group.x, group.y] });
  }
  const labels = [];
  const fits = (shape) => {
    if (!options.labels) return false;
    if (each) return sight.sees(shape);
    const [x0, y0, x1, y1] = sight.box(shape.box);
    return x1 - x0 >= SMALLEST && y1 - y0 >= 10 && sight.sees(shape);
  };
  for (const wish of wishes(model, [...chosen, ...single, ...named.values()], selection, fits)) {
    let place = settle(wish, options, sight, toScreen, boxes, each);
    if (!place && wish.mark) {
      const near = wish.selected ? null : nearestOf(placed, onScreen(wish.point));
      if (near) near.marks.push(wish.mark);
      else place = forced(wish, sight, toScreen, boxes);
    }
    if (!place) continue;
    const ink = inkOn(wish, place, model.fill, tones);
    const named = Boolean(place.form.text);
    const written = { code: wish.code, named, node: labelNode(wish, place, ink, words, kept) };
    if (wish.mark && !wish.selected) {
      const held = wish.mark.group ?? [wish.mark];
      if (wish.mark.group) written.marks = held;
      placed.push({ marks: [...held], whole: held.length, at: toScreen(place.x, place.y), written });
    } else labels.push(written);
  }
  for (const { marks: held, whole, at, written } of placed) {
    if (held.length === whole) labels.push(written);
    else {
      const [x, y] = fromScreen(...at);
      labels.push({ code: held[0].code, node: clusterNode(held, x, y, words, kept), marks: held });
    }
  }
  if (each) labels.push(...callouts(model.units, labels, { frame, screen, boxes, kept }));
  return labels.sort((a, b) => (a.code > b.code) - (a.code < b.code));
}

// Names beside their units, for those that have none yet.
function callouts(units, labels, { frame, screen, boxes, kept }) {
  const named = new Set(labels.filter((label) => label.named).map((label) => label.code));
  const silent = units.filter((unit) => !named.has(unit.code) && unit.shape && unit.point);
  const seen = silent.filter((unit) => screen.sight.sees(unit.shape));
  return placeCallouts(seen, units, screen, boxes).map(({ unit, form, box, tie }) => {
    const [x, y] = screen.fromScreen((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    const wish = { code: unit.code, name: unit.name, selected: false };
    const written = labelNode(wish, { form, x, y }, null, frame.words, kept);
    return { code: unit.code, named: true, node: written, lead: leadNodes({ tie, box }, screen.fromScreen) };
  });
}
