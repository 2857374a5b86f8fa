// What wants a label on the map, in the order in which places are given.

// Everything that wants a label, most important first: each count, and units that a name fits in.
export function labelCandidates(model, badges, selection, fits) {
  const counted = new Map(badges.map((badge) => [badge.code, badge]));
  const list = [];
  for (const unit of model.units) {
    if (!unit.shape || !unit.point) continue;
    const badge = counted.get(unit.code);
    if (!badge && unit.code !== selection && !fits(unit.shape)) continue;
    counted.delete(unit.code);
    list.push({ unit, badge, name: unit.name, code: unit.code, shape: unit.shape, point: unit.point });
  }
  for (const badge of counted.values()) {
    const { name, code, shape, point } = badge;
    if (point) list.push({ badge, name, code, shape, point });
  }
  const area = ({ shape }) =>
    shape ? (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]) : 0;
  for (const candidate of list) {
    candidate.selected = candidate.code === selection;
    candidate.rank = [candidate.selected ? 1 : 0, candidate.badge ? candidate.badge.count : 0, area(candidate)];
  }
  list.sort((a, b) => {
    for (let k = 0; k < 3; k += 1) if (a.rank[k] !== b.rank[k]) return b.rank[k] - a.rank[k];
    return a.code < b.code ? -1 : 1;
  });
  return list;
}
