// Names and counts, placed so that none covers another and none leaves its unit or the map.

import { bdi, node } from "./dom.js";
import { boxAround } from "./boxes.js";
import { chord, project } from "./geometry.js";
import { forms } from "./measure.js";
import { classOf, fillOf } from "./regions.js";
import { luminance } from "./theme.js";

const CHIP = { height: 17, gap: 4 };
const SMALLEST = 26;

// Everything that wants a label, most important first.
export function wishes(model, selection, options) {
  const marked = new Map();
  if (options.marks) for (const mark of model.marks) marked.set(mark.code, mark);
  const list = [];
  for (const unit of model.units) {
    if (!unit.shape || !unit.point) continue;
    const mark = marked.get(unit.code);
    marked.delete(unit.code);
    list.push({ unit, mark, name: unit.name, code: unit.code, shape: unit.shape, point: unit.point });
  }
  for (const mark of marked.values()) {
    if (mark.point) {
      list.push({ mark, name: mark.name, code: mark.code, shape: mark.shape, point: mark.point });
    }
  }
  const area = ({ shape }) =>
    shape ? (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]) : 0;
  for (const wish of list) {
    wish.selected = wish.code === selection;
    wish.rank = [wish.selected ? 1 : 0, wish.mark ? wish.mark.count : 0, area(wish)];
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
        const c = chord(wish.shape, wy, wx);
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

function settle(wish, options, sight, toScreen, boxes) {
  const chipWidth = wish.mark ? CHIP.gap + 11 + 7 * String(wish.mark.count).length : 0;
  const must = wish.selected || wish.mark;
  const named = options.labels || wish.selected;
  const candidates = [];
  if (named) {
    for (const form of wish.mark?.site ? [] : forms(wish.name, must ? 600 : 500)) {
      candidates.push(() => places(wish, form, chipWidth, sight));
    }
    if (must) {
      for (const form of forms(wish.name, 600)) {
        candidates.push(() => nearby(wish, form, chipWidth, sight));
      }
    }
  }
  const bare = { text: "", width: 0, height: CHIP.height };
  if (wish.mark) candidates.push(() => nearby(wish, bare, chipWidth, sight));
  for (const candidate of candidates) {
    for (const place of candidate()) {
      const [sx, sy] = toScreen(place.x, place.y);
      const height = Math.max(place.form.height, chipWidth ? CHIP.height : 0);
      const box = boxAround(sx, sy, place.form.width + chipWidth, height);
      if (boxes.free(box)) {
        boxes.block(box);
        return place;
      }
    }
  }
  // A count never goes missing: with no free place it stands on its unit.
  if (!wish.mark) return null;
  const [x, y] = sight.at(wish.point);
  const [sx, sy] = toScreen(x, y);
  const box = boxAround(sx, sy, chipWidth, CHIP.height);
  if (!boxes.inside(box)) return null;
  boxes.block(box);
  return { form: bare, x, y, within: false };
}

function inkOn(wish, place, fill, tones) {
  if (!wish.unit || !place.within) return null;
  const cls = classOf(fill, wish.unit.index);
  const ground = cls.pattern ? tones.paper : fillOf(cls, tones);
  return { ground, light: luminance(ground) < 0.3 };
}

function labelNode(wish, place, ink, words) {
  const label = node("div", "atlas-label");
  label.classList.toggle("is-selected", wish.selected);
  label.classList.toggle("is-marked", Boolean(wish.mark));
  if (ink) label.classList.add(ink.light ? "is-light" : "is-dark");
  if (ink) label.style.setProperty("--atlas-halo", ink.ground);
  if (place.form.text) {
    const name = bdi({ text: place.form.text, lang: wish.name.lang });
    name.classList.add("atlas-name");
    label.append(name);
  }
  if (wish.mark) {
    const chip = node("span", "atlas-chip", bdi(String(wish.mark.count)));
    chip.title = words.events;
    label.append(chip);
    label.dataset.code = wish.code;
  }
  label.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px) translate(-50%, -50%)`;
  return label;
}

export function placeLabels(model, frame, sight, toScreen, boxes, tones) {
  const labels = [];
  const sites = frame.options.marks ? model.marks.filter((mark) => mark.site) : [];
  for (const { site } of sites) boxes.block(boxAround(...toScreen(...sight.at(site)), 14, 14));
  for (const wish of wishes(model, frame.selection, frame.options)) {
    if (!frame.options.labels && !wish.mark && !wish.selected) continue;
    if (wish.shape && !wish.mark && !wish.selected) {
      const [x0, y0, x1, y1] = sight.box(wish.shape.box);
      if (x1 - x0 < SMALLEST || y1 - y0 < 10 || !sight.sees(wish.shape)) continue;
    }
    const place = settle(wish, frame.options, sight, toScreen, boxes);
    if (place) labels.push(labelNode(wish, place, inkOn(wish, place, model.fill, tones), frame.words));
  }
  return labels;
}

// Of the names of one place, the one in the language of the picture, or else the English one.
function inLanguage(names, language) {
  const places = new Map();
  for (const name of names) {
    const at = name.point.join();
    const fits = name.text.lang === language;
    if (fits || (name.text.lang === "en" && !places.has(at))) places.set(at, name);
  }
  return places.values();
}

// Lakes and countries, where room is left.
export function placeContextNames(names, language, sight, toScreen, boxes) {
  const labels = [];
  for (const name of inLanguage(names, language)) {
    const [x, y] = sight.at(project(name.point[0], name.point[1]));
    const form = forms(name.text, 400)[0];
    const wide = name.kind === "country" ? form.width * 1.35 + 8 : form.width;
    const [sx, sy] = toScreen(x, y);
    const box = boxAround(sx, sy, wide, form.height);
    if ((name.kind === "lake" && sight.scale < 40) || !boxes.free(box)) continue;
    boxes.block(box);
    const label = node("div", `atlas-label is-${name.kind === "lake" ? "lake" : "country"}`, bdi(name.text));
    label.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
    labels.push(label);
  }
  return labels;
}
