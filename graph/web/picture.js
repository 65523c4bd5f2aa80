// The picture: lanes, years, dots, and the arcs of what is pointed at.

function paint() {
  if (drawn) cancelAnimationFrame(drawn);
  drawn = 0;
  if (!size.width || state.table) return;
  pen.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, size.width, size.height);
  paintLanes();
  const lit = litEdges();
  paintArcs(lit.length > 0);
  paintLit(lit);
  const taken = new Map();
  paintLaneNames(taken);
  paintDots();
  paintLabels(taken);
  paintYears();
}

function paintLanes() {
  data.lanes.forEach(([, start, height], number) => {
    if (number % 2 === 0) {
      pen.fillStyle = ink.lane;
      pen.fillRect(0, start * view.sy + view.dy, size.width, height * view.sy);
    }
  });
  pen.fillStyle = ink.line;
  for (const [, x] of years()) pen.fillRect(Math.round(x), TOP, 0.5, size.height);
}

function paintYears() {
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, size.width, TOP);
  pen.fillStyle = ink.line;
  pen.fillRect(0, TOP, size.width, 1);
  pen.fillStyle = ink.ink;
  for (const [name, x] of years()) pen.fillText(name, x, 16);
}

const UNDATED = "no date";

// The years that there is room to name, and where they begin.
function years() {
  const named = [];
  let free = 4;
  pen.font = FONT;
  for (const [name, start, width] of data.years) {
    const x = Math.max(start * view.sx + view.dx, 4);
    const end = (start + width) * view.sx + view.dx;
    if (end < 4 || x > size.width - 10) continue;
    // What has no date is always told from the last year.
    if (name === UNDATED) while (named.length && named.at(-1)[2] > x) free = named.pop()[1];
    if (x < free) continue;
    free = x + pen.measureText(name).width + 12;
    named.push([name, x, free]);
  }
  return named;
}

function litEdges() {
  const node = state.over ?? state.chosen;
  return node ? [...node.out, ...node.in].filter(isShown).slice(0, 2000) : [];
}

function paintLit(lit) {
  for (const edge of lit) {
    pen.strokeStyle = pen.fillStyle = colour(edge.group);
    pen.lineWidth = weight(edge) + 0.5;
    pen.beginPath();
    trace(pen, edge);
    pen.stroke();
    arrow(pen, edge);
  }
}

function paintDots() {
  const scale = Math.min(Math.max(Math.min(view.sx, view.sy) * 1.3, 0.45), 1.4);
  pen.beginPath();
  for (const node of shownNodes) if (!node.documents) circle(node, scale);
  pen.fillStyle = ink.dot;
  pen.fill();
  pen.strokeStyle = ink.ink;
  pen.lineWidth = 1.3 * Math.min(scale, 1);
  pen.stroke();
  pen.fillStyle = ink.ink;
  for (const node of shownNodes) if (node.documents) square(node, 4 * scale);
  ring(state.chosen, 3);
  ring(state.at === state.chosen ? null : state.at, 1.5);
}

function isIn(x, y) {
  return x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9;
}

function circle(node, scale) {
  const [x, y] = place(node);
  if (!isIn(x, y)) return;
  pen.moveTo(x + node.radius * scale, y);
  pen.arc(x, y, node.radius * scale, 0, 7);
}

function square(node, half) {
  const [x, y] = place(node);
  if (isIn(x, y)) pen.fillRect(x - half, y - half, 2 * half, 2 * half);
}

function ring(node, width) {
  if (!node?.shown) return;
  const [x, y] = place(node);
  pen.beginPath();
  pen.arc(x, y, 10, 0, 7);
  pen.strokeStyle = ink.accent;
  pen.lineWidth = width;
  pen.stroke();
}
