// Starts the painter in an exported page, from what the page itself holds.

import { createMap } from "./map.js";

function held(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const pageSpec = held("atlas-spec");
const pageAssets = held("atlas-assets");
const fromPage = async (id) => pageAssets[id] ?? null;

const { data: pageWords } = pageSpec.words;
document.documentElement.lang = pageWords.language;
createMap(document.getElementById("atlas"), {
  part: fromPage,
  geometry: fromPage,
  context: fromPage,
}).show(pageSpec);
