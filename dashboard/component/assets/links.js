// Links within the atlas change the address without loading the page anew.

// Streamlit follows the address when the reader goes back or forward: this asks for the same.
export function go(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

function isPlain(event) {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !defaultPrevented && button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

// A link to another page keeps every choice of the address, also those that no server was told.
export function targetOf(link) {
  const target = new URL(link.href, location.href);
  const { atlasGo } = link.dataset;
  if (atlasGo === "page") target.search = location.search;
  if (atlasGo === "with") {
    const kept = new URLSearchParams(location.search);
    for (const [name, value] of target.searchParams) kept.set(name, value);
    target.search = kept;
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
