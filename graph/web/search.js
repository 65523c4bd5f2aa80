// Search by symbol, title and name, with the results in a list under the box.

const search = { found: [], at: -1 };

function seek() {
  const typed = folded(byId("search").value.trim());
  const words = typed.split(/\s+/).filter(Boolean);
  const all = words.length ? nodes.filter((node) => words.every((word) => node.words.includes(word))) : [];
  const matching = all.filter((node) => node.shown);
  const hidden = all.length - matching.length;
  search.found = matching
    .sort((a, b) => rank(a, typed) - rank(b, typed) || b.citations - a.citations)
    .slice(0, 30);
  const said = [
    matching.length ? several(matching.length, "result") : "Nothing found",
    hidden ? `${hidden} hidden by filters` : null,
  ];
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
    el(
      "li",
      {
        role: "option",
        id: `result-${number}`,
        "aria-selected": "false",
        onclick: () => takeFound(number),
      },
      el("bdi", {}, node.label),
      titleOf(node) ? el("bdi", { class: "title" }, titleOf(node)) : null,
    ),
  );
  byId("results").replaceChildren(
    ...items,
    ...(asked ? [el("li", { role: "option", "aria-disabled": "true", class: "quiet" }, note)] : []),
  );
  byId("results").hidden = !asked;
  byId("search").setAttribute("aria-expanded", String(asked));
  markFound(-1);
}

function markFound(number) {
  search.at = number;
  [...byId("results").children].forEach((item, n) =>
    item.setAttribute("aria-selected", String(n === number)),
  );
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
