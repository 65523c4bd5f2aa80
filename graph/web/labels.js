// Labels, as many as there is room for, the most connected first; and the names of lanes.

const MOST = 250;
const FEW = 150; // so few dots no label covers, of more it may

function paintLabels(taken) {
  pen.font = FONT;
  const near = byWeight();
  const few = near.length <= FEW;
  if (few || Math.min(view.sx, view.sy) > 0.95) for (const node of near) takeDot(node, taken);
  let left = MOST;
  for (const node of [state.over, state.chosen, state.at, ...near]) {
    if (!left) break;
    if (node?.shown && paintLabel(node, taken, few)) left--;
  }
}

function byWeight() {
  const near = [...shownNodes].filter((node) => isIn(...place(node)));
  return near.sort((a, b) => b.in.length + b.out.length - a.in.length - a.out.length).slice(0, 3 * MOST);
}

// A label stands behind its dot; at the edge before it, and where dots are few on the side that is free.
function paintLabel(node, taken, few) {
  const [x, y] = place(node);
  if (!isIn(x, y)) return false;
  node.wide ??= pen.measureText(node.caption).width;
  const [behind, before] = [x + 9, x - 9 - node.wide];
  const fits = behind + node.wide <= size.width;
  const sides = few && fits ? [behind, before] : [fits ? behind : before];
  const left = sides.find((side) => side >= 0 && takes(taken, side - 1, side + 3 + node.wide, y));
  if (left === undefined) return false;
  caption(node.caption, left, y + 4, ink.ink);
  return true;
}

function takeDot(node, taken) {
  const [x, y] = place(node);
  const row = Math.floor(y / 14);
  if (!taken.has(row)) taken.set(row, []);
  taken.get(row).push([x - 4, x + 4, y, 6]);
}

function takes(taken, left, right, y) {
  const row = Math.floor(y / 14);
  const meets = ([a, b, at, high = 12]) => left < b && right > a && Math.abs(at - y) < high;
  if ([row - 1, row, row + 1].some((one) => taken.get(one)?.some(meets))) return false;
  if (!taken.has(row)) taken.set(row, []);
  taken.get(row).push([left, right, y]);
  return true;
}

function paintLaneNames(taken) {
  pen.font = `bold ${FONT}`;
  for (const lane of lanes()) {
    const top = Math.max(lane.top, TOP) + (isNarrow() ? 12 : 15);
    const rows = Math.max(Math.floor((lane.bottom - top + 8) / 14), top < lane.bottom + 6 ? 1 : 0);
    const lines = isNarrow() ? wrapped(lane.name, Math.min(rows, 1), size.width / 8) : wrapped(lane.name, rows, 21);
    lines.forEach((line, n) => {
      const y = top + 14 * n;
      if (y < size.height && takes(taken, 0, 12 + pen.measureText(line).width, y - 4))
        caption(line, 8, y, ink.quiet);
    });
  }
}

function wrapped(text, rows, columns) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length <= rows || !rows
    ? lines.slice(0, rows)
    : [...lines.slice(0, rows - 1), `${lines[rows - 1]} …`];
}

function caption(text, x, y, fill) {
  pen.lineJoin = "round";
  pen.strokeStyle = ink.ground;
  pen.lineWidth = 3;
  pen.strokeText(text, x, y);
  pen.fillStyle = fill;
  pen.fillText(text, x, y);
}
