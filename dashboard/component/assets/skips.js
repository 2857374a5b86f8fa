// Links before all else that lead past the choices of a page: to its navigation, to its content.

import { CONTENT } from "./streamlit.js";

// What an address names, and what the focus goes to.
const TARGETS = {
  content: CONTENT,
  pages: { id: "atlas-pages", to: ".atlas-bar nav a" },
};

function jump(event, name) {
  const to = document.querySelector(TARGETS[name].to);
  if (!to) return;
  event.preventDefault();
  if (to.tabIndex < 0) to.tabIndex = -1;
  to.focus();
}

function made(name) {
  const link = document.createElement("a");
  link.href = `#${TARGETS[name].id}`;
  link.addEventListener("click", (event) => jump(event, name));
  return link;
}

let nav = null;

// `words` has those of each link, and `label` names them all; without words there are none.
export function offerSkips(words, label) {
  if (!words) return;
  nav ??= document.createElement("nav");
  nav.className = "atlas-skips";
  nav.setAttribute("aria-label", label);
  if (!nav.firstChild) nav.append(...Object.keys(TARGETS).map(made));
  Object.keys(TARGETS).forEach((name, i) => {
    nav.children[i].textContent = words[name];
  });
  const pages = document.querySelector(".atlas-bar nav");
  if (pages) pages.id = TARGETS.pages.id;
  if (document.body.firstChild !== nav) document.body.prepend(nav);
}
