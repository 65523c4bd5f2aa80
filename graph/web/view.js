// Where things stand in the picture. A view maps places of the layout to pixels: x * sx + dx, y * sy + dy.

const canvas = byId("picture");
const pen = canvas.getContext("2d");
const size = { width: 0, height: 0, ratio: 1 };
const FONT = "12px system-ui, sans-serif";
const TOP = 24;
const NEAR = 2.5;
let view = { sx: 1, sy: 1, dx: 0, dy: 0 };
let whole = view;
let drawn = 0;
let moved = 0;

function resize() {
  const box = canvas.getBoundingClientRect();
  if (!box.width || !box.height) return;
  const wasWhole = view === whole;
  Object.assign(size, {
    width: box.width,
    height: box.height,
    ratio: state.paper ? 3 : Math.min(window.devicePixelRatio || 1, 2),
  });
  canvas.width = Math.round(size.width * size.ratio);
  canvas.height = Math.round(size.height * size.ratio);
  arcs.done = null;
  whole = fitting();
  if (wasWhole) view = whole;
  paint();
}

function fitting() {
  const left = gutter();
  const room = size.width - left - 30;
  const sx = Math.min(room / Math.max(data.width, 1), NEAR);
  const sy = Math.min((size.height - TOP - 44) / Math.max(data.height + data.lanes.length * head(), 1), NEAR);
  return { sx, sy, dx: left + (room - data.width * sx) / 2, dy: TOP + 4 };
}

function isNarrow() {
  return size.width <= 700;
}

function gutter() {
  return isNarrow() ? 10 : 150;
}

// What a lane has above its rows, for its name, where there is no room for that at the left.
function head() {
  return isNarrow() ? 16 : 0;
}

function place(node) {
  const y = node.y + 8 + (node.band + 1) * head();
  return [(node.x + 6) * view.sx + view.dx, y * view.sy + view.dy];
}

// Where each lane begins and ends, from the top of the picture.
function lanes() {
  return data.lanes.map(([name, start, height], band) => ({
    name,
    top: (start + band * head()) * view.sy + view.dy,
    bottom: (start + height + (band + 1) * head()) * view.sy + view.dy,
  }));
}

function zoom(factor, x = size.width / 2, y = size.height / 2) {
  const least = Math.max((0.5 * whole.sx) / view.sx, 0.0001);
  const most = Math.max((2 * NEAR) / Math.min(view.sx, view.sy), 1);
  const by = Math.min(Math.max(factor, least), most);
  view = { sx: view.sx * by, sy: view.sy * by, dx: x - (x - view.dx) * by, dy: y - (y - view.dy) * by };
  move();
}

function pan(x, y) {
  view = { ...view, dx: view.dx + x, dy: view.dy + y };
  move();
}

function move() {
  moved = performance.now();
  draw();
}

function bringIn(node, near = false) {
  if (state.table) return;
  const [x, y] = place(node);
  const closer = 1 / Math.min(view.sx, view.sy);
  if (near && closer > 1) zoom(closer, x, y);
  const [left, top] = place(node);
  const inside = left > 30 && left < size.width - 60 && top > TOP + 12 && top < size.height - 40;
  if (!inside || near) pan(size.width / 2 - left, size.height / 2 - top);
}

function draw() {
  drawn ||= requestAnimationFrame(paint);
}
