// What stands around the map: title, subtitle, attribution.

import { bdi, line, node, refill, say } from "./dom.js";

export function scaffold() {
  const parts = {
    head: node("header", "atlas-head"),
    map: node("div", "atlas-map"),
    controls: node("div", "atlas-controls"),
    notice: node("p", "atlas-notice"),
    side: node("aside", "atlas-side"),
    time: node("section", "atlas-time"),
    foot: node("footer", "atlas-foot"),
  };
  parts.notice.hidden = true;
  parts.notice.setAttribute("role", "status");
  parts.stage = node("div", "atlas-stage", parts.map, parts.controls, parts.notice);
  parts.root = node(
    "div",
    "atlas",
    node(
      "div",
      "atlas-sheet",
      parts.head,
      node("div", "atlas-body", node("div", "atlas-middle", parts.stage, parts.time), parts.side),
      parts.foot,
    ),
  );
  return parts;
}

export function fillHead(head, header) {
  refill(
    head,
    line("h1", "atlas-title", header.title),
    line("p", "atlas-subtitle", header.subtitle),
  );
}

export function fillFoot(foot, header) {
  const { words } = header;
  const sources = header.attribution.flatMap((text, i) => (i ? [" · ", bdi(text)] : [bdi(text)]));
  const stamp = [
    header.data_version ? say(words.data_version, { version: header.data_version }) : "",
    header.hash ? say(words.picture, { hash: header.hash.slice(0, 12) }) : "",
  ].filter(Boolean);
  const listed = sources.length ? node("p", "atlas-sources", `${words.sources}: `, ...sources) : null;
  refill(foot, listed, line("p", "atlas-stamp", stamp.join(" · ")));
  if (listed) requestAnimationFrame(() => reachable(listed));
}

// What scrolls can be reached with the keyboard.
function reachable(element) {
  if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
}
