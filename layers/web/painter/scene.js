// A Leaflet canvas that paints a whole picture in one pass, in layer points.

import { straightened, thinned } from "./geometry.js";
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

  paint() {
    if (!this._map || !this._bounds || this._map._animatingZoom) return;
    const { min, max } = this._bounds;
    const origin = this._map.getPixelOrigin();
    const zoom = this._map.getZoom();
    this._ctx.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
    this.draw(this._ctx, new Sight(zoom, origin, min, max));
  },
});

// Points closer than this to the one before, in pixels, are not drawn.
const STEP = 0.8;
// Bends flatter than this, in pixels, are left out under a wide stroke.
const BEND = 0.6;

// What is in sight at one zoom: turns world pixels into layer points and shapes into paths.
export class Sight {
  constructor(zoom, origin, min, max) {
    this.scale = 2 ** zoom;
    this.origin = origin;
    this.min = min;
    this.max = max;
    this.key = `${zoom} ${origin.x} ${origin.y}`;
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

  // Path2D of a shape, remembered until the zoom changes.
  path(shape) {
    shape.fine ??= {};
    return this.remembered(shape, shape.fine, (ring) => thinned(ring, STEP / this.scale));
  }

  // Path2D for strokes so wide that fine bends would cost time and not show.
  outline(shape) {
    shape.rough ??= {};
    return this.remembered(shape, shape.rough, (ring) => straightened(ring, BEND / this.scale));
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
