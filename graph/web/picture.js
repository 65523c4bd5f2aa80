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
  pen.fillStyle = ink.lane;
  lanes().forEach(({ top, bottom }, band) => {
    if (band % 2 === 0) pen.fillRect(0, top, size.width, bottom - top);
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
    if (name === data.undated) while (named.length && named.at(-1)[2] > x) free = named.pop()[1];
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
  const dated = shownNodes.filter((node) => !node.by_session);
  paintShapes(dated, (node) => !node.documents, ink.dot, scale);
  paintShapes(dated, (node) => node.documents, ink.ink, scale);
  pen.setLineDash([2 * scale, 1.5 * scale]);
  paintShapes(shownNodes, (node) => node.by_session, ink.dot, scale);
  pen.setLineDash([]);
  ring(state.chosen, 3);
  ring(state.at === state.chosen ? null : state.at, 1.5);
}

function isIn(x, y) {
  return x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9;
}

// Squares of what was read, circles of what is cited.
function paintShapes(some, isMeant, fill, scale) {
  pen.fillStyle = fill;
  pen.strokeStyle = ink.ink;
  pen.lineWidth = 1.3 * Math.min(scale, 1);
  pen.beginPath();
  for (const node of some) {
    const [x, y] = place(node);
    if (!isMeant(node) || !isIn(x, y)) continue;
    const half = 3.4 * scale;
    pen.moveTo(x + node.radius * scale, y);
    if (node.documents) pen.rect(x - half, y - half, 2 * half, 2 * half);
    else pen.arc(x, y, node.radius * scale, 0, 7);
  }
  pen.fill();
  pen.stroke();
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
