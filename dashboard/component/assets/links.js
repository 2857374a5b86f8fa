// Links within the atlas change the address without loading the page anew.

import { runAt } from "./streamlit.js";

// Milliseconds in which the answer to a link arrives.
const FOLLOWED = 4000;

// Milliseconds in which the bar is drawn.
const DRAWN = 500;

// Rows and heads of tables, by the attribute that names them.
const KEPT = ["data-row", "data-event-row", "data-head"];

export const go = (address) => runAt(address, { ofAtlas: true });

function isPlain(event) {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !defaultPrevented && button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

// A link to another page keeps every choice of the address, also those that no server was
// told. A link to another thing on the same map keeps the place where the map looks.
export function targetOf(link) {
  const target = new URL(link.dataset.href ?? link.href, location.href);
  const here = new URLSearchParams(location.search);
  const { atlasGo: sort } = link.dataset;
  if (sort === "page") target.search = location.search;
  if (sort === "with") {
    for (const [name, value] of target.searchParams) here.set(name, value);
    target.search = here;
  }
  if (sort === "here" && target.searchParams.get("area") === here.get("area")) {
    target.searchParams.delete("at");
    if (here.has("at")) target.searchParams.set("at", here.get("at"));
  }
  return target;
}

// A table is written anew when the page has run: the reader's place in it is kept.
function keepFocus(link) {
  const name = KEPT.find((each) => link.closest(`[${each}]`));
  if (!name) return;
  const value = link.closest(`[${name}]`).getAttribute(name);
  const sign = `[${name}="${CSS.escape(value)}"] a[data-atlas-go]`;
  const until = performance.now() + FOLLOWED;
  const look = () => {
    const lost = document.activeElement === document.body;
    if (lost) document.querySelector(sign)?.focus({ preventScroll: true });
    if (performance.now() < until) setTimeout(look, 80);
  };
  look();
}

// In a narrow window the bar of pages scrolls: the page that is shown stays in sight in it.
export function showCurrent() {
  setTimeout(() => {
    const current = document.querySelector(".atlas-bar [aria-current]");
    const bar = current?.closest("nav");
    if (bar) bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }, DRAWN);
}

function follow(event) {
  const link = event.target.closest?.("a[data-atlas-go]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  const target = targetOf(link);
  if (target.href === location.href) return;
  go(target);
  keepFocus(link);
  showCurrent();
}

// Opened in another window, a link keeps the same choices as here.
function complete(event) {
  const link = event.target.closest?.("a[data-atlas-go]");
  if (!link) return;
  link.dataset.href ??= link.getAttribute("href");
  link.href = targetOf(link).href;
}

let listening = false;

export function listen() {
  if (!listening) {
    document.addEventListener("click", follow);
    for (const each of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(each, complete);
  }
  listening = true;
  // Until then a link loads its page anew.
  document.documentElement.dataset.atlasLinks = "followed";
}
