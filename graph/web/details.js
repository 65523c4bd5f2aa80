// The details of a node: its record, its links, and the sentences that cite; of none, an overview.

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
  const heading = byId("details").querySelector("h2");
  if (opener) heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
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
  return [
    node.label,
    shortened(titleOf(node) ?? ""),
    node.when,
    cites,
    cited,
  ]
    .filter(Boolean)
    .join(", ");
}

function titleOf(node) {
  return node.title && node.title !== node.label ? node.title : null;
}

function shortened(text) {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function overview() {
  const counted = edges.reduce((sum, edge) => sum + edge.count, 0);
  return [
    el("h2", {}, "Overview"),
    el(
      "p",
      {},
      `${several(counted, "citation")}, ${nodes.length.toLocaleString("en")} documents and instruments, ` +
        `${several(edges.length, "arc")} between them.`,
    ),
    el(
      "p",
      {},
      "Years run across, each the wider, the more is dated in it; each body has a lane. Squares were read, " +
        "circles are cited; a dashed outline stands at the end of the year in which its session opened, where no " +
        "date is known. An arc leads from what cites to what is cited: the wider, the more citations. " +
        "Choose one to see its record and the sentences that cite it.",
    ),
    families.length
      ? el(
          "p",
          {},
          "A dashed line ties an instrument to what it revises, follows, is annexed or a protocol to.",
        )
      : null,
    ...legend(),
    ...openCitations(),
  ].filter(Boolean);
}

function legend() {
  const used = data.groups.map((group, number) => [group, number]).filter(([, number]) => isUsed(number));
  if (!used.length) return [];
  const relations = (group) => el("span", { class: "quiet" }, ` ${group.relations.join(", ")}`);
  const items = used.map(([group, number]) =>
    el("li", {}, swatchOf(number), " ", group.name, relations(group)),
  );
  return [el("h3", {}, "Colours"), el("ul", {}, ...items)];
}

function isUsed(group) {
  return edges.some((edge) => edge.group === group);
}

function openCitations() {
  if (!data.open.length) return [];
  const items = data.open.map((one) =>
    el(
      "li",
      {},
      el("bdi", {}, one.text),
      el(
        "div",
        { class: "quiet" },
        el("bdi", {}, one.document),
        one.candidates.length ? `: ${one.candidates.join(" or ")}?` : "",
      ),
    ),
  );
  return [
    el("h3", {}, `Left open (${data.open.length})`),
    el("p", { class: "quiet" }, "The text does not tell which instrument is meant."),
    longList(items),
  ];
}

function described(node) {
  const cited = node.in.reduce((sum, edge) => sum + edge.count, 0);
  return [
    button("Close", closeDetails, { class: "close" }),
    el("h2", { tabindex: "-1" }, el("bdi", {}, node.label)),
    titleOf(node) ? el("p", { class: "title", dir: "auto" }, titleOf(node)) : null,
    facts(node),
    ...edgeList(`Cites ${several(node.out.length, "instrument")}`, node.out, (edge) => edge.to),
    ...edgeList(
      `Cited by ${several(node.in.length, "document")}, ${several(cited, "time")}`,
      node.in,
      (edge) => edge.from,
    ),
  ].filter(Boolean);
}

function facts(node) {
  const rows = [
    ["Kind", node.kind],
    ["Body", node.body],
    ["Date", node.when],
    ["Session", node.session],
    ["Lookup", statusOf(node)],
    ["Id", node.id === node.label ? null : node.id],
    ["Names", node.names?.filter((name) => name !== node.label).join("; ")],
    ["Also", node.also?.join("; ")],
    ["Subjects", node.subjects?.join("; ")],
    ["Read from", node.documents?.join("; ")],
    ["Annexed to", node.annexed_to],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => [name, [el("bdi", {}, String(value))]]);
  if (node.url) rows.push(["Record", [link(node.url, node.url)]]);
  if (node.files)
    rows.push(["Files", Object.entries(node.files).map(([language, address]) => link(address, language))]);
  for (const one of node.families ?? []) rows.push([one.role.replace("-", " "), [kin(one.id)]]);
  return el("dl", {}, ...rows.flatMap(([name, inside]) => [el("dt", {}, name), el("dd", {}, ...inside)]));
}

function kin(id) {
  return byName.has(id) ? opening(byName.get(id)) : el("bdi", {}, id);
}

function opening(node) {
  return button(
    node.label,
    (event) => {
      choose(node, event.currentTarget);
      bringIn(node);
    },
    { class: "link" },
  );
}

function edgeList(heading, list, other) {
  if (!list.length) return [];
  const items = [...list].sort((a, b) => b.count - a.count).map((edge) => () => edgeItem(edge, other(edge)));
  return [el("h3", {}, heading), longList(items)];
}

function edgeItem(edge, node) {
  const words = Object.entries(edge.relations ?? {}).map(([word, count]) =>
    count > 1 ? `${word} ×${count}` : word,
  );
  const more = edge.count - (edge.quotes?.length ?? 0);
  const places = [...Object.entries(edge.parts ?? {}), ["footnote", edge.notes ?? 0]]
    .filter(([, count]) => count)
    .map(([part, count]) => `${part} ${count}`);
  return el(
    "li",
    {},
    el(
      "div",
      { class: "what" },
      opening(node),
      el("span", { class: "quiet" }, edge.count > 1 ? `×${edge.count}` : ""),
      swatchOf(edge.group),
      el("span", { class: "quiet" }, words.join(", ") || "cites"),
    ),
    titleOf(node) ? el("div", { class: "quiet", dir: "auto" }, shortened(titleOf(node))) : null,
    edge.pinpoints ? el("div", { class: "quiet" }, el("bdi", {}, edge.pinpoints.join("; "))) : null,
    places.length ? el("div", { class: "quiet" }, places.join(", ")) : null,
    ...(edge.quotes ?? []).map((one) => quoted(one, edge)),
    edge.quotes && more > 0 ? el("div", { class: "quiet" }, `and ${more} more`) : null,
  );
}

function quoted([from, before, cited, after], edge) {
  const named =
    (edge.from.documents?.length ?? 0) > 1 ? el("div", { class: "quiet" }, el("bdi", {}, from)) : null;
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
