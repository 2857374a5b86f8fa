// The way over the map by keyboard: a list of its regions, of which the current one is outlined on
// the map, told beside it and read out.

import { summaryLines } from "./card.js";
import { node, refill } from "./dom.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// How much further away something counts for lying aside of the way that is asked for.
const ASIDE = 2;

// Where a region or a mark stands, in world pixels.
export function spotOf({ shape, point }) {
  if (point || !shape) return point ?? null;
  const [x0, y0, x1, y1] = shape.box;
  return [(x0 + x1) / 2, (y0 + y1) / 2];
}

// The nearest of several places in a direction; null where nothing lies that way.
export function nearestTowards(places, [x, y], [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const place of places) {
    const [px, py] = spotOf(place);
    const ahead = (px - x) * dx + (py - y) * dy;
    const aside = Math.abs((px - x) * dy - (py - y) * dx);
    const far = ahead + ASIDE * aside;
    if (ahead > 0 && far < least) {
      best = place;
      least = far;
    }
  }
  return best;
}

export class Cursor {
  constructor(atlas) {
    this.atlas = atlas;
    this.code = null;
    this.isOn = false;
    this.element = node("div", "atlas-cursor");
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "listbox");
    this.element.addEventListener("focus", () => this.turn(true));
    this.element.addEventListener("blur", () => this.turn(false));
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  // The coloured regions, then the marked places that are none of them; each code once.
  places() {
    const { units, marks } = this.atlas.model;
    const known = new Map();
    for (const place of [...units, ...marks]) {
      if (!known.has(place.code) && spotOf(place)) known.set(place.code, place);
    }
    return [...known.values()];
  }

  // What is outlined: nothing while the keyboard is elsewhere.
  get place() {
    return this.isOn ? (this.current ?? null) : null;
  }

  turn(on) {
    this.isOn = on;
    if (on) this.code = this.atlas.header?.selection ?? this.code;
    this.refresh();
    if (on) this.point();
    else this.atlas.unpoint();
  }

  // Follows a new picture: what is current stays so where it is still there.
  refresh() {
    const { atlas, element } = this;
    const places = this.places();
    element.hidden = !places.length;
    this.current = places.find(({ code }) => code === this.code) ?? places[0] ?? null;
    element.setAttribute("aria-label", atlas.header?.words.regions_by_keyboard ?? "");
    refill(element, this.current && this.option(this.current, places));
    if (this.current) element.setAttribute("aria-activedescendant", element.firstChild.id);
    atlas.canvases.touch();
  }

  // One option stands for all: thousands of them would cost more than the picture.
  option(place, places) {
    const { header } = this.atlas;
    const made = node("div", "", ...this.lines(place));
    made.id = `atlas-place-${place.code}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(place.code === header.selection));
    made.setAttribute("aria-setsize", String(places.length));
    made.setAttribute("aria-posinset", String(places.indexOf(place) + 1));
    return made;
  }

  lines(place) {
    const { model, header } = this.atlas;
    const unit = model.units.includes(place) ? place : null;
    const marks = model.marks.filter(({ code }) => code === place.code);
    return summaryLines(unit, marks, model, header);
  }

  // Brings the current place into sight and tells of it beside it.
  point() {
    if (!this.current) return;
    const { view, hover } = this.atlas;
    view.bring(spotOf(this.current));
    const [x, y] = view.screenAt(spotOf(this.current));
    const { x: width, y: height } = view.map.getSize();
    hover.show(this.lines(this.current), x, y, width, height);
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.current) return;
    const { key } = event;
    if (key === "Enter" || key === " ") this.atlas.choose(this.current.code);
    else if (!this.move(key)) return;
    event.preventDefault();
  }

  // Arrows go to the nearest coloured region that way, Page Up and Page Down through all in order,
  // the marked places inside regions among them.
  move(key) {
    const places = this.places();
    const at = places.findIndex(({ code }) => code === this.current.code);
    const inOrder = { Home: 0, End: -1, PageUp: Math.max(0, at - 1), PageDown: Math.min(places.length - 1, at + 1) };
    if (!(key in WAYS) && !(key in inOrder)) return false;
    const next = key in WAYS ? this.towards(WAYS[key]) : places.at(inOrder[key]);
    if (next) {
      this.code = next.code;
      this.refresh();
      this.point();
    }
    return true;
  }

  towards(way) {
    const units = this.atlas.model.units.filter(spotOf);
    return nearestTowards(units, spotOf(this.current), way);
  }
}
