// In a narrow window the panel of a chosen region is a sheet over the lower part of the page, which
// a button makes as tall as the window, and low again.

const BUTTON = "button[data-atlas-sheet]";
const CLOSE = ".selection a";

export function lowerSheet() {
  delete document.documentElement.dataset.atlasSheet;
}

function turn({ target }) {
  const { dataset } = document.documentElement;
  if (target.closest?.(CLOSE) || (target.closest?.(BUTTON) && dataset.atlasSheet)) lowerSheet();
  else if (target.closest?.(BUTTON)) dataset.atlasSheet = "tall";
}

// Shows the panel from its beginning, and above it as much of the map as there is room for.
export function raiseSheet(panel) {
  if (!panel) return;
  lowerSheet();
  panel.scrollTo(0, 0);
  const stage = document.querySelector(".atlas-stage");
  const covered = getComputedStyle(panel).position === "fixed";
  if (covered && stage?.getBoundingClientRect().bottom > panel.getBoundingClientRect().top) {
    stage.scrollIntoView({ block: "start" });
  }
}

let follows = false;

export function followSheet() {
  if (!follows) document.addEventListener("click", turn);
  follows = true;
}
