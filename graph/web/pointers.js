// Mouse, finger and wheel on the picture.

const pointers = new Map();
let dragged = 0;

function under(event) {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  let best = null;
  let least = event.pointerType === "touch" ? 24 : 12;
  for (const node of shownNodes) {
    const [a, b] = place(node);
    const away = Math.hypot(a - x, b - y);
    if (away < least) [best, least] = [node, away];
  }
  return best;
}

function pressed(event) {
  canvas.setPointerCapture(event.pointerId);
  if (!pointers.size) dragged = 0;
  pointers.set(event.pointerId, [event.clientX, event.clientY]);
}

function pointed(event) {
  const was = pointers.get(event.pointerId);
  if (!was) return hover(event.pointerType === "touch" ? null : under(event), event);
  const now = [event.clientX, event.clientY];
  dragged += Math.hypot(now[0] - was[0], now[1] - was[1]);
  if (pointers.size === 2) pinch(event.pointerId, was, now);
  else if (dragged > 4) pan(now[0] - was[0], now[1] - was[1]);
  pointers.set(event.pointerId, now);
}

function pinch(id, was, now) {
  const [, other] = [...pointers].find(([one]) => one !== id);
  const box = canvas.getBoundingClientRect();
  const factor =
    Math.hypot(now[0] - other[0], now[1] - other[1]) /
    (Math.hypot(was[0] - other[0], was[1] - other[1]) || 1);
  zoom(factor, (now[0] + other[0]) / 2 - box.left, (now[1] + other[1]) / 2 - box.top);
}

function released(event) {
  const was = pointers.delete(event.pointerId);
  if (!was || event.type !== "pointerup" || dragged > 4) return;
  const node = under(event);
  if (node) choose(node);
  else if (state.chosen) choose(null);
}

function hover(node, event) {
  if (node) showTip(node, event);
  else byId("tip").hidden = true;
  if (node === state.over) return;
  state.over = node;
  canvas.classList.toggle("on", Boolean(node));
  draw();
}

function showTip(node, event) {
  const tip = byId("tip");
  tip.textContent = spoken(node);
  tip.hidden = false;
  const box = canvas.getBoundingClientRect();
  const x = Math.min(event.clientX - box.left + 14, size.width - tip.offsetWidth - 6);
  const y = event.clientY - box.top + 16;
  tip.style.left = `${Math.max(x, 4)}px`;
  tip.style.top = `${y + tip.offsetHeight > size.height ? y - tip.offsetHeight - 30 : y}px`;
}

function wheeled(event) {
  event.preventDefault();
  const box = canvas.getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoom(
    Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018)),
    event.clientX - box.left,
    event.clientY - box.top,
  );
}
