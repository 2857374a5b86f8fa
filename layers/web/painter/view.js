// The Leaflet map of a picture: its camera, its three canvases and its layer of labels.

import { L } from "./leaflet.js";
import { forPaper } from "./pixels.js";
import { Scene, Viewport } from "./scene.js";

const WORLD_EDGE = [[-12, 30], [66, 175]];

export class View {
  constructor(element, canvases) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      wheelPxPerZoomLevel: 110,
      minZoom: 2.5,
      maxZoom: 12,
      maxBounds: WORLD_EDGE,
      maxBoundsViscosity: 0.8,
      fadeAnimation: !calm,
      zoomAnimation: !calm,
      inertia: !calm,
      scrollWheelZoom: false,
      keyboardPanDelta: 90,
    });
    this.map.setView([35, 100], 4, { animate: false });
    this.ground = this.scene("atlas-ground", 400, (...at) => canvases.drawGround(...at));
    this.events = this.scene("atlas-events", 405, (...at) => canvases.drawEvents(...at));
    this.touch = this.scene("atlas-touch", 410, (...at) => canvases.drawTouch(...at));
    this.labels = this.map.createPane("atlas-labels");
    this.labels.style.zIndex = "650";
    this.moving = false;
    this.lettersRead = null;
    this.settled = () => {};
    this.wheel(element);
    this.map.on("zoomstart", () => this.labels.classList.add("is-moving"));
    this.map.on("moveend", () => {
      this.labels.classList.remove("is-moving");
      this.settled(!this.moving);
    });
  }

  scene(name, depth, draw) {
    const pane = this.map.createPane(name);
    pane.style.zIndex = String(depth);
    pane.style.pointerEvents = "none";
    return new Scene(draw, { pane: name }).addTo(this.map);
  }

  // The wheel zooms once the map is in use, so that a page with the map in it still scrolls.
  wheel(element) {
    element.addEventListener("pointerdown", () => this.map.scrollWheelZoom.enable());
    element.addEventListener("focus", () => this.map.scrollWheelZoom.enable());
    element.addEventListener("pointerleave", () => this.map.scrollWheelZoom.disable());
  }

  // How much larger names are written in much room. Asking makes the browser lay out the page.
  get letters() {
    this.lettersRead ??= Number(getComputedStyle(this.labels).getPropertyValue("--atlas-letters")) || 1;
    return this.lettersRead;
  }

  resized() {
    this.lettersRead = null;
    this.quietly(() => this.map.invalidateSize({ animate: false, pan: true }));
  }

  fit([w, s, e, n]) {
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    const pad = Math.max(10, Math.round(Math.min(size.x, size.y) * 0.045));
    this.quietly(() =>
      this.map.fitBounds([[s, w], [n, e]], { padding: [pad, pad], animate: false }),
    );
  }

  // Shows all of some boxes given in world pixels.
  reach(boxes) {
    const corner = (x, y) => this.map.unproject([x, y], 0);
    const all = L.latLngBounds([]);
    for (const [x0, y0, x1, y1] of boxes) all.extend(corner(x0, y0)).extend(corner(x1, y1));
    this.map.fitBounds(all, { padding: [40, 40], maxZoom: 11 });
  }

  place({ lat, lon, zoom }) {
    this.quietly(() => this.map.setView([lat, lon], zoom, { animate: false }));
  }

  quietly(move) {
    this.moving = true;
    move();
    this.moving = false;
  }

  // Lays the map out anew for paper, or back for the screen, before a browser takes its picture.
  paper(on, bounds) {
    forPaper(on);
    this.lettersRead = null;
    if (on) this.screen = this.camera();
    this.map.invalidateSize({ animate: false, pan: false });
    if (on || !this.screen) this.fit(bounds);
    else this.place(this.screen);
    for (const scene of [this.ground, this.events, this.touch]) {
      scene.renew();
      scene.copy(on);
    }
  }

  camera() {
    const { lat, lng } = this.map.getCenter();
    const box = this.map.getBounds();
    return {
      lat,
      lon: lng,
      zoom: this.map.getZoom(),
      bounds: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()],
    };
  }

  viewport() {
    const { x, y } = this.map.getSize();
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    return new Viewport(this.map.getZoom(), this.map.getPixelOrigin(), corner, {
      x: corner.x + x,
      y: corner.y + y,
    });
  }

  // Moves no further than it takes to see a point given in world pixels.
  bring([x, y]) {
    this.map.panInside(this.map.unproject([x, y], 0), { padding: [60, 60], animate: false });
  }

  screenAt(point) {
    const { x, y } = this.map.containerPointToLayerPoint([0, 0]);
    const [layerX, layerY] = this.viewport().at(point);
    return [layerX - x, layerY - y];
  }

  worldAt(containerPoint) {
    const { x, y } = this.map.containerPointToLayerPoint(containerPoint);
    return this.viewport().world(x, y);
  }
}
