// The table of what is shown, sorted, a hundred rows a page; and the switch between it and the picture.

const columns = [
  ["label", "Symbol or name", (node) => node.label],
  ["title", "Title", (node) => node.title],
  ["body", "Body", (node) => node.body],
  ["date", "Date", (node) => node.date ?? node.years],
  ["kind", "Kind", (node) => node.kind],
  ["status", "Lookup", statusOf],
  ["cites", "Cites", (node) => node.out.length],
  ["cited", "Cited by", (node) => node.in.length],
  ["citations", "Citations", (node) => node.citations],
];
const PAGE = 100;

function showColumns() {
  for (const [name, title] of columns) {
    byId("columns").append(
      el(
        "th",
        { scope: "col" },
        button(title, () => sortBy(name), { "data-column": name }),
      ),
    );
  }
}

function sortBy(name) {
  state.down =
    state.sort === name
      ? !state.down
      : typeof columns.find(([one]) => one === name)[2](nodes[0] ?? { out: [], in: [] }) === "number";
  state.sort = name;
  state.page = 0;
  showRows();
  say(`Sorted by ${columns.find(([one]) => one === name)[1]}, ${state.down ? "descending" : "ascending"}`);
}

function sorted() {
  const value = columns.find(([name]) => name === state.sort)[2];
  const sign = state.down ? -1 : 1;
  return [...shownNodes].sort((a, b) => order(value(a), value(b), sign));
}

function order(a, b, sign) {
  if (a == null || b == null) return (a == null) - (b == null);
  return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
}

function showRows(all = false) {
  if (!state.table) return;
  const from = all ? 0 : state.page * PAGE;
  const to = all ? shownNodes.length : Math.min(from + PAGE, shownNodes.length);
  byId("rows").replaceChildren(...sorted().slice(from, to).map(row));
  byId("counted").textContent = `${several(shownNodes.length, "row")}; choose one to see its record`;
  byId("which").textContent = shownNodes.length
    ? `${from + 1}–${to} of ${shownNodes.length.toLocaleString("en")}`
    : "none";
  byId("before").disabled = from === 0;
  byId("after").disabled = to >= shownNodes.length;
  for (const head of byId("columns").children) showOrder(head);
  markRow();
}

function showOrder(head) {
  const by = head.firstChild.dataset.column;
  const title = columns.find(([name]) => name === by)[1];
  head.firstChild.textContent = by === state.sort ? `${title} ${state.down ? "▼" : "▲"}` : title;
  head.firstChild.setAttribute("aria-label", title);
  if (by === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
  else head.removeAttribute("aria-sort");
}

function row(node) {
  const cells = columns.slice(1).map(([name, , value]) => {
    const held = value(node);
    const cell = typeof held === "number" ? "number" : name;
    return el(
      "td",
      { class: cell, dir: name === "title" ? "auto" : null },
      held == null ? "" : shortened(String(held)),
    );
  });
  return el("tr", { "data-number": node.number }, el("th", { scope: "row" }, opening(node)), ...cells);
}

function markRow() {
  for (const one of byId("rows").children)
    one.classList.toggle("selected", Number(one.dataset.number) === state.chosen?.number);
}

function turn(by) {
  state.page += by;
  showRows();
  document.querySelector(".rows").scrollTop = 0;
  say(byId("which").textContent);
}

function showView(table) {
  state.table = table;
  byId("timeline").hidden = table;
  byId("table").hidden = !table;
  byId("show-timeline").setAttribute("aria-pressed", String(!table));
  byId("show-table").setAttribute("aria-pressed", String(table));
  if (table) showRows();
  else resize();
}
