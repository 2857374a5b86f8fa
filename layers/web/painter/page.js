// Starts the painter in an exported page, from what the page itself holds.

import { createMap } from "./map.js";
import { report, skipLink } from "./report.js";

function held(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const pageSpec = held("atlas-spec");
const pageAssets = held("atlas-assets");
const pageForm = held("atlas-form");
const pageHost = document.getElementById("atlas");
const fromPage = async (id) => pageAssets[id] ?? null;

const { data: pageWords } = pageSpec.words;
document.documentElement.lang = pageWords.language;
if (pageWords.direction) document.documentElement.dir = pageWords.direction;
const pageMap = createMap(pageHost, { part: fromPage, geometry: fromPage, context: fromPage });
const pageDrawn = pageMap.show(pageSpec);

// Paper is narrow and white, whatever the screen: the map is laid out for it and drawn finer.
function onPaper(on) {
  const asked = pageForm.theme;
  pageHost.classList.toggle("is-paper", on);
  if (on) pageHost.dataset.theme = "light";
  else if (asked) pageHost.dataset.theme = asked;
  else delete pageHost.dataset.theme;
  pageMap.forPaper(on);
}
window.addEventListener("beforeprint", () => onPaper(true));
window.addEventListener("afterprint", () => onPaper(false));

pageDrawn.then(() => {
  if (pageHost.classList.contains("is-folded")) pageHost.querySelector(".atlas-legend").open = false;
  if (!pageForm.report) return;
  const parts = Object.fromEntries(
    Object.entries(pageSpec).filter(([, part]) => part?.data).map(([name, part]) => [name, part.data]),
  );
  const root = pageHost.querySelector(".atlas");
  const below = report({ ...pageSpec.header, words: pageWords }, parts, pageForm);
  root.prepend(skipLink(pageForm.words, () => below.querySelector(".is-regions")));
  root.append(below);
  pageHost.querySelector(".atlas-map").setAttribute("aria-describedby", "atlas-words");
  pageHost.dataset.report = "ready";
});
