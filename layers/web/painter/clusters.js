// Marks whose counts would cover one another are gathered under one count.

// Few marks may stand close; many are gathered over a wider reach, in pixels. Two counts of
// several places each need more room than that.
const MANY = 60;
const NEAR = 13;
const WIDE = 42;
const APART = 34;

// Groups of marks by distance on the screen, most events first; a group stands at its first mark.
export function gathered(marks, onScreen) {
  const reach = marks.length > MANY ? WIDE : NEAR;
  const ordered = [...marks].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const at = (mark) => onScreen(mark.point);
  const groups = joined(ordered.map((mark) => ({ at: at(mark), marks: [mark] })), reach);
  const several = groups.filter((group) => group.marks.length > 1);
  const single = groups.filter((group) => group.marks.length === 1);
  return [...joined(several, Math.max(reach, APART)), ...single];
}

function joined(entries, reach) {
  const squares = new Map();
  const groups = [];
  for (const { at: [x, y], marks } of entries) {
    const group = nearestGroup(squares, x, y, reach);
    if (group) group.marks.push(...marks);
    else {
      const made = { x, y, at: [x, y], marks: [...marks] };
      groups.push(made);
      const key = `${Math.floor(x / reach)} ${Math.floor(y / reach)}`;
      squares.set(key, [...(squares.get(key) ?? []), made]);
    }
  }
  return groups;
}

function nearestGroup(squares, x, y, reach) {
  const column = Math.floor(x / reach);
  const row = Math.floor(y / reach);
  let best = null;
  for (let i = column - 1; i <= column + 1; i += 1) {
    for (let j = row - 1; j <= row + 1; j += 1) {
      for (const group of squares.get(`${i} ${j}`) ?? []) {
        const gap = Math.hypot(group.x - x, group.y - y);
        if (gap < reach && (!best || gap < best.gap)) best = { gap, group };
      }
    }
  }
  return best?.group ?? null;
}

export function eventsOf(marks) {
  return marks.reduce((sum, mark) => sum + mark.count, 0);
}
