// The graph as the page holds it: nodes with their edges, what is shown, what is chosen.

const data = JSON.parse(byId("data").textContent);
const nodes = data.nodes;
const edges = data.edges;
const byName = new Map(nodes.map((node) => [node.id, node]));
const families = nodes.flatMap(related);
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const state = {
  chosen: null,
  over: null,
  at: null,
  table: false,
  page: 0,
  sort: "citations",
  down: true,
  opener: null,
};
let shownNodes = nodes;
let shownEdges = edges;

function prepare() {
  nodes.forEach((node, number) => {
    Object.assign(node, { number, out: [], in: [], citations: 0, shown: true });
    node.words = folded(
      [node.id, node.label, node.title, ...(node.also ?? []), ...(node.names ?? [])].join(" "),
    );
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
    node.band = data.lanes.findLastIndex(([, start]) => start <= node.y);
    node.radius = Math.min(2.6 + 0.6 * Math.log2(1 + node.citations), 5);
    node.caption = node.label.length > data.label ? node.label.slice(0, data.label - 1) + "…" : node.label;
  }
}

function related(node) {
  return (node.families ?? []).flatMap((one) => (byName.has(one.id) ? [[node, byName.get(one.id)]] : []));
}

function groupsOf(edge) {
  const names = Object.keys(edge.relations ?? {});
  const found = data.groups.flatMap((group, number) =>
    group.relations.some((one) => names.includes(one)) ? [number] : [],
  );
  return found.length ? found : [edge.group];
}

function statusOf(node) {
  return node.status ?? (node.documents ? null : "not looked up");
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
