// The parts of a picture: kept by id, asked for once, and reported when they cannot be had.

const CACHE_SIZE = 24;

export class Parts {
  constructor(assets, missing) {
    this.assets = assets;
    this.missing = missing;
    this.cache = new Map();
  }

  keep(key, value) {
    this.cache.delete(key);
    this.cache.set(key, value);
    if (this.cache.size > CACHE_SIZE) this.cache.delete(this.cache.keys().next().value);
    return value;
  }

  // A part by its reference: inline, remembered, or fetched. Null when it is missing.
  async part(ref) {
    if (ref.data) return this.keep(`part ${ref.id}`, ref.data);
    return this.ask("part", ref.id);
  }

  geometry(id) {
    return this.ask("geometry", id);
  }

  context(id) {
    return this.ask("context", id);
  }

  async ask(kind, id) {
    const key = `${kind} ${id}`;
    if (this.cache.has(key)) return this.keep(key, this.cache.get(key));
    let value = null;
    try {
      value = (await this.assets[kind](id)) ?? null;
    } catch {
      value = null;
    }
    if (value === null) {
      this.missing(id);
      return null;
    }
    return this.keep(key, value);
  }
}
