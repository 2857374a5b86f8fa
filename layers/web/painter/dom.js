// Elements and text. Text only ever arrives as textContent.

export function node(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// One isolated run of text: a string, or {text, lang}.
export function bdi(text) {
  const run = document.createElement("bdi");
  run.dir = "auto";
  if (text?.lang) run.lang = text.lang;
  run.textContent = plain(text);
  return run;
}

export function plain(text) {
  if (text === null || text === undefined) return "";
  return typeof text === "object" ? String(text.text ?? "") : String(text);
}

// A link to another site that learns nothing from it; only the words where there is no address.
export function address(url, words) {
  if (!/^https?:\/\//.test(url ?? "")) return bdi(words);
  const link = node("a", "atlas-link", bdi(words));
  link.href = url;
  link.rel = "noopener noreferrer nofollow";
  link.target = "_blank";
  return link;
}

export function line(tag, name, text) {
  return plain(text) === "" ? null : node(tag, name, bdi(text));
}

// What two equal elements may differ in all the same: what they do, whether open, what is drawn.
const LIVE = "button, details, canvas";

function isPlain(child) {
  return child.nodeType === Node.TEXT_NODE || !(child.matches(LIVE) || child.querySelector(LIVE));
}

// Gives an element other children. Those that stay, or read as before, are not touched: taken
// out and put back they would be laid out anew.
export function refill(element, ...children) {
  const wanted = children.filter((child) => child !== null && child !== undefined);
  const staying = new Set(wanted);
  let at = element.firstChild;
  const drop = () => {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  };
  for (const child of wanted) {
    if (at && at !== child && !staying.has(at) && isPlain(child) && at.isEqualNode(child)) {
      at = at.nextSibling;
      continue;
    }
    if (child.parentNode === element) while (at && !staying.has(at)) drop();
    if (child === at) at = at.nextSibling;
    else element.insertBefore(child, at);
  }
  while (at) drop();
}

// Puts values into the places that an interface sentence leaves open, as in "{n} regions".
export function say(sentence, values = {}) {
  return String(sentence ?? "").replace(/\{(\w+)\}/g, (whole, key) =>
    Object.hasOwn(values, key) ? String(values[key]) : whole,
  );
}

// Translated words bring the names of the months: browsers know them in fewer languages.
export function monthWords(month, words) {
  const year = yearWords(month);
  const name = words[`month_${(month % 12) + 1}`];
  if (name) return say(words.month_year, { month: name, year });
  const date = new Date(Date.UTC(2000, month % 12, 1));
  const form = new Intl.DateTimeFormat(words.language, { month: "long", year: "numeric", timeZone: "UTC" });
  // JavaScript takes the years 0 to 99 for those of the last century: the year stands in for itself.
  return form.formatToParts(date).map(({ type, value }) => (type === "year" ? year : value)).join("");
}

// A year has four digits, so that 19 is not read as 2019.
export function yearWords(month) {
  return String(Math.floor(month / 12)).padStart(4, "0");
}

export function button(name, label, sign, act) {
  const element = node("button", name);
  element.type = "button";
  element.title = label;
  element.setAttribute("aria-label", label);
  const face = node("span", "");
  face.setAttribute("aria-hidden", "true");
  face.textContent = sign;
  element.append(face);
  element.addEventListener("click", act);
  return element;
}
