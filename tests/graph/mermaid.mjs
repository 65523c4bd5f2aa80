// Reads a Mermaid diagram on standard input with Mermaid itself and prints its nodes and edges as JSON.
// The folder with node_modules/mermaid and node_modules/jsdom is given as the argument.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const from = (path) => import(pathToFileURL(`${process.argv[2]}/node_modules/${path}`).href);
const { JSDOM } = (await from("jsdom/lib/api.js")).default;
globalThis.window = new JSDOM("<!DOCTYPE html>").window;
globalThis.document = window.document;
const { default: mermaid } = await from("mermaid/dist/mermaid.core.mjs");
mermaid.initialize({ startOnLoad: false });
const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(0, "utf8"));
const nodes = [...db.getVertices().values()].map(({ id, text, link }) => [id, text, link]);
const edges = db.getEdges().map(({ start, end, text }) => [start, end, text]);
console.log(JSON.stringify({ nodes, edges }));
