// A Leaflet canvas that paints a whole picture in one pass, in layer points.

import { chord, straightened, thinned } from "./geometry.js";
import { L } from "./leaflet.js";
import { pixelRatio } from "./pixels.js";

export const Scene = L.Canvas.extend({
  initialize(draw, options) {
    L.setOptions(this, { padding: 0.1, ...options });
    L.Canvas.prototype.initialize.call(this, this.options);
    this.draw = draw;
  },

  // As in Leaflet, but with the true pixel ratio of the screen, up to three.
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const ratio = pixelRatio();
    const size = this._bounds.getSize();
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.round(ratio * size.x);
    canvas.height = Math.round(ratio * size.y);
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    this._ctx.scale(ratio, ratio);
    this._ctx.translate(-this._bounds.min.x, -this._bounds.min.y);
    this.fire("update");
  },

  // Takes the canvas anew, for another number of pixels, and paints it.
  renew() {
    if (!this._map) return;
    this._update();
    this.paint();
  },

  // A browser that prints leaves a canvas white that it has not yet shown, unless it is a new one.
  copy(on) {
    this.still?.remove();
    this.still = null;
    this._container.style.display = on ? "none" : "";
    if (!on) return;
    const { width, height, className, style } = this._container;
    this.still = document.createElement("canvas");
    Object.assign(this.still, { width, height, className });
    this.still.style.cssText = style.cssText;
    this.still.style.display = "";
    this.still.getContext("2d").drawImage(this._container, 0, 0);
    this._container.after(this.still);
  },

  _updatePaths() {
    this.paint();
  },

  // Paints all, or only what lies in some boxes in world pixels.
  paint(boxes = null) {
    if (!this._map || !this._bounds || this._map._animatingZoom || boxes?.length === 0) return;
    const { min, max } = this._bounds;
    const viewport = new Viewport(this._map.getZoom(), this._map.getPixelOrigin(), min, max);
    this._ctx.save();
    if (boxes) {
      viewport.areas = boxes.map((box) => this.whole(viewport.box(box)));
      this._ctx.beginPath();
      for (const [x0, y0, x1, y1] of viewport.areas) this._ctx.rect(x0, y0, x1 - x0, y1 - y0);
      this._ctx.clip();
    }
    this._ctx.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
    this.draw(this._ctx, viewport);
    this._ctx.restore();
  },

  // A box with room for what is drawn around it, in whole pixels of the screen: between them
  // a browser would mix old and new.
  whole([x0, y0, x1, y1]) {
    const ratio = pixelRatio();
    const { x, y } = this._bounds.min;
    const low = (at, from) => Math.floor((at - REACH - from) * ratio) / ratio + from;
    const high = (at, from) => Math.ceil((at + REACH - from) * ratio) / ratio + from;
    return [low(x0, x), low(y0, y), high(x1, x), high(y1, y)];
  },
});

// What is drawn reaches this far beyond the box of its shape or point, in pixels.
const REACH = 8;
// Points closer than this to the one before, in pixels, are not drawn.
const STEP = 0.8;
// Bends flatter than this, in pixels, are left out of a thin line around a small unit, and of
// the far side of a wide one: its near side is cut off along the true border.
const BEND = 0.6;
const WIDE_BEND = 1.5;

// What is in sight at one zoom: turns world pixels into layer points and shapes into paths.
export class Viewport {
  constructor(zoom, origin, min, max) {
    this.scale = 2 ** zoom;
    this.origin = origin;
    this.min = min;
    this.max = max;
    this.key = `${zoom} ${origin.x} ${origin.y}`;
    // The boxes that are painted anew; null for all.
    this.areas = null;
  }

  at([x, y]) {
    return [x * this.scale - this.origin.x, y * this.scale - this.origin.y];
  }

  world(x, y) {
    return [(x + this.origin.x) / this.scale, (y + this.origin.y) / this.scale];
  }

  box([x0, y0, x1, y1]) {
    return [...this.at([x0, y0]), ...this.at([x1, y1])];
  }

  sees(shape) {
    const [x0, y0, x1, y1] = this.box(shape.box);
    return x1 >= this.min.x && x0 <= this.max.x && y1 >= this.min.y && y0 <= this.max.y;
  }

  // Whether what lies in a box, and a little around it, is painted anew.
  paints(box) {
    if (!this.areas) return true;
    const [x0, y0, x1, y1] = this.box(box);
    return this.areas.some(
      ([a0, b0, a1, b1]) => x1 + REACH >= a0 && x0 - REACH <= a1 && y1 + REACH >= b0 && y0 - REACH <= b1,
    );
  }

  // Path2D of a shape, remembered until the zoom changes.
  path(shape) {
    shape.fine ??= {};
    return this.remembered(shape, shape.fine, (ring) => thinned(ring, STEP / this.scale));
  }

  // Path2D for thin lines around small units.
  outline(shape) {
    shape.rough ??= {};
    return this.remembered(shape, shape.rough, (ring) => straightened(ring, BEND / this.scale));
  }

  // Path2D for strokes so wide that fine bends would cost time and not show.
  band(shape) {
    shape.bent ??= {};
    return this.remembered(shape, shape.bent, (ring) => straightened(ring, WIDE_BEND / this.scale));
  }

  // The stretch of a shape at a height, as of the module of geometry, remembered in the same way.
  chord(shape, y, x) {
    shape.chords ??= {};
    const { chords } = shape;
    if (chords.key !== this.key) Object.assign(chords, { key: this.key, found: new Map() });
    const at = `${x} ${y}`;
    if (!chords.found.has(at)) chords.found.set(at, chord(shape, y, x));
    return chords.found.get(at);
  }

  remembered(shape, slot, pick) {
    if (slot.key !== this.key) {
      slot.path = this.trace(shape, pick);
      slot.key = this.key;
    }
    return slot.path;
  }

  trace({ parts, closed }, pick) {
    const path = new Path2D();
    const { scale, origin } = this;
    for (const ring of parts.flat()) {
      const points = pick(ring);
      path.moveTo(points[0] * scale - origin.x, points[1] * scale - origin.y);
      for (let i = 2; i < points.length; i += 2) {
        path.lineTo(points[i] * scale - origin.x, points[i + 1] * scale - origin.y);
      }
      if (closed) path.closePath();
    }
    return path;
  }
}
