// Filters by body, relation and status: what is unchecked is hidden.

const filters = [
  { name: "Body", of: (node) => node.lane, hidden: new Set() },
  { name: "Relation", hidden: new Set() },
  {
    name: "Status",
    of: statusOf,
    hidden: new Set(),
  },
];
const [bodies, relations, statuses] = filters;

function filterChoices(filter) {
  if (filter === relations) {
    return data.groups
      .map((group, number) => [number, group.name, edges.filter((one) => one.groups.includes(number)).length])
      .filter(([, , count]) => count);
  }
  const counts = new Map();
  for (const node of nodes) {
    const value = filter.of(node);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => [value, value, count]);
}

function showFilters() {
  for (const filter of filters) {
    const boxes = filterChoices(filter).map(([value, name, count]) => choice(filter, value, name, count));
    const all = button("All", () => setAll(filter, boxes, true));
    const none = button("None", () => setAll(filter, boxes, false));
    const inside = el("fieldset", { "aria-label": filter.name }, all, " ", none, ...boxes);
    filter.menu = el("details", {}, el("summary", {}, filter.name), inside);
    byId("filters").append(filter.menu);
  }
  document.addEventListener("click", (event) => {
    for (const { menu } of filters) if (!menu.contains(event.target)) menu.open = false;
  });
  byId("filters").addEventListener("keydown", closeMenu);
}

function choice(filter, value, name, count) {
  const box = el("input", { type: "checkbox", checked: true });
  box.addEventListener("change", () => {
    if (box.checked) filter.hidden.delete(value);
    else filter.hidden.add(value);
    applyFilters();
  });
  const swatch = filter === relations ? swatchOf(value) : null;
  return el(
    "label",
    {},
    box,
    swatch,
    el("span", {}, name),
    el("span", { class: "count" }, count.toLocaleString("en")),
  );
}

function setAll(filter, boxes, checked) {
  for (const label of boxes) {
    const box = label.querySelector("input");
    if (box.checked !== checked) {
      box.checked = checked;
      box.dispatchEvent(new Event("change"));
    }
  }
}

function closeMenu(event) {
  const menu = event.target.closest("details");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function applyFilters() {
  for (const node of nodes) {
    node.shown = !bodies.hidden.has(bodies.of(node)) && !statuses.hidden.has(statuses.of(node));
  }
  shownEdges = edges.filter(isShown);
  if (relations.hidden.size) hideLoose();
  shownNodes = nodes.filter((node) => node.shown);
  for (const { menu, hidden } of filters) menu.classList.toggle("some", hidden.size > 0);
  state.page = 0;
  arcs.batches = null;
  showRows();
  draw();
  say(`${several(shownNodes.length, "node")} of ${nodes.length.toLocaleString("en")} shown`);
}

function isShown(edge) {
  return edge.from.shown && edge.to.shown && edge.groups.some((group) => !relations.hidden.has(group));
}

function hideLoose() {
  const tied = new Set(shownEdges.flatMap((edge) => [edge.from, edge.to]));
  for (const node of nodes) if (!tied.has(node) && node.in.length + node.out.length) node.shown = false;
}
