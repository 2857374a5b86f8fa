// Dialogs close at Escape wherever the focus is, and once a file of theirs is saved.

// Milliseconds between two looks at a button that makes a file.
const LOOK = 100;

const OPEN = "[role=dialog]";
const SAVES = "[data-testid=stDownloadButton]";
const FAILED = "[data-testid=stDownloadButtonError]";

function close(dialog) {
  dialog.querySelector("button[aria-label=Close]")?.click();
}

// While its file is made a button is disabled, and so loses the focus that Escape needs.
function escape(event) {
  const dialog = document.querySelector(OPEN);
  if (event.key === "Escape" && dialog && !dialog.contains(event.target)) close(dialog);
}

function saved(event) {
  const button = event.target.closest?.(`${OPEN} ${SAVES} button`);
  if (!button) return;
  const dialog = button.closest(OPEN);
  const look = () => {
    if (!button.isConnected) return;
    if (button.disabled) setTimeout(look, LOOK);
    else if (button.closest(SAVES).querySelector(FAILED)) button.focus();
    else close(dialog);
  };
  setTimeout(look, LOOK);
}

let listens = false;

export function closeDialogs() {
  if (listens) return;
  listens = true;
  document.addEventListener("keydown", escape);
  document.addEventListener("click", saved);
}
