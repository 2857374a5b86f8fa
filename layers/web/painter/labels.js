// Names and counts, placed so that none covers another and none leaves its unit or the map.
// Of a picture of few units each is named: beside it, where it has no room.

import { bdi, node } from "./dom.js";
import { leaderNodes, placeLeaders } from "./leaders.js";
import { clusterNode } from "./clusters.js";
import { countWords } from "./counts.js";
import { grown } from "./measure.js";
import { arranged } from "./placing.js";
import { classOf, fillOf } from "./regions.js";
import { RULES } from "./rules.js";
import { luminance } from "./theme.js";

function inkOn(candidate, place, symbology, tones) {
  if (!candidate.unit || !place.within) return null;
  const cls = classOf(symbology, candidate.unit.index);
  const open = cls.pattern && cls.pattern !== "stripes";
  const ground = open ? tones.paper : fillOf(cls, tones);
  return { ground, light: luminance(ground) < 0.3 };
}

function labelNode({ code, badge, name, selected }, place, ink, told, cache) {
  const { text } = place.form;
  const chipped = badge && [code, badge.count, badge.faded, told];
  const label = cache.take(JSON.stringify([selected, ink, text, name.lang, chipped]), () => {
    const made = node("div", "atlas-label");
    made.classList.toggle("is-selected", selected);
    made.classList.toggle("is-marked", Boolean(badge));
    if (ink) made.classList.add(ink.light ? "is-light" : "is-dark");
    if (ink) made.style.setProperty("--atlas-halo", ink.ground);
    if (text) {
      const written = bdi({ text, lang: name.lang });
      written.classList.add("atlas-name");
      made.append(written);
    }
    if (badge) {
      const chip = node("span", "atlas-chip", bdi(String(badge.count)));
      chip.title = told;
      chip.classList.toggle("is-faded", badge.faded);
      made.append(chip);
      made.dataset.code = code;
    }
    return made;
  });
  label.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px) translate(-50%, -50%) scale(${grown(1)})`;
  return label;
}

// Places clusters, then names and counts, then the names that found no room in their units.
// Returns what is written, in the order of the codes of places: its node, and the counts of a
// node that opens to a list.
export function placeLabels(model, header, screen, boxes, tones, cache) {
  const { selection, options, words } = header;
  const each = options.labels && model.units.length <= RULES.name.each_named;
  const { singles, groups } = arranged(model, selection, options, screen, boxes, each);
  const labels = singles.map(({ candidate, place }) => {
    const ink = inkOn(candidate, place, model.symbology, tones);
    const told = candidate.badge ? countWords(model.tally.get(candidate.code), words) : "";
    const named = Boolean(place.form.text);
    return { code: candidate.code, named, node: labelNode(candidate, place, ink, told, cache) };
  });
  for (const { badges: held, at } of groups) {
    const [x, y] = screen.fromScreen(...at);
    labels.push({ code: held[0].code, node: clusterNode(held, x, y, words, cache), marks: held });
  }
  if (each) labels.push(...leaders(model.units, labels, { screen, boxes, cache }));
  return labels.sort((a, b) => (a.code > b.code) - (a.code < b.code));
}

// Names beside their units, for those that have none yet.
function leaders(units, labels, { screen, boxes, cache }) {
  const named = new Set(labels.filter((label) => label.named).map((label) => label.code));
  const silent = units.filter((unit) => !named.has(unit.code) && unit.shape && unit.point);
  const seen = silent.filter((unit) => screen.viewport.sees(unit.shape));
  return placeLeaders(seen, units, screen, boxes).map(({ unit, form, box, tie }) => {
    const [x, y] = screen.fromScreen((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    const candidate = { code: unit.code, name: unit.name, selected: false };
    const written = labelNode(candidate, { form, x, y }, null, "", cache);
    return { code: unit.code, named: true, node: written, leader: leaderNodes({ tie, box }, screen.fromScreen) };
  });
}
