// Everything written on the map: names and counts, published ranges, lakes and countries.

import { Boxes } from "./boxes.js";
import { placeLabels } from "./labels.js";
import { grow, grown } from "./measure.js";
import { placePlates } from "./plates.js";
import { placeContextNames } from "./quietnames.js";

// Writes the names anew and returns how many labels and plates there are. `choose` is called
// with the code of a name that is clicked, `open` with the marks of a cluster.
export function writeNames({ model, frame, view, tones }, choose, open) {
  const layer = view.labels;
  grow(view.letters);
  const { x: width, y: height } = view.map.getSize();
  const corner = view.map.containerPointToLayerPoint([0, 0]);
  const sight = view.sight();
  const toScreen = (x, y) => [x - corner.x, y - corner.y];
  const fromScreen = (x, y) => [x + corner.x, y + corner.y];
  const boxes = new Boxes(width, height, 4);
  // The buttons and the scale bar.
  boxes.block([0, 0, grown(48), grown(122)]);
  boxes.block([0, height - grown(40), grown(170), height]);
  layer.replaceChildren();
  const ranges = frame.options.ranges ? model.ranges.filter((r) => sight.sees(r.shape)) : [];
  const plates = placePlates(model, ranges, frame.words, { sight, toScreen, fromScreen }, boxes, layer);
  const labels = placeLabels(model, frame, sight, toScreen, boxes, tones, open);
  const quiet =
    frame.options.context && frame.options.labels
      ? placeContextNames(model.context.names, frame.language, sight, toScreen, boxes)
      : [];
  layer.replaceChildren(...quiet, ...labels, ...plates);
  for (const label of labels) {
    if (!label.dataset.code) continue;
    label.addEventListener("click", (event) => {
      event.stopPropagation();
      choose(label.dataset.code);
    });
  }
  return { labels: labels.length, plates: ranges.length };
}
