// What every page needs of the browser: the language of its words, the colours of its theme,
// links within the atlas and past its choices, and dialogs that close.

import { closeDialogs } from "./dialogs.js";
import { listen, showCurrent } from "./links.js";
import { followSheet } from "./sheet.js";
import { offerSkips } from "./skips.js";
import { forgetChoices, handColours, watchTheme } from "./streamlit.js";

const followed = new WeakMap();

// In a narrow window the choices lie over the map: opened there, they do not stay so for the
// next visit.
window.addEventListener("pagehide", () => {
  if (window.matchMedia("(max-width: 767px)").matches) forgetChoices();
});

export default function shell({ data, parentElement }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  listen();
  closeDialogs();
  followSheet();
  offerSkips(data.skips, data.skip_label);
  showCurrent();
  const hand = () => handColours(parentElement);
  hand();
  if (!followed.has(parentElement)) followed.set(parentElement, watchTheme(hand));
  return () => {
    followed.get(parentElement)?.disconnect();
    followed.delete(parentElement);
  };
}
