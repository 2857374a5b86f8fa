// Names of lakes and countries around the area.

import { boxAround } from "./boxes.js";
import { bdi, node } from "./dom.js";
import { project } from "./geometry.js";
import { forms, grown } from "./measure.js";

// Of the names of one place, the one in the language of the picture, or else the English one.
function inLanguage(names, language) {
  const places = new Map();
  for (const name of names) {
    const at = name.point.join();
    const fits = name.text.lang === language;
    if (fits || (name.text.lang === "en" && !places.has(at))) places.set(at, name);
  }
  return places.values();
}

// Lakes and countries, where room is left.
export function placeContextNames(names, language, viewport, toScreen, boxes) {
  const labels = [];
  for (const name of inLanguage(names, language)) {
    const [x, y] = viewport.at(project(name.point[0], name.point[1]));
    const form = forms(name.text, 400)[0];
    const wide = name.kind === "country" ? form.width * 1.35 + grown(8) : form.width;
    const [sx, sy] = toScreen(x, y);
    const box = boxAround(sx, sy, wide, form.height);
    if ((name.kind === "lake" && viewport.scale < 40) || !boxes.free(box)) continue;
    boxes.block(box);
    const label = node("div", `atlas-label is-${name.kind === "lake" ? "lake" : "country"}`, bdi(name.text));
    label.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%) scale(${grown(1)})`;
    labels.push(label);
  }
  return labels;
}
