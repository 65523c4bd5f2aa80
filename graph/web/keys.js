// Keys on the picture.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pictureKey(event) {
  const way = WAYS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way && event.shiftKey) pan(-80 * way[0], -80 * way[1]);
  else if (way) go(way);
  else if (event.key === "Home" || event.key === "End") goTo(endMost(event.key === "Home" ? 1 : -1));
  else if ((event.key === "Enter" || event.key === " ") && state.at) choose(state.at, canvas);
  else if (event.key === "+" || event.key === "=") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "0") showWhole();
  else if (event.key === "Escape" && state.chosen) closeDetails();
  else return;
  event.preventDefault();
}

function go([right, down]) {
  const at = state.at?.shown ? state.at : null;
  if (!at) return goTo(endMost(1));
  const [x, y] = place(at);
  let best = null;
  let least = Infinity;
  for (const node of shownNodes) {
    const [a, b] = place(node);
    const along = (a - x) * right + (b - y) * down;
    const aside = Math.abs((a - x) * down) + Math.abs((b - y) * right);
    const away = along + 3 * aside;
    if (node !== at && along > 0.01 && away < least) [best, least] = [node, away];
  }
  if (best) goTo(best);
}

function endMost(sign) {
  return shownNodes.reduce((best, node) => (!best || sign * (node.x - best.x) < 0 ? node : best), null);
}

function goTo(node) {
  if (!node) return;
  state.at = node;
  bringIn(node);
  say(spoken(node));
  draw();
}

function showWhole() {
  view = whole;
  move();
}
