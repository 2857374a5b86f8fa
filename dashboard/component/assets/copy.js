// A button that puts the picture of the view on the clipboard.

const begun = new WeakMap();

async function png(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error((await answer.text()).slice(0, 200));
  }
  return answer.blob();
}

function begin(parentElement) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "atlas-copy";
  const told = document.createElement("span");
  told.className = "atlas-copy-told";
  told.setAttribute("role", "status");
  parentElement.append(button, told);
  const state = { button, told };
  button.addEventListener("click", async () => {
    const { url, words } = state.data;
    if (button.ariaDisabled) return;
    // Truly disabled it would lose the keyboard, and Escape would no longer close the dialog.
    button.ariaDisabled = "true";
    told.textContent = words.drawing;
    try {
      // The promise is handed over at once: a browser allows copying only right after a click.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png(url) })]);
      told.textContent = words.copied;
    } catch {
      told.textContent = words.failed;
    }
    button.ariaDisabled = null;
  });
  return state;
}

export default function copyPicture({ data, parentElement }) {
  const state = begun.get(parentElement) ?? begin(parentElement);
  begun.set(parentElement, state);
  if (state.data?.url !== data.url) state.told.textContent = "";
  state.data = data;
  state.button.textContent = data.words.copy;
  return () => begun.delete(parentElement);
}
