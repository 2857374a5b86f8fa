// Dialogs close at Escape wherever the focus is, and once a file of theirs is saved.

import { closeDialog, dialogAround, hasFailed, openDialog, savingButton } from "./streamlit.js";

// Milliseconds between two looks at a button that makes a file.
const LOOK = 100;

// While its file is made a button is disabled, and so loses the focus that Escape needs.
function escape(event) {
  const dialog = openDialog();
  if (event.key === "Escape" && dialog && !dialog.contains(event.target)) closeDialog(dialog);
}

function saved(event) {
  const button = savingButton(event.target);
  if (!button) return;
  const dialog = dialogAround(button);
  const look = () => {
    if (!button.isConnected) return;
    if (button.disabled) setTimeout(look, LOOK);
    else if (hasFailed(button)) button.focus();
    else closeDialog(dialog);
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
