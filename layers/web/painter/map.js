// createMap: one painter for the live map and the exported page.

import { Canvases } from "./canvases.js";
import { ClickCard, HoverCard, summaryLines } from "./card.js";
import { Cursor } from "./cursor.js";
import { button, refill } from "./dom.js";
import { fillFoot, fillHead, scaffold } from "./header.js";
import { contains } from "./geometry.js";
import { Legend } from "./legend.js";
import { askForLetters, forgetSizes } from "./measure.js";
import { Model } from "./model.js";
import { Names } from "./naming.js";
import { Parts } from "./parts.js";
import { unitAt } from "./regions.js";
import { ScaleBar } from "./scalebar.js";
import { strip } from "./strip.js";
import { isDark, readTones, watchTheme } from "./theme.js";
import { TimeLine } from "./time.js";
import { View } from "./view.js";

const WAIT = 250;
const PATIENCE = 1500;
// Fields and lists that close, or empty themselves, at Escape.
const OWN_ESCAPE = "input:not([type=range]), textarea, select, [role=combobox], [role=menu]";

export class Atlas {
  constructor(host, assets, callbacks) {
    this.host = host;
    this.tell = { select: null, view: () => {}, time: () => {}, missing: () => {}, ...callbacks };
    this.parts = new Parts(assets, (id) => this.tell.missing(id));
    this.model = new Model();
    this.written = { labels: 0, callouts: 0 };
    this.turn = 0;
    this.hovered = null;
    this.stops = [];
    host.dataset.mounts = String(Number(host.dataset.mounts ?? 0) + 1);
    host.dataset.paints = "0";
    this.dom = scaffold();
    host.append(this.dom.root);
    this.legend = new Legend();
    this.scalebar = new ScaleBar();
    this.hover = new HoverCard();
    this.card = new ClickCard(() => this.choose(null));
    this.time = new TimeLine((month) => this.toMonth(month), this.tell.time, this.tell.during);
    this.dom.time.replaceWith(this.time.element);
    this.cursor = new Cursor(this);
    this.dom.map.after(this.cursor.element);
    this.dom.stage.append(this.scalebar.element, this.hover.element, this.card.element);
    this.readTheme();
    this.canvases = new Canvases(this);
    this.view = new View(this.dom.map, this.canvases);
    this.names = new Names(
      this.view.labels,
      (code) => this.toggle(code),
      (marks) => this.openCluster(marks),
    );
    this.view.settled = (byReader) => this.moved(byReader);
    this.listen();
  }

  listen() {
    const { map } = this.view;
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout", () => this.unpoint());
    map.on("movestart zoomstart", () => this.unpoint());
    map.on("click", (event) => this.click(event));
    const resized = new ResizeObserver(() => this.resized());
    resized.observe(this.dom.map);
    this.stops.push(() => resized.disconnect());
    const arrived = () => this.lettersArrived();
    document.fonts.addEventListener("loadingdone", arrived);
    this.stops.push(() => document.fonts.removeEventListener("loadingdone", arrived));
    const released = (event) => this.release(event);
    document.addEventListener("keydown", released);
    this.stops.push(() => document.removeEventListener("keydown", released));
    this.stops.push(watchTheme(this.host, () => this.retheme()));
  }

  readTheme() {
    this.dom.root.dataset.tone = isDark(this.host) ? "dark" : "light";
    this.tones = readTones(this.dom.root);
  }

  retheme() {
    if (isDark(this.host) === this.tones.dark) return;
    this.readTheme();
    if (!this.header) return;
    this.furnish();
    this.repaint();
  }

  async show(spec) {
    this.turn += 1;
    const { turn } = this;
    const [words, regions, symbology, eventIndex, events] = await Promise.all(
      ["words", "regions", "symbology", "event_index", "events"].map((name) => this.parts.part(spec[name])),
    );
    const whole = words && regions && symbology && eventIndex && events;
    const geometry = whole
      ? await Promise.all(regions.geometry.map(({ id }) => this.parts.geometry(id)))
      : [null];
    const context = whole && regions.context ? await this.parts.context(regions.context.id) : null;
    if (turn !== this.turn || !this.host) return false;
    clearTimeout(this.warning);
    this.notice("");
    if (geometry.includes(null)) {
      // Whoever was told of the missing part may send it at once.
      const known = words ?? this.header?.words;
      const text = this.header ? known.load_kept : (known?.load_failed ?? "…");
      this.warning = setTimeout(() => this.notice(text), PATIENCE);
      return false;
    }
    // A card of the page's own may ask for them at once.
    this.details = () => this.parts.part(spec.details);
    const parts = { regions, symbology, eventIndex, events, geometry, context };
    this.apply({ ...spec, header: { ...spec.header, words } }, parts);
    this.readWords(spec, turn);
    return true;
  }

  // The words of values and events are not needed to paint: they follow.
  async readWords(spec, turn) {
    const values = await this.parts.part(spec.values);
    if (turn === this.turn) this.model.values = values;
    if (values && !this.card.element.hidden && this.card.chosen) this.openCard(this.header.selection);
  }

  apply(spec, parts) {
    const changed = this.model.update(spec, parts);
    const moment = this.header?.moment;
    this.header = { ...spec.header, hash: spec.hash ?? spec.header.hash };
    // While months play by, a picture of another choice brings the month it began at: no new wish.
    if (!this.time.playing || spec.header.moment !== moment) this.followMonth(spec.header.moment);
    const { words } = this.header;
    this.dom.root.lang = words.language;
    this.dom.map.setAttribute("role", "application");
    this.dom.map.setAttribute("aria-roledescription", words.map);
    this.dom.map.setAttribute("aria-label", this.header.sentence);
    this.furnish();
    if (changed.events && !this.card.chosen) this.card.hide(false);
    if (changed.regions || changed.area) this.unpoint();
    if (changed.area) {
      this.view.map.invalidateSize({ animate: false, pan: false });
      this.untouched = !this.header.camera;
      if (this.header.camera) this.view.place(this.header.camera);
      else this.view.fit(this.model.regions.area.bounds);
    }
    this.repaint();
    if (changed.regions || changed.eventIndex) askForLetters(this.model);
    this.cursor.refresh();
    if (!this.tell.select) this.openCard(this.header.selection);
    this.host.dataset.ready = this.header.hash;
  }

  // A picture may come back late with a month that the reader has left again.
  followMonth(month) {
    if (this.time.hears(month) || month === this.model.month) return;
    this.time.stop();
    this.model.at(month);
  }

  toMonth(month) {
    this.model.at(month);
    if (!this.card.chosen) this.card.hide(false);
    else if (!this.tell.select) this.openCard(this.header.selection);
    this.furnishSide();
    this.unpoint();
    this.repaint();
    this.cursor.refresh();
  }

  // When fonts arrive, names are measured again.
  lettersArrived() {
    forgetSizes();
    this.relabel();
  }

  // The title, the panels beside the map and the buttons.
  furnish() {
    const { header, dom, header: { words } } = this;
    fillHead(dom.head, header);
    fillFoot(dom.foot, header);
    refill(
      dom.controls,
      button("atlas-button", words.zoom_in, "+", () => this.view.map.zoomIn()),
      button("atlas-button", words.zoom_out, "−", () => this.view.map.zoomOut()),
      button("atlas-button is-whole", words.whole_area, "⤢", () => this.wholeArea()),
    );
    this.furnishSide();
  }

  // Legend, strip and time: they change with each month.
  furnishSide() {
    const { header, model, dom } = this;
    const open = new Set(
      [...dom.side.querySelectorAll(".atlas-strip-entry[open]")].map((fold) => fold.dataset.code),
    );
    this.legend.show(header, model, this.tones);
    refill(
      dom.side,
      this.legend.element,
      header.options.marks ? strip(header, model.strip, () => this.details(), open) : null,
    );
    this.time.show(model, header, this.tones, () => this.details());
  }

  wholeArea() {
    this.untouched = true;
    this.view.fit(this.model.regions.area.bounds);
    this.tell.view(null);
  }

  // Looks where it is told from outside: at a place, or with null at the whole area.
  look(camera) {
    if (!this.header) return;
    clearTimeout(this.timer);
    this.untouched = !camera;
    if (camera) this.view.place(camera);
    else this.view.fit(this.model.regions.area.bounds);
  }

  repaint() {
    this.canvases.repaint();
    this.relabel();
  }

  relabel() {
    if (!this.header) return;
    this.written = this.names.write(this);
    const { map } = this.view;
    this.scalebar.update(map.getCenter().lat, map.getZoom(), this.header.words);
  }

  moved(byReader) {
    if (!this.header) return;
    this.relabel();
    if (!byReader) return;
    this.untouched = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell.view(this.view.camera()), WAIT);
  }

  resized() {
    this.view.resized();
    forgetSizes();
    if (!this.header) return;
    if (this.untouched) this.view.fit(this.model.regions.area.bounds);
    this.repaint();
    this.time.resized();
  }

  paper(on) {
    this.retheme();
    this.view.paper(on, this.model.regions.area.bounds);
    this.furnishSide();
    this.relabel();
  }

  // The coloured unit under a point, and every mark whose unit holds the point.
  under(containerPoint) {
    const [x, y] = this.view.worldAt(containerPoint);
    const unit = unitAt(this.model.units, x, y);
    const marks = this.header.options.marks
      ? this.model.marks.filter((mark) => mark.shape && contains(mark.shape, x, y))
      : [];
    return { unit, marks };
  }

  point(event) {
    // A finger points at nothing: it chooses.
    if (!this.header || this.view.map.dragging.moving() || matchMedia("(hover: none)").matches) return;
    const { unit, marks } = this.under(event.containerPoint);
    const { x: width, y: height } = this.view.map.getSize();
    if (!unit && !marks.length) {
      this.unpoint();
      return;
    }
    const { x, y } = event.containerPoint;
    this.hover.show(summaryLines(unit, marks, this.model, this.header), x, y, width, height);
    const target = unit ?? marks[0];
    if (this.hovered?.code !== target.code) {
      this.hovered = target;
      this.canvases.touch();
    }
  }

  unpoint() {
    this.hover.hide();
    if (!this.hovered) return;
    this.hovered = null;
    this.canvases.touch();
  }

  click(event) {
    if (!this.header) return;
    const { unit, marks } = this.under(event.containerPoint);
    this.toggle(unit?.code ?? marks[0]?.code ?? null);
  }

  // What is chosen already is let go of.
  toggle(code) {
    this.choose(code === this.header.selection ? null : code);
  }

  // Escape lets go of what is chosen, but where it has a meaning of its own.
  release(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.header) return;
    if (event.target.closest?.(OWN_ESCAPE) || document.querySelector("[role=dialog]")) return;
    if (this.header.selection || !this.card.element.hidden) this.choose(null);
  }

  // Shows a choice at once; where a panel stands beside the map, it is told.
  choose(code) {
    this.card.hide(false);
    this.header = { ...this.header, selection: code };
    this.cursor.refresh();
    this.relabel();
    if (this.tell.select) this.tell.select(code);
    else this.openCard(code);
  }

  // The page's own card: a unit with its events, or a mark of another level.
  openCard(code) {
    const unit = this.model.units.find((u) => u.code === code) ?? null;
    const marks = this.model.marks.filter((m) => m.code === code || (unit && m.holder === unit));
    if (unit || marks.length) {
      this.card.show(unit, marks, this.model, this.header, () => this.details());
    } else this.card.hide(false);
  }

  openCluster(marks) {
    this.card.showCluster(
      marks,
      this.header,
      () => this.details(),
      (code) => this.choose(code),
      () => this.approach(marks),
    );
  }

  // Moves so close that the marks of a cluster may part.
  approach(marks) {
    this.card.hide(false);
    this.view.reach(marks.map((mark) => mark.shape?.box ?? [...mark.point, ...mark.point]));
  }

  notice(text) {
    this.dom.notice.textContent = text;
    this.dom.notice.hidden = !text;
  }

  debug() {
    return {
      ...this.canvases.counts,
      ...this.written,
      builds: { ...this.model.builds },
      camera: this.view.camera(),
      month: this.model.month,
      months: this.time.cut ?? this.model.dated,
    };
  }

  destroy() {
    this.turn += 1;
    clearTimeout(this.timer);
    clearTimeout(this.warning);
    this.time.stop();
    for (const stop of this.stops) stop();
    this.view.map.remove();
    this.dom.root.remove();
    delete this.host.dataset.ready;
    this.host = null;
  }
}

export function createMap(host, assets, callbacks = {}) {
  const atlas = new Atlas(host, assets, callbacks);
  return {
    show: (spec) => atlas.show(spec),
    look: (camera) => atlas.look(camera),
    destroy: () => atlas.destroy(),
    forPaper: (on) => atlas.paper(on),
    debug: () => atlas.debug(),
  };
}
