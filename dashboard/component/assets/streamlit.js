// Everything that these scripts know of Streamlit's page: what its parts are called, how it tells
// that it runs, and what it remembers. None of it is promised to stay, so it stands here alone.

const APP = "[data-test-script-state]";
const STATE = "data-test-script-state";
const IDLE = "notRunning";

// Its element for the content of a page; its own link to it is known by the same name.
export const CONTENT = { id: "stMain", to: "[data-testid=stMain] h1" };

const HTML = "[data-testid=stHtml]";
const DIALOG = "[role=dialog]";
const CLOSE = "button[aria-label=Close]";
const SAVES = "[data-testid=stDownloadButton]";
const FAILED = "[data-testid=stDownloadButtonError]";
const CHOICES = "stSidebarCollapsed";
const COLOURS = ["primary", "background", "secondary-background", "text", "border", "link"];

// The element that tells whether the page runs.
export const app = () => document.querySelector(APP);

export const isRunning = (element) => element.getAttribute(STATE) !== IDLE;

// Calls when the page begins to run, and when it is done.
export function watchRuns(element, changed) {
  const watcher = new MutationObserver(changed);
  watcher.observe(element, { attributeFilter: [STATE] });
  return watcher;
}

// The element that holds a piece of HTML of this atlas.
export const htmlAround = (part) => part?.closest(HTML) ?? null;

// The container that the server has given a key, around an element.
export const keyedAround = (key, element) => element.closest(`.st-key-${key}`);

export const openDialog = () => document.querySelector(DIALOG);

export const dialogAround = (element) => element.closest(DIALOG);

export const closeDialog = (dialog) => dialog.querySelector(CLOSE)?.click();

// The button in a dialog that makes and saves a file, around an element.
export const savingButton = (element) => element.closest?.(`${DIALOG} ${SAVES} button`);

export const hasFailed = (button) => Boolean(button.closest(SAVES).querySelector(FAILED));

const nameOf = (colour) => `--st-${colour}-color`;

// A colour of its theme, which it gives to components alone.
export const colourOf = (element, colour) =>
  getComputedStyle(element).getPropertyValue(nameOf(colour)).trim();

// Hands its colours on to the whole page.
export function handColours(from) {
  const { style } = document.documentElement;
  for (const each of COLOURS) {
    const colour = colourOf(from, each);
    if (colour && style.getPropertyValue(nameOf(each)) !== colour) style.setProperty(nameOf(each), colour);
  }
}

// Calls whenever its theme may have changed: it writes that to the root or the body.
export function watchTheme(changed) {
  const watcher = new MutationObserver(changed);
  for (const each of [document.documentElement, document.body]) {
    watcher.observe(each, { attributes: true });
  }
  return watcher;
}

// Lets it forget that the choices of a page were unfolded.
export function forgetChoices() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(CHOICES)) localStorage.removeItem(key);
  }
}

// Streamlit follows the address when the reader goes back or forward: this asks for the same.
export function runAt(address, state) {
  history.pushState(state, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state }));
}
