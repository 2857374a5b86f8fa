// A button that tells the server where the map looks, which only the browser knows.

const built = new WeakMap();

function build(parent) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "atlas-copy";
  parent.append(button);
  built.set(parent, button);
  return button;
}

export default function cameraButton({ data, parentElement, setTriggerValue }) {
  const button = built.get(parentElement) ?? build(parentElement);
  button.textContent = data.label;
  button.onclick = () =>
    setTriggerValue("pressed", { at: new URLSearchParams(location.search).get("at") ?? "" });
  return () => {
    button.remove();
    built.delete(parentElement);
  };
}
