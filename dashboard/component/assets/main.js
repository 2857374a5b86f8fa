// The live map: mounts the painter once and hands it each new picture.

import { Address } from "./address.js";
import { showPanel } from "./panel.js";
import { colourOf, watchTheme } from "./streamlit.js";

const mounted = new WeakMap();

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${url}: ${answer.status}`);
  }
  return answer.json();
}

// Streamlit has no switch of its own that a component could read: the page's ground tells.
function isDark(element) {
  const colour = colourOf(element, "background");
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  if (!digits) {
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }
  const [red, green, blue] = digits.slice(1).map((pair) => parseInt(pair, 16));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

async function stylesheet(url) {
  if (document.querySelector(`link[data-atlas-style]`)) {
    return;
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url;
  link.dataset.atlasStyle = "";
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", reject, { once: true });
  });
  document.head.append(link);
  await loaded;
}

// A map that stands alone, in a frame of another page, tells of its regions itself.
function callbacks(data, state) {
  const send = (name, value) => state.send(name, { value, at: state.address.at });
  const told = {
    time: (month) => send("month", month ?? -1),
    missing: (id) => send("missing", id),
    view: (camera) => state.address.moved(camera),
  };
  if (data.alone) return { ...told, time: () => {} };
  return {
    ...told,
    select: async (code) => {
      if (await showPanel(data.routes.panel, code)) send("region", code ?? "");
    },
    during: (months) => send("during", months ?? []),
  };
}

async function mount(host, data, told) {
  const [painter] = await Promise.all([import(data.painter), stylesheet(data.style)]);
  const assets = {
    part: (id) => json(`${data.routes.part}/${id}.json`),
    geometry: (id) => json(`${data.routes.asset}/${id}.json`),
    context: (id) => json(`${data.routes.asset}/${id}.json`),
  };
  return painter.createMap(host, assets, told);
}

function begin(parentElement, data) {
  const host = document.createElement("div");
  host.className = "atlas-host";
  const waiting = document.createElement("p");
  waiting.className = "atlas-waiting";
  waiting.setAttribute("role", "status");
  waiting.textContent = data.waiting;
  host.append(waiting);
  parentElement.append(host);
  const state = { host };
  state.map = mount(host, data, callbacks(data, state));
  state.address = new Address((camera) => state.map.then((map) => map.look(camera)));
  state.follow = () => {
    const theme = isDark(parentElement) ? "dark" : "light";
    if (host.dataset.theme !== theme) host.dataset.theme = theme;
  };
  state.watcher = watchTheme(state.follow);
  return state;
}

// Called at each run of the page; what it returns is called when the map leaves the page.
export default function liveMap({ data, parentElement, setTriggerValue }) {
  const state = mounted.get(parentElement) ?? begin(parentElement, data);
  mounted.set(parentElement, state);
  state.send = setTriggerValue;
  state.follow();
  state.address.write();
  state.map
    .then((map) => {
      state.host.atlas = map;
      return map.show(data.picture);
    })
    .then((drawn) => drawn && state.host.querySelector(".atlas-waiting")?.remove())
    .catch((error) => {
      state.host.textContent = `The map could not be drawn (${error.message}). Reload the page.`;
      throw error;
    });

  return () => {
    state.watcher.disconnect();
    state.address.leave();
    state.map.then((map) => map.destroy());
    state.host.remove();
    mounted.delete(parentElement);
  };
}
