// The panel of a region, as soon as it is chosen on the map: the run of the page, which brings
// the same again, takes several times as long.

import { raiseSheet } from "./sheet.js";
import { app, htmlAround, isRunning, keyedAround, watchRuns } from "./streamlit.js";

// Milliseconds after which the page runs without it.
const PATIENCE = 250;

// What the parts of the panel are known by.
const SIGNS = ["article[data-region]", "[data-known]"];

let turn = 0;
let uncoverLast = () => {};

function addressOf(route, code) {
  const params = new URLSearchParams(location.search);
  for (const name of ["region", "event"]) params.delete(name);
  if (code) params.set("region", code);
  return `${route}?${params}`;
}

async function fetched(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return null;
  const made = document.createElement("template");
  // Markup of this server, in which every text is escaped.
  made.innerHTML = await answer.text();
  return [...made.content.children];
}

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

// What the page holds is hidden and never changed: should its run be cut short and the next bring
// what it had before, Streamlit would not write it again.
function cover(held, part) {
  const early = held.cloneNode();
  early.append(part);
  held.after(early);
  held.dataset.atlasCovered = "";
  const watcher = new MutationObserver(uncover);
  function uncover() {
    watcher.disconnect();
    early.remove();
    delete held.dataset.atlasCovered;
  }
  watcher.observe(held.parentElement, { childList: true, subtree: true, characterData: true });
  return uncover;
}

// Until the page brings its own, or a run is over that knew of the choice, or the reader goes back.
function coverAll(page, holders, parts) {
  let running = isRunning(page);
  let ends = running ? 2 : 1;
  const uncovers = holders.map((held, i) => cover(held, parts[i]));
  const watcher = watchRuns(page, () => {
    if (running && !isRunning(page)) ends -= 1;
    running = isRunning(page);
    if (ends === 0) uncover();
  });
  function uncover() {
    watcher.disconnect();
    removeEventListener("popstate", uncover, { capture: true });
    for (const each of uncovers) each();
  }
  addEventListener("popstate", uncover, { capture: true });
  return uncover;
}

// Shows the panel of a region; tells whether no other has been asked for since.
export async function showPanel(route, code) {
  turn += 1;
  const mine = turn;
  const parts = await fetched(addressOf(route, code)).catch(() => null);
  if (mine !== turn) return false;
  uncoverLast();
  const page = app();
  const holders = SIGNS.map((sign) => htmlAround(document.querySelector(sign)));
  if (page && parts?.length === SIGNS.length && holders.every(Boolean)) {
    uncoverLast = coverAll(page, holders, parts);
    raiseSheet(keyedAround("panel", holders[0]));
    await painted();
  }
  return mine === turn;
}
