// A metric scale bar, true at the latitude of the middle of the map.

import { bdi, node, say } from "./dom.js";

const EARTH = 6378137;

export function scaleStep(metresPerPixel, longest) {
  const metres = metresPerPixel * longest;
  const power = 10 ** Math.floor(Math.log10(metres));
  const step = [5, 2, 1].find((n) => n * power <= metres) ?? 1;
  return step * power;
}

export function metresPerPixel(latitude, zoom) {
  return (Math.cos((latitude * Math.PI) / 180) * 2 * Math.PI * EARTH) / (256 * 2 ** zoom);
}

export class ScaleBar {
  constructor() {
    this.rule = node("div", "atlas-scale-rule");
    this.text = node("div", "atlas-scale-text");
    this.element = node("div", "atlas-scale", this.text, this.rule);
  }

  update(latitude, zoom, words) {
    const per = metresPerPixel(latitude, zoom);
    const metres = scaleStep(per, 130);
    this.rule.style.width = `${metres / per}px`;
    const far = metres >= 1000;
    const amount = String(far ? metres / 1000 : metres);
    this.text.replaceChildren(bdi(say(far ? words.kilometres : words.metres, { n: amount })));
    this.element.title = words.scale_at;
  }
}
