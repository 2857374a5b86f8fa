// Marks whose counts would cover one another are gathered under one count.

import { bdi, node, say } from "./dom.js";
import { grown } from "./measure.js";
import { RULES } from "./rules.js";

// Groups of marks by distance on the screen, most events first; a group stands at its first mark.
// Few marks may stand close; many are gathered over a wider reach. Two counts of several places
// each need more room than that.
export function gathered(marks, onScreen) {
  const { many, near, wide, apart } = RULES.gathering;
  const reach = grown(marks.length > many ? wide : near);
  const ordered = [...marks].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const at = (mark) => onScreen(mark.point);
  const groups = joined(ordered.map((mark) => ({ at: at(mark), marks: [mark] })), reach);
  const several = groups.filter((group) => group.marks.length > 1);
  const single = groups.filter((group) => group.marks.length === 1);
  return [...joined(several, Math.max(reach, grown(apart))), ...single];
}

function joined(entries, reach) {
  const squares = new Map();
  const groups = [];
  for (const { at: [x, y], marks } of entries) {
    const group = nearestGroup(squares, x, y, reach);
    if (group) group.marks.push(...marks);
    else {
      const made = { x, y, at: [x, y], marks: [...marks], order: groups.length };
      groups.push(made);
      const key = keyOf(Math.floor(x / reach), Math.floor(y / reach));
      if (squares.has(key)) squares.get(key).push(made);
      else squares.set(key, [made]);
    }
  }
  return groups;
}

function keyOf(column, row) {
  return column * 100003 + row;
}

function nearestGroup(squares, x, y, reach) {
  const column = Math.floor(x / reach);
  const row = Math.floor(y / reach);
  let best = null;
  for (let i = column - 1; i <= column + 1; i += 1) {
    for (let j = row - 1; j <= row + 1; j += 1) {
      for (const group of squares.get(keyOf(i, j)) ?? []) {
        const gap = Math.hypot(group.x - x, group.y - y);
        const nearer = !best || gap < best.gap || (gap === best.gap && group.order < best.group.order);
        if (gap < reach && nearer) best = { gap, group };
      }
    }
  }
  return best?.group ?? null;
}

// Index of the breadth of the circle of a count: for one, two, and three or more digits.
export function circleSize(count) {
  return Math.min(String(count).length, RULES.count.circles.length) - 1;
}

// Events of counts taken together, each once, and the places that their sources name.
export function together(badges) {
  return {
    events: [...new Set(badges.flatMap(({ events }) => events))],
    places: new Set(badges.flatMap(({ held }) => held)).size,
  };
}

export function clusterWords(badges, words) {
  const { events, places } = together(badges);
  return say(words.cluster, { n: events.length, places });
}

export function clusterNode(badges, x, y, words, cache) {
  const count = together(badges).events.length;
  const faded = badges.every((badge) => badge.faded);
  const told = clusterWords(badges, words);
  const cluster = cache.take(JSON.stringify([count, faded, told]), () => {
    const made = node("button", "atlas-cluster", bdi(String(count)));
    made.type = "button";
    made.title = told;
    made.setAttribute("aria-label", told);
    made.classList.toggle("is-faded", faded);
    made.dataset.size = String(circleSize(count) + 1);
    return made;
  });
  cluster.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%) scale(${grown(1)})`;
  return cluster;
}
