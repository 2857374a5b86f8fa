// Rectangles on the screen that may not overlap.

export class Boxes {
  constructor(width, height, margin) {
    this.bounds = [margin, margin, width - margin, height - margin];
    this.taken = [];
  }

  block(box) {
    this.taken.push(box);
  }

  inside([x0, y0, x1, y1]) {
    const [bx0, by0, bx1, by1] = this.bounds;
    return x0 >= bx0 && y0 >= by0 && x1 <= bx1 && y1 <= by1;
  }

  hits([x0, y0, x1, y1]) {
    return this.taken.filter((t) => x0 < t[2] && x1 > t[0] && y0 < t[3] && y1 > t[1]).length;
  }

  free(box) {
    return this.inside(box) && this.hits(box) === 0;
  }
}

export function boxAround(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
