// Light or dark, and the colours of the canvas, read from the style sheet.

const TONES = [
  "paper", "land", "sea", "border", "country", "outline", "water", "river",
  "ink", "casing", "hatch", "range", "claim", "select", "site",
];

export function isDark(host) {
  const asked = host.closest("[data-theme]")?.dataset.theme;
  if (asked === "dark" || asked === "light") return asked === "dark";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

export function readTones(root) {
  const style = getComputedStyle(root);
  const tones = { dark: root.dataset.tone === "dark" };
  for (const tone of TONES) tones[tone] = style.getPropertyValue(`--atlas-${tone}`).trim();
  return tones;
}

// Calls back when the theme of the host or of the reader's system changes; returns the way to stop.
export function watchTheme(host, changed) {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(changed);
  const holder = host.closest("[data-theme]");
  for (const element of new Set([host, holder ?? document.documentElement])) {
    watcher.observe(element, { attributes: true, attributeFilter: ["data-theme"] });
  }
  system.addEventListener("change", changed);
  return () => {
    watcher.disconnect();
    system.removeEventListener("change", changed);
  };
}

// Relative luminance of "#rrggbb", to set dark letters on light fills and light ones on dark.
export function luminance(colour) {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour ?? "");
  if (!hex) return 1;
  const channel = (shift) => {
    const c = ((parseInt(hex[1], 16) >> shift) & 255) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}
