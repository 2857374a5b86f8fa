// Turns the geometry asset (whole-number deltas) into shapes in Web Mercator
// world pixels at zoom 0, and answers the questions the painter asks of a shape.

const WORLD = 256;

export function project(lon, lat) {
  const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [
    (WORLD * (lon + 180)) / 360,
    WORLD / 2 - (WORLD / (4 * Math.PI)) * Math.log((1 + s) / (1 - s)),
  ];
}

// One ring or line: first point absolute, the rest as steps.
export function decodeRing(flat, scale) {
  const ring = new Float64Array(flat.length);
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    const [x, y] = project(lon / scale, lat / scale);
    ring[i] = x;
    ring[i + 1] = y;
  }
  return ring;
}

function ringArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  }
  return Math.abs(sum) / 2;
}

function ringLength(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += Math.hypot(ring[i] - ring[j], ring[i + 1] - ring[j + 1]);
  }
  return sum;
}

function boxOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return box;
}

// The points of a ring or line without those closer than `step` to the one before.
export function thinned(ring, step) {
  const points = [ring[0], ring[1]];
  for (let i = 2; i < ring.length; i += 2) {
    const far = Math.abs(ring[i] - points.at(-2)) + Math.abs(ring[i + 1] - points.at(-1));
    if (far >= step || i + 2 >= ring.length) points.push(ring[i], ring[i + 1]);
  }
  return points;
}

// The points of a ring or line without bends flatter than `most`, after Douglas and Peucker.
export function straightened(ring, most) {
  const last = ring.length / 2 - 1;
  const kept = new Set([0, last]);
  const spans = [[0, last]];
  while (spans.length) {
    const [from, to] = spans.pop();
    const bend = widestBend(ring, from, to, most);
    if (!bend) continue;
    kept.add(bend);
    spans.push([from, bend], [bend, to]);
  }
  return [...kept].sort((a, b) => a - b).flatMap((i) => [ring[2 * i], ring[2 * i + 1]]);
}

// The point between two others that is farthest from their line and farther than `most`, or 0.
function widestBend(ring, from, to, most) {
  const [x, y] = [ring[2 * from], ring[2 * from + 1]];
  const [dx, dy] = [ring[2 * to] - x, ring[2 * to + 1] - y];
  const length = Math.hypot(dx, dy);
  let widest = most;
  let found = 0;
  for (let i = from + 1; i < to; i += 1) {
    const [px, py] = [ring[2 * i] - x, ring[2 * i + 1] - y];
    const off = length ? Math.abs(px * dy - py * dx) / length : Math.hypot(px, py);
    if (off > widest) [widest, found] = [off, i];
  }
  return found;
}

// A shape: polygons (lists of rings), bounding box, which part is largest, and how slim it is
// (area over length of border: about a quarter of the width of a strip).
export function decodeShape(polys, scale) {
  const parts = polys.map((rings) => rings.map((ring) => decodeRing(ring, scale)));
  const areas = parts.map((rings) => ringArea(rings[0]));
  const largest = areas.indexOf(Math.max(...areas));
  const box = boxOf(parts.map((rings) => rings[0]));
  const slim = areas[largest] / Math.max(ringLength(parts[largest][0]), Number.MIN_VALUE);
  return { parts, box, largest, slim, closed: true };
}

export function decodeLine(flat, scale) {
  const ring = decodeRing(flat, scale);
  return { parts: [[ring]], box: boxOf([ring]), largest: 0, closed: false };
}

// All shapes of the geometry assets of one picture; a code is decoded when first drawn.
export class Shapes {
  constructor(assets) {
    this.assets = assets;
    this.known = new Map();
  }

  get(level, code) {
    const key = `${level}/${code}`;
    if (!this.known.has(key)) {
      const asset = this.assets.find((a) => a.levels?.[level]?.[code]);
      this.known.set(
        key,
        asset ? decodeShape(asset.levels[level][code], asset.scale) : null,
      );
    }
    return this.known.get(key);
  }

  claimed() {
    if (!this.claims) {
      this.claims = this.assets.flatMap((asset) =>
        (asset.claimed ?? []).map((c) => ({ ...c, shape: decodeShape(c.polys, asset.scale) })),
      );
    }
    return this.claims;
  }
}

function crossings(rings, y) {
  const xs = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const a = ring[j + 1];
      const b = ring[i + 1];
      if (a > y !== b > y) xs.push(ring[j] + ((y - a) / (b - a)) * (ring[i] - ring[j]));
    }
  }
  return xs.sort((p, q) => p - q);
}

export function contains(shape, x, y) {
  const [x0, y0, x1, y1] = shape.box;
  if (x < x0 || x > x1 || y < y0 || y > y1) return false;
  return shape.parts.some((rings) => crossings(rings, y).filter((c) => c > x).length % 2 === 1);
}

// The stretch of the largest part that a horizontal line crosses: the one around x, or the longest.
export function chord(shape, y, x) {
  const xs = crossings(shape.parts[shape.largest], y);
  let best = null;
  for (let i = 0; i + 1 < xs.length; i += 2) {
    if (x !== undefined && xs[i] <= x && x <= xs[i + 1]) return [xs[i], xs[i + 1]];
    if (!best || xs[i + 1] - xs[i] > best[1] - best[0]) best = [xs[i], xs[i + 1]];
  }
  return best;
}

// A point well inside the largest part, for shapes that come without one.
export function innerPoint(shape) {
  if (!shape.inner) {
    const [, y0, , y1] = boxOf([shape.parts[shape.largest][0]]);
    let best = null;
    for (let k = 1; k < 12; k += 1) {
      const y = y0 + ((y1 - y0) * k) / 12;
      const c = chord(shape, y);
      const room = c ? Math.min(c[1] - c[0], 2 * Math.min(y - y0, y1 - y)) : 0;
      if (c && (!best || room > best.room)) best = { room, at: [(c[0] + c[1]) / 2, y] };
    }
    shape.inner = best ? best.at : [shape.parts[0][0][0], shape.parts[0][0][1]];
  }
  return shape.inner;
}
