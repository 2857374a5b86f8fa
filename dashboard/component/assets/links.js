// Links within the atlas change the address without loading the page anew.

// Streamlit follows the address when the reader goes back or forward: this asks for the same.
export function go(address) {
  const state = { ofAtlas: true };
  history.pushState(state, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state }));
}

function isPlain(event) {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !defaultPrevented && button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

// A link to another page keeps every choice of the address, also those that no server was
// told. A link to another thing on the same map keeps the place where the map looks.
export function targetOf(link) {
  const target = new URL(link.href, location.href);
  const here = new URLSearchParams(location.search);
  const { atlasGo: sort } = link.dataset;
  if (sort === "page") target.search = location.search;
  if (sort === "here" && target.searchParams.get("area") === here.get("area")) {
    target.searchParams.delete("at");
    if (here.has("at")) target.searchParams.set("at", here.get("at"));
  }
  return target;
}

function follow(event) {
  const link = event.target.closest?.("a[data-atlas-go]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  const target = targetOf(link);
  if (target.href !== location.href) go(target);
}

let listening = false;

export function listen() {
  if (!listening) document.addEventListener("click", follow);
  listening = true;
}
