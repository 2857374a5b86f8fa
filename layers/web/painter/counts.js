// How many documented events a region has, in words. Where some belong to its sub-regions, both
// numbers are named: that with sub-regions, and that of the region's own level.

import { say } from "./dom.js";

export function countWords(found, words) {
  if (!found) return words.events_none;
  const n = found.events.length;
  return say(found.own === n ? words.events_here : words.events_within, { n });
}

// What of it is documented at this level; empty where all of it is.
export function ownWords(found, words) {
  if (!found || found.own === found.events.length) return "";
  return found.own ? say(words.events_own, { n: found.own }) : words.events_none_own;
}
