// Buttons that copy the link of the view, its citation, or the code of a frame.

import { copied } from "./clipboard.js";

function addressOf(fingerprint) {
  const url = new URL(location.href);
  for (const name of ["embed", "embed_options"]) url.searchParams.delete(name);
  url.searchParams.set("data", fingerprint);
  url.hash = "";
  return url;
}

// The server names the map; where the reader has moved it to, only the browser knows.
function framed(path) {
  const url = new URL(path, location.href);
  const at = new URLSearchParams(location.search).get("at");
  if (at) url.searchParams.set("at", at);
  else url.searchParams.delete("at");
  return url.href.replaceAll("&", "&amp;");
}

function textsFor({ citation, embed, map, fingerprint }) {
  return {
    link: () => addressOf(fingerprint).href,
    citation: () => citation.replace("{link}", () => addressOf(fingerprint).href),
    embed: () => embed.replace("{link}", () => framed(map)),
  };
}

function build(parent) {
  const root = document.createElement("div");
  root.className = "atlas-share";
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.rows = 3;
  field.hidden = true;
  const buttons = ["link", "citation", "embed"].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.copies = name;
    return button;
  });
  root.append(...buttons, status, field);
  parent.append(root);
  return { root, status, field, buttons };
}

const built = new WeakMap();

export default function share({ data, parentElement }) {
  const parts = built.get(parentElement) ?? build(parentElement);
  built.set(parentElement, parts);
  const { buttons, status, field } = parts;
  const { words } = data;
  const texts = textsFor(data.texts);
  field.setAttribute("aria-label", words.field);
  for (const button of buttons) {
    const name = button.dataset.copies;
    button.textContent = words[name];
    button.onclick = async () => {
      const text = texts[name]();
      field.value = text;
      // What was copied is shown too: a reader sees what will be pasted.
      field.hidden = false;
      const done = await copied(text, field);
      status.textContent = done ? words[`${name}_copied`] : words.by_hand;
    };
  }
}
