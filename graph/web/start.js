// All together.

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
  byId("details").addEventListener(
    "keydown",
    (event) => event.key === "Escape" && state.chosen && closeDetails(),
  );
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", () => state.paper || setTheme(scheme.matches));
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
