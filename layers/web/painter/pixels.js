// How many pixels of a canvas stand for one of the page: those of the screen, more on paper.

const SHARPEST = 3;
let paper = false;

export function forPaper(on) {
  paper = on;
}

export function pixelRatio() {
  return paper ? SHARPEST : Math.max(1, Math.min(SHARPEST, window.devicePixelRatio || 1));
}
