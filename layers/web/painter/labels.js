// Names and counts, placed so that none covers another and none leaves its unit or the map.

import { bdi, node } from "./dom.js";
import { boxAround } from "./boxes.js";
import { clusterNode, gathered, together } from "./clusters.js";
import { countWords } from "./counts.js";
import { forms, grown } from "./measure.js";
import { classOf, fillOf } from "./regions.js";
import { luminance } from "./theme.js";

const CHIP = { height: 17, gap: 4 };
const SMALLEST = 26;
// A count without a free place joins one that is no farther away than this, in pixels.
const JOIN = 64;

// Everything that wants a label, most important first: each count, and units that a name fits in.
export function wishes(model, badges, selection, fits) {
  const counted = new Map(badges.map((badge) => [badge.code, badge]));
  const list = [];
  for (const unit of model.units) {
    if (!unit.shape || !unit.point) continue;
    const badge = counted.get(unit.code);
    if (!badge && unit.code !== selection && !fits(unit.shape)) continue;
    counted.delete(unit.code);
    list.push({ unit, badge, name: unit.name, code: unit.code, shape: unit.shape, point: unit.point });
  }
  for (const badge of counted.values()) {
    const { name, code, shape, point } = badge;
    if (point) list.push({ badge, name, code, shape, point });
  }
  const area = ({ shape }) =>
    shape ? (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]) : 0;
  for (const wish of list) {
    wish.selected = wish.code === selection;
    wish.rank = [wish.selected ? 1 : 0, wish.badge ? wish.badge.count : 0, area(wish)];
  }
  list.sort((a, b) => {
    for (let k = 0; k < 3; k += 1) if (a.rank[k] !== b.rank[k]) return b.rank[k] - a.rank[k];
    return a.code < b.code ? -1 : 1;
  });
  return list;
}

// Places inside the largest part of a unit.
function* places(wish, form, chipWidth, sight) {
  const width = form.width + chipWidth;
  const [px, py] = sight.at(wish.point);
  if (wish.shape) {
    for (const step of [0, -0.7, 0.7, -1.4, 1.4, -2.2, 2.2]) {
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
      const x = Math.max(left + width / 2, Math.min(right - width / 2, px));
      yield { form, x, y, within: true };
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

function settle(wish, options, sight, toScreen, boxes) {
  const chipWidth = wish.badge ? chipWidthOf(wish.badge.count) : 0;
  const must = wish.selected || wish.badge;
  const named = options.labels || wish.selected;
  const candidates = [];
  if (named) {
    for (const form of forms(wish.name, must ? 600 : 500)) {
      candidates.push(() => places(wish, form, chipWidth, sight));
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

// Places clusters, then names and counts. Returns what is written, in the order of the codes of
// places: its node, and the counts of a node that opens to a list.
export function placeLabels(model, frame, sight, toScreen, boxes, tones, kept) {
  const { selection, options, words } = frame;
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
    const [x0, y0, x1, y1] = sight.box(shape.box);
    return x1 - x0 >= SMALLEST && y1 - y0 >= 10 && sight.sees(shape);
  };
  for (const wish of wishes(model, [...chosen, ...single], selection, fits)) {
    let place = settle(wish, options, sight, toScreen, boxes);
    if (!place && wish.badge) {
      const near = wish.selected ? null : nearestOf(placed, onScreen(wish.point));
      if (near) near.badges.push(wish.badge);
      else place = forced(wish, sight, toScreen, boxes);
    }
    if (!place) continue;
    const ink = inkOn(wish, place, model.fill, tones);
    const told = wish.badge ? countWords(model.tally.get(wish.code), words) : "";
    const written = { code: wish.code, node: labelNode(wish, place, ink, told, kept) };
    if (wish.badge && !wish.selected) {
      placed.push({ badges: [wish.badge], at: toScreen(place.x, place.y), written });
    } else labels.push(written);
  }
  for (const { badges: held, at, written } of placed) {
    if (written && held.length === 1) labels.push(written);
    else {
      const [x, y] = fromScreen(toScreen, at);
      labels.push({ code: held[0].code, node: clusterNode(held, x, y, words, kept), marks: held });
    }
  }
  return labels.sort((a, b) => (a.code > b.code) - (a.code < b.code));
}

function fromScreen(toScreen, [x, y]) {
  const [ox, oy] = toScreen(0, 0);
  return [x - ox, y - oy];
}
