// Rectangles on the screen that may not overlap, found by the squares they lie in.

const SQUARE = 64;

export class Boxes {
  constructor(width, height, margin) {
    this.bounds = [margin, margin, width - margin, height - margin];
    this.squares = new Map();
    this.turn = 0;
  }

  *keys([x0, y0, x1, y1]) {
    for (let i = Math.floor(x0 / SQUARE); i <= Math.floor(x1 / SQUARE); i += 1) {
      for (let j = Math.floor(y0 / SQUARE); j <= Math.floor(y1 / SQUARE); j += 1) {
        yield i * 100003 + j;
      }
    }
  }

  block(box) {
    const entry = { box, seen: 0 };
    for (const key of this.keys(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(entry);
    }
  }

  inside([x0, y0, x1, y1]) {
    const [bx0, by0, bx1, by1] = this.bounds;
    return x0 >= bx0 && y0 >= by0 && x1 <= bx1 && y1 <= by1;
  }

  hits([x0, y0, x1, y1]) {
    this.turn += 1;
    let count = 0;
    for (const key of this.keys([x0, y0, x1, y1])) {
      for (const entry of this.squares.get(key) ?? []) {
        if (entry.seen === this.turn) continue;
        entry.seen = this.turn;
        const [t0, u0, t1, u1] = entry.box;
        if (x0 < t1 && x1 > t0 && y0 < u1 && y1 > u0) count += 1;
      }
    }
    return count;
  }

  free(box) {
    return this.inside(box) && this.hits(box) === 0;
  }
}

export function boxAround(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
