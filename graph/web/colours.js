// Colours on a light ground and on a dark one.

let ink = {};

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("dark").setAttribute("aria-pressed", String(dark));
  repaint();
}

function repaint() {
  const style = getComputedStyle(document.documentElement);
  ink = Object.fromEntries(
    ["ground", "lane", "ink", "quiet", "line", "accent", "dot"].map((name) => [
      name,
      style.getPropertyValue(`--${name}`).trim(),
    ]),
  );
  arcs.done = null;
  paintSwatches();
  draw();
}

function colour(group) {
  return document.documentElement.dataset.theme === "dark"
    ? data.groups[group].on_dark
    : data.groups[group].colour;
}

function swatchOf(group) {
  return el("span", { class: "swatch", "data-group": group, "aria-hidden": "true" });
}

function paintSwatches() {
  for (const one of document.querySelectorAll(".swatch"))
    one.style.background = colour(Number(one.dataset.group));
}
