// What wants a label on the map, in the order in which places are given.

// Everything that wants a label, most important first: each mark, and units that a name fits in.
// Each mark has one label; several marks at one code (a unit and a site in it) keep a label each.
export function wishes(model, marks, selection, fits) {
  const marked = new Map();
  const sites = [];
  for (const mark of marks) {
    if (mark.site || marked.has(mark.code)) sites.push(mark);
    else marked.set(mark.code, mark);
  }
  const list = [];
  for (const unit of model.units) {
    if (!unit.shape || !unit.point) continue;
    const mark = marked.get(unit.code);
    if (!mark && unit.code !== selection && !fits(unit.shape)) continue;
    marked.delete(unit.code);
    list.push({ unit, mark, name: unit.name, code: unit.code, shape: unit.shape, point: unit.point });
  }
  for (const mark of [...marked.values(), ...sites]) {
    if (mark.point) {
      list.push({ mark, name: mark.name, code: mark.code, shape: mark.shape, point: mark.point });
    }
  }
  const area = ({ shape }) =>
    shape ? (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]) : 0;
  for (const wish of list) {
    wish.selected = wish.code === selection;
    wish.rank = [wish.selected ? 1 : 0, wish.mark ? wish.mark.count : 0, area(wish)];
  }
  list.sort((a, b) => {
    for (let k = 0; k < 3; k += 1) if (a.rank[k] !== b.rank[k]) return b.rank[k] - a.rank[k];
    return a.code < b.code ? -1 : 1;
  });
  return list;
}
