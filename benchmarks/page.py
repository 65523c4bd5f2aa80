"""How quick the page of a large graph is in a browser: to load, to zoom, to search, to filter, to sort.

    python benchmarks/page.py [--documents N] [--edges N]

The graph is generated. Times are those of a headless Chromium that is installed, without a graphics card: a
browser with one is quicker.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from made import citations
from playwright.sync_api import Page, sync_playwright

from unxref.graph.build import GraphBuilder
from unxref.graph.page import write_html

FRAMES = """async () => {
  const canvas = document.getElementById("picture");
  const box = canvas.getBoundingClientRect();
  const at = {clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, cancelable: true};
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < 120; n++) {
    canvas.dispatchEvent(new WheelEvent("wheel", {...at, deltaY: n < 60 ? -40 : 40}));
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}"""
"""Zoom in and out, a step a frame, and return how far the frames are apart, in milliseconds."""
PIXELS = "document.getElementById('picture').getContext('2d').getImageData(0, 0, 1, 1)"


def generated(documents: int, edges: int, to: Path) -> tuple[int, int, float]:
    """Write a page; return its nodes, its edges, and how long that took."""
    builder = GraphBuilder()
    for citation in citations(documents, edges):
        builder.add(citation)
    graph = builder.finish({})
    begin = time.perf_counter()
    with to.open("w", encoding="utf-8") as file:
        write_html(graph, file)
    return len(graph.nodes), len(graph.edges), time.perf_counter() - begin


def drawn(page: Page) -> None:
    """Wait until the picture is whole, down to its pixels: a browser draws later than it is told to."""
    page.wait_for_selector("#picture[aria-busy=false]", timeout=60_000)
    page.evaluate(PIXELS)


def timed(page: Page, script: str) -> float:
    """Milliseconds of a script in the page, with what it lays out."""
    begin, end = (
        "const begin = performance.now()",
        "document.body.offsetHeight; return performance.now() - begin",
    )
    return float(page.evaluate(f"() => {{ {begin}; {script}; {end}; }}"))


SEARCH = (
    "const box = document.getElementById('search'); box.value = '74'; box.dispatchEvent(new Event('input'))"
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=4_000)
    parser.add_argument("--edges", type=int, default=20_000)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "graph.html"
        nodes, edges, seconds = generated(arguments.documents, arguments.edges, path)
        print(f"{nodes} nodes, {edges} edges: {path.stat().st_size / 1e6:.1f} MB, written in {seconds:.1f} s")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        begin = time.perf_counter()
        page.goto(path.as_uri())
        loaded = time.perf_counter() - begin
        drawn(page)
        print(f"loaded after {loaded:.2f} s, all arcs drawn after {time.perf_counter() - begin:.2f} s")
        frames: Any = page.evaluate(FRAMES)
        print(f"a frame of a zoom: median {statistics.median(frames):.0f} ms, longest {max(frames):.0f} ms")
        begin = time.perf_counter()
        drawn(page)
        print(f"arcs drawn anew {time.perf_counter() - begin:.2f} s later")
        for name, script in (
            ("search", SEARCH),
            ("filter", "document.querySelector('#filters input').click()"),
            ("table", "document.getElementById('show-table').click()"),
            ("sort", "document.querySelector('#columns button').click()"),
        ):
            print(f"{name}: {timed(page, script):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
