// What the colours, hatches and outlines mean, with the number of regions in each class.

import { bdi, line, node, refill, say } from "./dom.js";
import { bandSample } from "./marks.js";
import { pattern, swatch } from "./patterns.js";
import { pixelRatio } from "./pixels.js";
import { paintClass, strokeClaim } from "./regions.js";

function row(picture, text, count, title) {
  const counted = count === undefined || count === null ? null : node("span", "atlas-key-count", bdi(String(count)));
  const item = node("li", "atlas-key", picture, node("span", "atlas-key-text", bdi(text)), counted);
  if (title) item.title = title;
  return item;
}

function classRow(cls, tones, words) {
  const picture = swatch(26, 15, (ctx, w, h) => {
    paintClass(ctx, cls, tones, () => ctx.fillRect(0, 0, w, h));
    ctx.strokeStyle = tones.outline;
    ctx.lineWidth = 0.8;
    ctx.strokeRect(0.4, 0.4, w - 0.8, h - 0.8);
  });
  return row(picture, cls.label, cls.count, say(words.regions_per_class, { n: cls.count }));
}

function heading(text) {
  return line("h2", "atlas-legend-heading", text);
}

function layerPart(header, symbology, tones) {
  const { layer, classes } = symbology;
  const { words } = header;
  const inGrid = new Set(symbology.grid ? gridCells(symbology.grid).flatMap((cell) => cell.covers) : []);
  const rows = classes
    .filter((_, index) => !inGrid.has(index))
    .map((cls) => classRow(cls, tones, words));
  const kind = words[`label_${layer.label}`] ?? layer.label;
  const facts = [layer.unit, layer.year].filter((x) => x !== null && x !== undefined && x !== "");
  return [
    node(
      "div",
      "atlas-legend-head",
      line("h2", "atlas-legend-title", layer.title),
      layer.label === "none" ? null : line("span", `atlas-tag is-${tagKind(layer.label)}`, kind),
    ),
    line("p", "atlas-legend-unit", facts.join(" · ")),
    symbology.grid ? grid(symbology, tones, words) : null,
    rows.length ? node("ul", "atlas-keys", ...rows) : null,
    classes.length ? line("p", "atlas-legend-count", words.count_heading) : null,
    line("p", "atlas-legend-caveat", layer.caveat),
    layer.source ? line("p", "atlas-legend-source", say(words.source, { source: layer.source })) : null,
  ];
}

// The cells of a grid: where each stands, and which classes it covers.
function gridCells({ cells, spans }) {
  return cells.flatMap((places, r) =>
    places.map((first, c) => {
      const span = spans?.[r][c] ?? 1;
      return { row: r, first, span, covers: Array.from({ length: span }, (_, i) => first + i) };
    }),
  );
}

// Classes by two things at once: rows and columns with their words, a count in each cell.
function grid({ grid: layout, classes }, tones, words) {
  const table = node("table", "atlas-grid");
  const head = node("tr", "", node("td", ""));
  for (const text of layout.x) head.append(gridHead("col", text));
  const title = node("tr", "", node("td", ""));
  const across = node("th", "atlas-grid-title", bdi(layout.x_title));
  across.colSpan = layout.x.length;
  title.append(across);
  table.append(line("caption", "", layout.y_title), title, head);
  const cells = gridCells(layout);
  layout.y.forEach((text, r) => {
    const own = cells.filter((cell) => cell.row === r);
    const drawn = own.map(({ first, span }) => gridCell(classes[first], span, tones, words));
    table.append(node("tr", "", gridHead("row", text), ...drawn));
  });
  return table;
}

function gridHead(scope, text) {
  const cell = node("th", "", bdi(text));
  cell.scope = scope;
  return cell;
}

function gridCell(cls, span, tones, words) {
  const picture = swatch(64 * span, 26, (ctx, w, h) => {
    paintClass(ctx, cls, tones, () => ctx.fillRect(0, 0, w, h));
  });
  const cell = node("td", "atlas-grid-cell", picture, node("span", "atlas-grid-count", bdi(String(cls.count))));
  cell.colSpan = span;
  cell.title = `${cls.label}. ${say(words.regions_per_class, { n: cls.count })}`;
  return cell;
}

function tagKind(label) {
  const known = ["documented", "published", "bounded", "illustration", "census"];
  return known.includes(label) ? label : "other";
}

// At a month: that colours which rest on events are not counted anew for it.
function momentPart({ words }, { symbology, month }) {
  const ofAllDates = month !== null && symbology.layer.label !== "census" && !symbology.recount;
  return ofAllDates ? [line("p", "atlas-legend-caveat is-of-all-dates", words.time_of_all)] : [];
}

function marksPart(header, model, tones) {
  const { words, options } = header;
  const parts = [];
  if (options.marks && model.byLine.length) {
    const rows = model.byLine.map((kind) =>
      row(swatch(26, 11, (ctx, w, h) => bandSample(ctx, w, h, kind, tones)), kind.label, kind.count),
    );
    const title = words[`lines_${header.lines}`] ?? words.events;
    parts.push(heading(title), node("ul", "atlas-keys", ...rows));
    parts.push(line("p", "atlas-legend-caveat", words.events_note));
  }
  const other = [];
  if (options.ranges && model.ranges.length) {
    other.push(row(swatch(26, 15, (ctx, w, h) => rangeSample(ctx, w, h, tones)), words.range_key, null));
  }
  if (options.marks && model.dotted.length) {
    other.push(row(swatch(26, 11, (ctx, w, h) => stripSample(ctx, w, h, tones)), words.strip_key, null));
  }
  if (model.claims.length) {
    const text = say(words.claimed, { places: claimedPlaces(model.claims) });
    other.push(row(swatch(26, 15, (ctx, w, h) => claimSample(ctx, w, h, tones)), text, null));
  }
  if (other.length) parts.push(node("ul", "atlas-keys", ...other));
  return parts;
}

// "Demchok (India), Doklam (Bhutan)", each place once.
function claimedPlaces(claims) {
  return [...new Set(claims.map((c) => `${c.name} (${c.administered_by})`))].join(", ");
}

function rangeSample(ctx, w, h, tones) {
  ctx.strokeStyle = pattern(ctx, "range", tones.range);
  ctx.lineWidth = 9;
  ctx.strokeRect(0, 0, w, h);
  ctx.strokeStyle = tones.range;
  ctx.lineWidth = 2.2;
  ctx.strokeRect(1.1, 1.1, w - 2.2, h - 2.2);
}

function stripSample(ctx, w, h, tones) {
  ctx.strokeStyle = tones.ink;
  ctx.lineWidth = 1.5;
  ctx.lineCap = "round";
  ctx.setLineDash([1, 3.5]);
  ctx.beginPath();
  ctx.moveTo(1, h / 2);
  ctx.lineTo(w - 1, h / 2);
  ctx.stroke();
}

function claimSample(ctx, w, h, tones) {
  ctx.fillStyle = tones.land;
  ctx.fillRect(0, 0, w, h);
  ctx.fillStyle = pattern(ctx, "claim", tones.claim);
  ctx.fillRect(0, 0, w, h);
  strokeClaim(ctx, tones, () => ctx.strokeRect(0.6, 0.6, w - 1.2, h - 1.2));
}

// The legend. What a change leaves as it was stays: its samples cost time to draw.
export class Legend {
  constructor() {
    this.element = node("details", "atlas-legend");
    this.element.open = true;
    this.drawn = [];
    this.lasting = [];
  }

  show(header, model, tones) {
    const given = [model.symbology, tones, header.words, pixelRatio()];
    if (given.some((each, i) => each !== this.drawn[i])) {
      this.drawn = given;
      const title = line("summary", "atlas-panel-title", header.words.legend);
      this.lasting = [title, ...layerPart(header, model.symbology, tones)];
    }
    refill(this.element, ...this.lasting, ...momentPart(header, model), ...marksPart(header, model, tones));
  }
}
