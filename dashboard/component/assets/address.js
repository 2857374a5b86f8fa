// Where the map looks, in the address: written by the browser alone, and never asked of the server.

const NAME = "at";

function written({ lat, lon, zoom }) {
  return `${lat.toFixed(4)},${lon.toFixed(4)},${Number(zoom.toFixed(2))}`;
}

function read(text) {
  const [lat, lon, zoom] = text.split(",").map(Number);
  return [lat, lon, zoom].every(Number.isFinite) ? { lat, lon, zoom } : null;
}

// `look` moves the map: to a camera, or with null to the whole area.
export class Address {
  constructor(look) {
    this.path = location.pathname;
    this.look = look;
    this.take();
    this.travel = () => this.travelled();
    // A link of the atlas says itself where to look; what Streamlit writes does not.
    this.pushed = ({ navigationType: type }) => {
      if (type === "push" && !history.state?.ofAtlas) this.write();
    };
    // Before Streamlit hears of it, and runs the page.
    addEventListener("popstate", this.travel, { capture: true });
    // Where a browser cannot tell of new addresses, each run of the page writes anew.
    globalThis.navigation?.addEventListener("currententrychange", this.pushed);
  }

  get params() {
    return new URLSearchParams(location.search);
  }

  take() {
    this.at = this.params.get(NAME);
    this.area = this.params.get("area");
  }

  moved(camera) {
    this.at = camera && written(camera);
    this.area = this.params.get("area");
    this.write();
  }

  // Whoever writes another choice to the address knows nothing of the camera.
  write() {
    const url = new URL(location.href);
    const { searchParams: params } = url;
    if (url.pathname !== this.path || params.get("area") !== this.area) return;
    if ((params.get(NAME) ?? null) === this.at) return;
    if (this.at) params.set(NAME, this.at);
    else params.delete(NAME);
    history.replaceState(history.state, "", url);
  }

  // Back and forward restore the camera; in another area the new picture brings its own.
  travelled() {
    if (location.pathname !== this.path) return;
    const { area, at } = this;
    this.take();
    if (this.area === area && this.at !== at) this.look(this.at && read(this.at));
  }

  leave() {
    removeEventListener("popstate", this.travel, { capture: true });
    globalThis.navigation?.removeEventListener("currententrychange", this.pushed);
  }
}
