"use strict";
// The page of a citation graph: a timeline on a canvas, a table, search, filters and details.
// All that documents and services say is set as text; links lead to http and https only.
(() => {
  const data = JSON.parse(byId("data").textContent);
  const nodes = data.nodes;
  const edges = data.edges;
  const byName = new Map(nodes.map((node) => [node.id, node]));
  const families = nodes.flatMap(related);
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const state = { chosen: null, over: null, at: null, table: false, page: 0, sort: "citations", down: true, opener: null };
  let shownNodes = nodes;
  let shownEdges = edges;

  // ---- Elements

  function byId(id) {
    return document.getElementById(id);
  }

  function el(tag, facts = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(facts)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value != null) made.setAttribute(name, value);
    }
    made.append(...inside.filter((one) => one != null));
    return made;
  }

  function button(text, onclick, facts = {}) {
    return el("button", { type: "button", onclick, ...facts }, text);
  }

  function link(address, text) {
    if (!/^https?:\/\//i.test(address)) return el("span", {}, text);
    return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
  }

  function several(count, word) {
    return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
  }

  function say(text) {
    byId("said").textContent = text;
  }

  // ---- The graph

  function prepare() {
    nodes.forEach((node, number) => {
      Object.assign(node, { number, out: [], in: [], citations: 0, shown: true });
      node.words = folded([node.id, node.label, node.title, ...(node.also ?? []), ...(node.names ?? [])].join(" "));
    });
    for (const edge of edges) {
      edge.from = nodes[edge.source];
      edge.to = nodes[edge.target];
      edge.from.out.push(edge);
      edge.to.in.push(edge);
      edge.to.citations += edge.count;
      edge.groups = groupsOf(edge);
    }
    for (const node of nodes) {
      node.radius = Math.min(2.6 + 0.6 * Math.log2(1 + node.citations), 5);
      node.caption = node.label.length > data.label ? node.label.slice(0, data.label - 1) + "…" : node.label;
    }
  }

  function related(node) {
    return (node.families ?? []).flatMap((one) => (byName.has(one.id) ? [[node, byName.get(one.id)]] : []));
  }

  function groupsOf(edge) {
    const names = Object.keys(edge.relations ?? {});
    const found = data.groups.flatMap((group, number) => (group.relations.some((one) => names.includes(one)) ? [number] : []));
    return found.length ? found : [edge.group];
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // ---- Filters: what is unchecked is hidden

  const filters = [
    { name: "Body", of: (node) => node.lane, hidden: new Set() },
    { name: "Relation", hidden: new Set() },
    { name: "Status", of: (node) => node.status ?? (node.documents ? null : "not looked up"), hidden: new Set() },
  ];
  const [bodies, relations, statuses] = filters;

  function filterChoices(filter) {
    if (filter === relations) {
      return data.groups.map((group, number) => [number, group.name, edges.filter((one) => one.groups.includes(number)).length])
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
    return el("label", {}, box, swatch, el("span", {}, name), el("span", { class: "count" }, count.toLocaleString("en")));
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
    arcs.sorted = null;
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

  // ---- Search

  const search = { found: [], at: -1 };

  function seek() {
    const typed = folded(byId("search").value.trim());
    const words = typed.split(/\s+/).filter(Boolean);
    const all = words.length ? nodes.filter((node) => words.every((word) => node.words.includes(word))) : [];
    const matching = all.filter((node) => node.shown);
    const hidden = all.length - matching.length;
    search.found = matching.sort((a, b) => rank(a, typed) - rank(b, typed) || b.citations - a.citations).slice(0, 30);
    const said = [matching.length ? several(matching.length, "result") : "Nothing found", hidden ? `${hidden} hidden by filters` : null];
    const note = said.filter(Boolean).join(", ");
    showFound(words.length > 0, note);
    say(words.length ? note : "");
  }

  function rank(node, typed) {
    const label = folded(node.label);
    return label === typed ? 0 : label.startsWith(typed) ? 1 : label.includes(typed) ? 2 : 3;
  }

  function showFound(asked, note) {
    const items = search.found.map((node, number) =>
      el("li", { role: "option", id: `result-${number}`, "aria-selected": "false", onclick: () => takeFound(number) },
        el("bdi", {}, node.label), titleOf(node) ? el("bdi", { class: "title" }, titleOf(node)) : null));
    byId("results").replaceChildren(...items, ...(asked ? [el("li", { role: "option", "aria-disabled": "true", class: "quiet" }, note)] : []));
    byId("results").hidden = !asked;
    byId("search").setAttribute("aria-expanded", String(asked));
    markFound(-1);
  }

  function markFound(number) {
    search.at = number;
    [...byId("results").children].forEach((item, n) => item.setAttribute("aria-selected", String(n === number)));
    if (number < 0) byId("search").removeAttribute("aria-activedescendant");
    else {
      byId("search").setAttribute("aria-activedescendant", `result-${number}`);
      byId(`result-${number}`).scrollIntoView({ block: "nearest" });
    }
  }

  function takeFound(number) {
    const node = search.found[number];
    closeFound();
    choose(node, byId("search"));
    bringIn(node, true);
  }

  function closeFound() {
    byId("results").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
    byId("search").removeAttribute("aria-activedescendant");
  }

  function searchKey(event) {
    const last = search.found.length - 1;
    if (event.key === "Escape") closeFound();
    if (last < 0 || byId("results").hidden) return;
    if (event.key === "ArrowDown") markFound(search.at < last ? search.at + 1 : 0);
    else if (event.key === "ArrowUp") markFound(search.at > 0 ? search.at - 1 : last);
    else if (event.key === "Enter") takeFound(Math.max(search.at, 0));
    else return;
    event.preventDefault();
  }

  // ---- Details

  function choose(node, opener = null) {
    state.chosen = state.at = node;
    state.opener = opener;
    byId("details").replaceChildren(...(node ? described(node) : overview()));
    byId("details").scrollTop = 0;
    paintSwatches();
    markRow();
    draw();
    if (!node) return;
    say(`${spoken(node)}. Details are shown.`);
    if (opener) byId("details").querySelector("h2").focus();
  }

  function closeDetails() {
    const opener = state.opener;
    choose(null);
    say("Details closed");
    (opener?.isConnected ? opener : state.table ? document.querySelector(".rows") : canvas).focus();
  }

  function spoken(node) {
    const cites = node.out.length ? `cites ${several(node.out.length, "instrument")}` : null;
    const cited = node.in.length ? `cited by ${several(node.in.length, "document")}` : null;
    return [node.label, shortened(titleOf(node) ?? ""), node.date ?? (node.year && String(node.year)), cites, cited].filter(Boolean).join(", ");
  }

  function titleOf(node) {
    return node.title && node.title !== node.label ? node.title : null;
  }

  function shortened(text) {
    return text.length > 160 ? `${text.slice(0, 159)}…` : text;
  }

  function overview() {
    const counted = edges.reduce((sum, edge) => sum + edge.count, 0);
    const legend = data.groups.flatMap((group, number) =>
      edges.some((edge) => edge.group === number) ? [el("li", {}, swatchOf(number), " ", group.name, el("span", { class: "quiet" }, ` ${group.relations.join(", ")}`))] : []);
    return [
      el("h2", {}, "Overview"),
      el("p", {}, `${several(counted, "citation")}, ${nodes.length.toLocaleString("en")} documents and instruments, ${several(edges.length, "arc")} between them.`),
      el("p", {}, "Years run across, each the wider, the more is dated in it; each body has a lane. Squares were read, circles are cited. "
        + "An arc leads from what cites to what is cited: the wider, the more citations. Choose one to see its record and the sentences that cite it."),
      families.length ? el("p", {}, "A dashed line ties an instrument to what it revises, follows or is a protocol to.") : null,
      legend.length ? el("h3", {}, "Colours") : null,
      el("ul", {}, ...legend),
      ...openCitations(),
    ].filter(Boolean);
  }

  function openCitations() {
    if (!data.open.length) return [];
    const items = data.open.map((one) => el("li", {}, el("bdi", {}, one.text), el("div", { class: "quiet" },
      el("bdi", {}, one.document), one.candidates.length ? `: ${one.candidates.join(" or ")}?` : "")));
    return [el("h3", {}, `Left open (${data.open.length})`), el("p", { class: "quiet" }, "The text does not tell which instrument is meant."),
      longList(items)];
  }

  function described(node) {
    const cited = node.in.reduce((sum, edge) => sum + edge.count, 0);
    return [
      button("Close", closeDetails, { class: "close" }),
      el("h2", { tabindex: "-1" }, el("bdi", {}, node.label)),
      titleOf(node) ? el("p", { class: "title", dir: "auto" }, titleOf(node)) : null,
      facts(node),
      ...edgeList(`Cites ${several(node.out.length, "instrument")}`, node.out, (edge) => edge.to),
      ...edgeList(`Cited by ${several(node.in.length, "document")}, ${several(cited, "time")}`, node.in, (edge) => edge.from),
    ].filter(Boolean);
  }

  function facts(node) {
    const rows = [
      ["Kind", node.kind], ["Body", node.body], ["Date", node.date ?? node.year], ["Session", node.session],
      ["Lookup", node.status], ["Id", node.id === node.label ? null : node.id],
      ["Names", node.names?.filter((name) => name !== node.label).join("; ")], ["Also", node.also?.join("; ")],
      ["Subjects", node.subjects?.join("; ")], ["Read from", node.documents?.join("; ")], ["Annexed to", node.annexed_to],
    ].filter(([, value]) => value).map(([name, value]) => [name, [el("bdi", {}, String(value))]]);
    if (node.url) rows.push(["Record", [link(node.url, node.url)]]);
    if (node.files) rows.push(["Files", Object.entries(node.files).map(([language, address]) => link(address, language))]);
    for (const one of node.families ?? []) rows.push([one.role.replace("-", " "), [kin(one.id)]]);
    return el("dl", {}, ...rows.flatMap(([name, inside]) => [el("dt", {}, name), el("dd", {}, ...inside)]));
  }

  function kin(id) {
    return byName.has(id) ? opening(byName.get(id)) : el("bdi", {}, id);
  }

  function opening(node) {
    return button(node.label, (event) => {
      choose(node, event.currentTarget);
      bringIn(node);
    }, { class: "link" });
  }

  function edgeList(heading, list, other) {
    if (!list.length) return [];
    const items = [...list].sort((a, b) => b.count - a.count).map((edge) => () => edgeItem(edge, other(edge)));
    return [el("h3", {}, heading), longList(items)];
  }

  function edgeItem(edge, node) {
    const words = Object.entries(edge.relations ?? {}).map(([word, count]) => (count > 1 ? `${word} ×${count}` : word));
    const more = edge.count - (edge.quotes?.length ?? 0);
    const places = [...Object.entries(edge.parts ?? {}), ["footnote", edge.notes ?? 0]].filter(([, count]) => count)
      .map(([part, count]) => `${part} ${count}`);
    return el("li", {},
      el("div", { class: "what" }, opening(node), el("span", { class: "quiet" }, edge.count > 1 ? `×${edge.count}` : ""),
        swatchOf(edge.group), el("span", { class: "quiet" }, words.join(", ") || "cites")),
      titleOf(node) ? el("div", { class: "quiet", dir: "auto" }, shortened(titleOf(node))) : null,
      edge.pinpoints ? el("div", { class: "quiet" }, el("bdi", {}, edge.pinpoints.join("; "))) : null,
      places.length ? el("div", { class: "quiet" }, places.join(", ")) : null,
      ...(edge.quotes ?? []).map((one) => quoted(one, edge)),
      edge.quotes && more > 0 ? el("div", { class: "quiet" }, `and ${more} more`) : null);
  }

  function quoted([from, before, cited, after], edge) {
    const named = (edge.from.documents?.length ?? 0) > 1 ? el("div", { class: "quiet" }, el("bdi", {}, from)) : null;
    return el("blockquote", { dir: "auto" }, before, el("mark", {}, cited), after, named);
  }

  const STEP = 40;

  function longList(items) {
    const list = el("ul", { class: "edges" });
    let begun = 0;
    const more = button("", grow);
    function grow() {
      const next = items.slice(begun, begun + STEP).map((item) => (typeof item === "function" ? item() : item));
      list.append(...next);
      if (begun) next[0]?.querySelector("button")?.focus();
      begun += STEP;
      more.textContent = `${Math.max(items.length - begun, 0)} more`;
      more.hidden = begun >= items.length;
      paintSwatches();
    }
    grow();
    return el("div", {}, list, more);
  }

  // ---- Table

  const columns = [
    ["label", "Symbol or name", (node) => node.label],
    ["title", "Title", (node) => node.title],
    ["body", "Body", (node) => node.body],
    ["date", "Date", (node) => node.date ?? (node.year && String(node.year))],
    ["kind", "Kind", (node) => node.kind],
    ["status", "Lookup", (node) => node.status],
    ["cites", "Cites", (node) => node.out.length],
    ["cited", "Cited by", (node) => node.in.length],
    ["citations", "Citations", (node) => node.citations],
  ];
  const PAGE = 100;

  function showColumns() {
    for (const [name, title] of columns) {
      byId("columns").append(el("th", { scope: "col" }, button(title, () => sortBy(name), { "data-column": name })));
    }
  }

  function sortBy(name) {
    state.down = state.sort === name ? !state.down : typeof columns.find(([one]) => one === name)[2](nodes[0] ?? { out: [], in: [] }) === "number";
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
    byId("which").textContent = shownNodes.length ? `${from + 1}–${to} of ${shownNodes.length.toLocaleString("en")}` : "none";
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
      return el("td", { class: cell, dir: name === "title" ? "auto" : null }, held == null ? "" : shortened(String(held)));
    });
    return el("tr", { "data-number": node.number }, el("th", { scope: "row" }, opening(node)), ...cells);
  }

  function markRow() {
    for (const one of byId("rows").children) one.classList.toggle("selected", Number(one.dataset.number) === state.chosen?.number);
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

  // ---- Colours

  let ink = {};

  function setTheme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    byId("dark").setAttribute("aria-pressed", String(dark));
    repaint();
  }

  function repaint() {
    const style = getComputedStyle(document.documentElement);
    ink = Object.fromEntries(["ground", "lane", "ink", "quiet", "line", "accent", "dot"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    arcs.done = null;
    paintSwatches();
    draw();
  }

  function colour(group) {
    return document.documentElement.dataset.theme === "dark" ? data.groups[group].on_dark : data.groups[group].colour;
  }

  function swatchOf(group) {
    return el("span", { class: "swatch", "data-group": group, "aria-hidden": "true" });
  }

  function paintSwatches() {
    for (const one of document.querySelectorAll(".swatch")) one.style.background = colour(Number(one.dataset.group));
  }

  // ---- The picture. A view maps places of the layout to pixels: x * sx + dx, y * sy + dy.

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
    Object.assign(size, { width: box.width, height: box.height, ratio: state.paper ? 3 : Math.min(window.devicePixelRatio || 1, 2) });
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
    const sy = Math.min((size.height - TOP - 44) / Math.max(data.height, 1), NEAR);
    return { sx, sy, dx: left + (room - data.width * sx) / 2, dy: TOP + 4 };
  }

  function gutter() {
    return size.width > 700 ? 150 : 10;
  }

  function place(node, by = view) {
    return [(node.x + 6) * by.sx + by.dx, (node.y + 8) * by.sy + by.dy];
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

  // The years that there is room to name, and where they begin.
  function years() {
    const named = [];
    let free = 4;
    pen.font = FONT;
    for (const [name, start, width] of data.years) {
      const x = Math.max(start * view.sx + view.dx, 4);
      const end = (start + width) * view.sx + view.dx;
      if (end < 4 || x < free || x > size.width - 10) continue;
      named.push([name, x]);
      free = x + pen.measureText(name).width + 12;
    }
    return named;
  }

  // Arcs are costly: they are drawn into a layer, in slices where they are many, and while the picture moves
  // the layer is moved with it.

  const arcs = { sorted: null, done: null, work: null };
  const QUICK = 1200;
  const SLICE = 10;
  const BATCH = 50;
  const REST = 140;

  function paintArcs(faint) {
    arcs.sorted ??= sortedArcs();
    if (!arcs.done || !isView(arcs.done.view)) redrawArcs();
    canvas.setAttribute("aria-busy", String(!arcs.done || !isView(arcs.done.view)));
    if (!arcs.done) return;
    const was = arcs.done.view;
    const sx = view.sx / was.sx;
    const sy = view.sy / was.sy;
    pen.globalAlpha = faint ? 0.25 : 1;
    pen.drawImage(arcs.done.canvas, view.dx - was.dx * sx, view.dy - was.dy * sy, size.width * sx, size.height * sy);
    pen.globalAlpha = 1;
  }

  function sortedArcs() {
    arcs.done = arcs.work = null;
    return [...shownEdges].sort((a, b) => a.group - b.group || a.count - b.count);
  }

  function isView(other) {
    return other.sx === view.sx && other.sy === view.sy && other.dx === view.dx && other.dy === view.dy;
  }

  function redrawArcs() {
    const many = arcs.sorted.length > QUICK && !state.paper;
    if (many && arcs.done && performance.now() - moved < REST) {
      setTimeout(draw, REST);
      return;
    }
    if (!arcs.work || !isView(arcs.work.view)) arcs.work = newLayer();
    const until = performance.now() + (many ? SLICE : Infinity);
    while (arcs.work.next < arcs.sorted.length && performance.now() < until) strokeBatch(arcs.work);
    if (arcs.work.next < arcs.sorted.length) draw();
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
    const begin = layer.next;
    const first = arcs.sorted[begin];
    const wide = weight(first);
    const many = arcs.sorted.length > 300;
    const on = layer.pen;
    on.strokeStyle = on.fillStyle = colour(first.group);
    on.lineWidth = wide;
    on.globalAlpha = many ? 0.28 : 0.6;
    on.beginPath();
    while (layer.next < arcs.sorted.length && layer.next < begin + BATCH) {
      const edge = arcs.sorted[layer.next];
      if (edge.group !== first.group || weight(edge) !== wide) break;
      trace(on, edge);
      layer.next++;
    }
    on.stroke();
    if (!many) for (const edge of arcs.sorted.slice(begin, layer.next)) arrow(on, edge);
  }

  function trace(on, edge) {
    const [x1, y1] = place(edge.from);
    const [x2, y2] = place(edge.to);
    if (Math.max(x1, x2) < -99 || Math.min(x1, x2) > size.width + 99 || Math.max(y1, y2) < -99 || Math.min(y1, y2) > size.height + 99) return;
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

  const MOST = 250;

  function paintLabels(taken) {
    pen.font = FONT;
    const near = byWeight();
    if (Math.min(view.sx, view.sy) > 0.95) for (const node of near) takeDot(node, taken);
    let left = MOST;
    for (const node of [state.over, state.chosen, state.at, ...near]) {
      if (!left) break;
      if (node?.shown && paintLabel(node, taken)) left--;
    }
  }

  function byWeight() {
    const near = [...shownNodes].filter((node) => isIn(...place(node)));
    return near.sort((a, b) => b.in.length + b.out.length - a.in.length - a.out.length).slice(0, 3 * MOST);
  }

  function paintLabel(node, taken) {
    const [x, y] = place(node);
    if (!isIn(x, y)) return false;
    node.wide ??= pen.measureText(node.caption).width;
    if (!takes(taken, x + 8, x + 12 + node.wide, y)) return false;
    caption(node.caption, x + 9, y + 4, ink.ink);
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
    for (const [name, start, height] of data.lanes) {
      const top = Math.max(start * view.sy + view.dy, TOP) + 15;
      const bottom = (start + height) * view.sy + view.dy;
      const rows = Math.max(Math.floor((bottom - top + 8) / 14), top < bottom + 6 ? 1 : 0);
      wrapped(name, rows).forEach((line, n) => {
        const y = top + 14 * n;
        if (y < size.height && takes(taken, 0, 12 + pen.measureText(line).width, y - 4)) caption(line, 8, y, ink.quiet);
      });
    }
  }

  function wrapped(text, rows) {
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && longer.length <= 21) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.length <= rows || !rows ? lines.slice(0, rows) : [...lines.slice(0, rows - 1), `${lines[rows - 1]} …`];
  }

  function caption(text, x, y, fill) {
    pen.lineJoin = "round";
    pen.strokeStyle = ink.ground;
    pen.lineWidth = 3;
    pen.strokeText(text, x, y);
    pen.fillStyle = fill;
    pen.fillText(text, x, y);
  }

  // ---- Pointers on the picture

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
    const factor = Math.hypot(now[0] - other[0], now[1] - other[1]) / (Math.hypot(was[0] - other[0], was[1] - other[1]) || 1);
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
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018)), event.clientX - box.left, event.clientY - box.top);
  }

  // ---- Keys on the picture

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

  // ---- All together

  // Paper is light, has no pages of rows, and is finer than a screen.
  function print(begins) {
    const root = document.documentElement;
    if (begins) state.theme = root.dataset.theme;
    state.paper = begins;
    setTheme(!begins && state.theme === "dark");
    resize();
    showRows(begins);
  }

  function listen() {
    byId("search").addEventListener("input", seek);
    byId("search").addEventListener("keydown", searchKey);
    document.addEventListener("click", (event) => event.target.closest(".search") || closeFound());
    byId("show-timeline").addEventListener("click", () => showView(false));
    byId("show-table").addEventListener("click", () => showView(true));
    byId("before").addEventListener("click", () => turn(-1));
    byId("after").addEventListener("click", () => turn(1));
    byId("nearer").addEventListener("click", () => zoom(1.5));
    byId("farther").addEventListener("click", () => zoom(1 / 1.5));
    byId("whole").addEventListener("click", showWhole);
    byId("dark").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
    byId("details").addEventListener("keydown", (event) => event.key === "Escape" && state.chosen && closeDetails());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => setTheme(event.matches));
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
    new ResizeObserver(resize).observe(canvas);
    listenToPicture();
  }

  function listenToPicture() {
    canvas.addEventListener("pointerdown", pressed);
    canvas.addEventListener("pointermove", pointed);
    canvas.addEventListener("pointerup", released);
    canvas.addEventListener("pointercancel", released);
    canvas.addEventListener("pointerleave", () => hover(null));
    canvas.addEventListener("wheel", wheeled, { passive: false });
    canvas.addEventListener("keydown", pictureKey);
  }

  prepare();
  showFilters();
  showColumns();
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
  listen();
  choose(null);
  resize();
})();
