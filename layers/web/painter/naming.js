// Everything written on the map: names and counts, published ranges, lakes and countries.

import { Boxes } from "./boxes.js";
import { refill } from "./dom.js";
import { placeLabels } from "./labels.js";
import { grow, grown } from "./measure.js";
import { placeCallouts } from "./callouts.js";
import { placeContextNames } from "./quietnames.js";

// Nodes of the last writing, by what they show: they are written again without being made and
// laid out anew.
class NodeCache {
  constructor() {
    this.before = new Map();
    this.now = new Map();
  }

  take(sign, make) {
    const taken = this.before.get(sign)?.pop() ?? make();
    if (!this.now.has(sign)) this.now.set(sign, []);
    this.now.get(sign).push(taken);
    return taken;
  }

  turn() {
    this.before = this.now;
    this.now = new Map();
  }
}

// `choose` is called with the code of a name with a count that is clicked, `open` with the marks
// of a count of several places.
export class Names {
  constructor(layer, choose, open) {
    this.layer = layer;
    this.cache = new NodeCache();
    this.held = new Map();
    layer.addEventListener("click", (event) => {
      const label = event.target.closest(".atlas-label[data-code], .atlas-cluster");
      if (!label) return;
      event.stopPropagation();
      const marks = this.held.get(label);
      const opens = label.matches(".atlas-cluster") || event.target.closest(".atlas-chip");
      if (marks && opens) open(marks);
      else choose(label.dataset.code);
    });
  }

  // Writes the names anew and returns how many labels and callouts there are.
  write({ model, header, view, tones }) {
    const { layer, cache } = this;
    grow(view.letters);
    const { x: width, y: height } = view.map.getSize();
    const corner = view.map.containerPointToLayerPoint([0, 0]);
    const viewport = view.viewport();
    const toScreen = (x, y) => [x - corner.x, y - corner.y];
    const fromScreen = (x, y) => [x + corner.x, y + corner.y];
    const boxes = new Boxes(width, height, 4);
    // The buttons and the scale bar.
    boxes.block([0, 0, grown(48), grown(122)]);
    boxes.block([0, height - grown(40), grown(170), height]);
    const ranges = header.options.ranges ? model.ranges.filter((r) => viewport.sees(r.shape)) : [];
    const screen = { viewport, toScreen, fromScreen };
    const callouts = placeCallouts(model, ranges, header.words, screen, boxes, layer);
    const labels = placeLabels(model, header, screen, boxes, tones, cache);
    const quiet =
      header.options.context && header.options.labels
        ? placeContextNames(model.context.names, header.language, viewport, toScreen, boxes)
        : [];
    const leaders = labels.flatMap(({ leader }) => leader ?? []);
    refill(layer, ...leaders, ...quiet, ...labels.map((label) => label.node), ...callouts);
    this.held = new Map(labels.filter(({ marks }) => marks).map((label) => [label.node, label.marks]));
    cache.turn();
    return { labels: labels.length, callouts: ranges.length };
  }
}
