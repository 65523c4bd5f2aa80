// Reads GEXF on standard input as Gephi Lite does, with graphology-gexf, and prints the graph as JSON.
// The folder with node_modules/graphology and node_modules/graphology-gexf is given as the argument.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const from = createRequire(resolve(process.argv[2], "from.js"));
const Graph = from("graphology");
const { parse } = from("graphology-gexf");
console.log(JSON.stringify(parse(Graph, readFileSync(0, "utf8"))));
