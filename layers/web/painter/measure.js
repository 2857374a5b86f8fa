// How large a name or a callout will be on the screen, and where a name may be broken in two.

import { plain } from "./dom.js";
import { RULES } from "./rules.js";

const FACES = {
  bo: { family: '"Noto Serif Tibetan"', size: 15, height: 25 },
  ug: { family: '"Noto Sans Arabic"', size: 13, height: 22 },
  zh: { family: '"Source Sans 3", "Noto Sans SC"', size: 12.5, height: 17 },
};
const LATIN = { family: '"Source Sans 3"', size: 13, height: 16 };

const FAMILIES = ["Source Sans 3", "Noto Serif Tibetan", "Noto Sans Arabic", "Noto Sans SC"];

export function faceOf(lang) {
  if (/-Latn/i.test(lang ?? "")) return LATIN;
  return FACES[String(lang ?? "").slice(0, 2)] ?? LATIN;
}

// The style sheet cuts names at this width, in pixels.
const WIDEST = 264;
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const sizes = new Map();

// How much larger than usual names are written, where a map has much room.
let larger = 1;

export function grow(to) {
  larger = to;
}

export function grown(pixels) {
  return pixels * larger;
}

export function forgetSizes() {
  widths.clear();
  sizes.clear();
}

// Asking for a size makes the browser lay out the page: once is enough for the same words.
export function sizeOf(element, parent) {
  const key = `${larger} ${element.className} ${element.textContent}`;
  if (!sizes.has(key)) {
    parent.append(element);
    sizes.set(key, [element.offsetWidth, element.offsetHeight]);
  }
  return sizes.get(key);
}

function lineWidth(text, face, weight) {
  const key = `${face.family} ${weight} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${weight} ${face.size}px ${face.family}, "Noto Sans SC", "Noto Serif Tibetan", sans-serif`;
    widths.set(key, Math.min(WIDEST, Math.ceil(pen.measureText(text).width) + 4));
  }
  return widths.get(key);
}

export function shorten(text) {
  const { longest } = RULES.name;
  const letters = Array.from(plain(text).replace(/\s+/g, " ").slice(0, 4 * longest));
  if (letters.length <= longest) return letters.join("");
  return `${letters.slice(0, longest - 1).join("").trimEnd()}…`;
}

// [{text, width, height}], one line first, then two lines where the name can be broken.
export function forms(name, weight) {
  const face = faceOf(name.lang);
  const text = shorten(name);
  const one = { text, width: grown(lineWidth(text, face, weight)), height: grown(face.height) };
  const cut = breakAt(text, String(name.lang ?? "").slice(0, 2));
  if (!cut) return [one];
  const width = grown(Math.max(...cut.map((part) => lineWidth(part, face, weight))));
  return [one, { text: cut.join("\n"), width, height: grown(2 * face.height - 2) }];
}

function breakAt(text, lang) {
  const middle = text.length / 2;
  const stops = [];
  for (let i = 1; i < text.length - 1; i += 1) {
    if (text[i] === " ") stops.push([i, i + 1]);
    else if (lang === "bo" && text[i] === "་" && i > 2) stops.push([i + 1, i + 1]);
    else if (lang === "zh" && text.length > 4 && i > 1) stops.push([i, i]);
  }
  if (stops.length === 0 || text.length < RULES.name.shortest_broken) return null;
  stops.sort((a, b) => Math.abs(a[0] - middle) - Math.abs(b[0] - middle));
  return [text.slice(0, stops[0][0]), text.slice(stops[0][1])];
}

// Asks for the letters of all names of a model.
export function askForLetters({ units, marks }) {
  const text = [...units, ...marks].map(({ name }) => name.text).join("").slice(0, 4000);
  for (const face of FAMILIES) document.fonts.load(`500 13px "${face}"`, text).catch(() => {});
}
