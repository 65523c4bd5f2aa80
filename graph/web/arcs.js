// All arcs. They are costly: they are drawn into a layer, in slices where they are many, and while the
// picture moves the layer is moved with it.

const arcs = { batches: null, done: null, work: null };
const QUICK = 1200; // so many arcs are drawn at once
const SLICE = 10; // milliseconds
const BATCH = 50; // arcs in a stroke
const REST = 140; // milliseconds without a move
const ARROWS = 300; // more arcs than these have none

function paintArcs(faint) {
  arcs.batches ??= batches();
  if (!arcs.done || !isView(arcs.done.view)) redrawArcs();
  canvas.setAttribute("aria-busy", String(!arcs.done || !isView(arcs.done.view)));
  if (!arcs.done) return;
  const was = arcs.done.view;
  const sx = view.sx / was.sx;
  const sy = view.sy / was.sy;
  pen.globalAlpha = faint ? 0.25 : 1;
  pen.drawImage(
    arcs.done.canvas,
    view.dx - was.dx * sx,
    view.dy - was.dy * sy,
    size.width * sx,
    size.height * sy,
  );
  pen.globalAlpha = 1;
}

// Arcs that look alike, some at a time. No colour is drawn after all others: it would hide them.
function batches() {
  arcs.done = arcs.work = null;
  const alike = Map.groupBy(shownEdges, (edge) => `${edge.group} ${weight(edge)}`);
  const found = [];
  for (const list of alike.values()) {
    for (let begin = 0; begin < list.length; begin += BATCH) {
      const edges = list.slice(begin, begin + BATCH);
      found.push({ edges, after: (begin + edges.length / 2) / list.length });
    }
  }
  return found.sort((a, b) => a.after - b.after).map(({ edges }) => edges);
}

function isView(other) {
  return other.sx === view.sx && other.sy === view.sy && other.dx === view.dx && other.dy === view.dy;
}

function redrawArcs() {
  const many = shownEdges.length > QUICK && !state.paper;
  if (many && arcs.done && performance.now() - moved < REST) {
    setTimeout(draw, REST);
    return;
  }
  if (!arcs.work || !isView(arcs.work.view)) arcs.work = newLayer();
  const until = performance.now() + (many ? SLICE : Infinity);
  while (arcs.work.next < arcs.batches.length && performance.now() < until) strokeBatch(arcs.work);
  if (arcs.work.next < arcs.batches.length) draw();
  else [arcs.done, arcs.work] = [arcs.work, null];
}

function newLayer() {
  const layer = document.createElement("canvas");
  [layer.width, layer.height] = [canvas.width, canvas.height];
  const on = layer.getContext("2d");
  on.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  strokeFamilies(on);
  return { canvas: layer, pen: on, view, next: 0 };
}

function strokeFamilies(on) {
  on.strokeStyle = ink.quiet;
  on.lineWidth = 0.8;
  on.setLineDash([3, 2]);
  on.beginPath();
  for (const [from, to] of families) if (from.shown && to.shown) trace(on, { from, to });
  on.stroke();
  on.setLineDash([]);
}

function weight(edge) {
  return 0.8 + 0.7 * Math.floor(Math.log2(edge.count));
}

function strokeBatch(layer) {
  const batch = arcs.batches[layer.next++];
  const on = layer.pen;
  on.strokeStyle = on.fillStyle = colour(batch[0].group);
  on.lineWidth = weight(batch[0]);
  on.globalAlpha = Math.min(Math.max(11 / Math.sqrt(shownEdges.length), 0.08), 0.6); // the more, the fainter
  on.beginPath();
  for (const edge of batch) trace(on, edge);
  on.stroke();
  if (shownEdges.length <= ARROWS) for (const edge of batch) arrow(on, edge);
}

function trace(on, edge) {
  const [x1, y1] = place(edge.from);
  const [x2, y2] = place(edge.to);
  if (
    Math.max(x1, x2) < -99 ||
    Math.min(x1, x2) > size.width + 99 ||
    Math.max(y1, y2) < -99 ||
    Math.min(y1, y2) > size.height + 99
  )
    return;
  on.moveTo(x1, y1);
  if (edge.from === edge.to) on.bezierCurveTo(x1 - 18, y1 - 24, x1 + 18, y1 - 24, x1, y1);
  else on.quadraticCurveTo(...bend(x1, y1, x2, y2), x2, y2);
}

function bend(x1, y1, x2, y2) {
  return [(x1 + x2) / 2 + (y2 - y1) * 0.16, (y1 + y2) / 2 - (x2 - x1) * 0.16];
}

function arrow(on, edge) {
  if (edge.from === edge.to) return;
  const [x1, y1] = place(edge.from);
  const [x2, y2] = place(edge.to);
  const [mx, my] = bend(x1, y1, x2, y2);
  const turned = Math.atan2(y2 - my, x2 - mx);
  const tip = edge.to.radius + 1;
  on.save();
  on.translate(x2, y2);
  on.rotate(turned);
  on.beginPath();
  on.moveTo(-tip, 0);
  on.lineTo(-tip - 7, -3);
  on.lineTo(-tip - 7, 3);
  on.fill();
  on.restore();
}
