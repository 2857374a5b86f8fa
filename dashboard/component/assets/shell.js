// What every page needs of the browser: the language of its words, the colours of its theme,
// links within the atlas and past its choices, and dialogs that close.

import { closeDialogs } from "./dialogs.js";
import { listen, showCurrent } from "./links.js";
import { followSheet } from "./sheet.js";
import { offerSkips } from "./skips.js";

const COLOURS = ["primary", "background", "secondary-background", "text", "border", "link"];
const followed = new WeakMap();

// Streamlit gives its colours to components alone: they are handed on to the whole page.
function hand(from) {
  const { style } = document.documentElement;
  const given = getComputedStyle(from);
  for (const each of COLOURS) {
    const name = `--st-${each}-color`;
    const colour = given.getPropertyValue(name).trim();
    if (colour && style.getPropertyValue(name) !== colour) style.setProperty(name, colour);
  }
}

function follow(element) {
  const watcher = new MutationObserver(() => hand(element));
  for (const each of [document.documentElement, document.body]) {
    watcher.observe(each, { attributes: true });
  }
  return watcher;
}

// In a narrow window the choices lie over the map: opened there, they do not stay so for the
// next visit.
function forgetChoices() {
  if (!window.matchMedia("(max-width: 767px)").matches) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("stSidebarCollapsed")) localStorage.removeItem(key);
  }
}

window.addEventListener("pagehide", forgetChoices);

export default function shell({ data, parentElement }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  listen();
  closeDialogs();
  followSheet();
  offerSkips(data.skips, data.skip_label);
  showCurrent();
  hand(parentElement);
  if (!followed.has(parentElement)) followed.set(parentElement, follow(parentElement));
  return () => {
    followed.get(parentElement)?.disconnect();
    followed.delete(parentElement);
  };
}
