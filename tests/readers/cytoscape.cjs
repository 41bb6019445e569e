// Print what cytoscape.js reads from its JSON.
'use strict';
const {readFileSync} = require('node:fs');
const cytoscape = require('cytoscape');

const {elements} = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const graph = cytoscape({headless: true, elements, layout: {name: 'preset'}});
process.stdout.write(JSON.stringify({
  nodes: graph.nodes().map((node) => [
    node.id(), {...node.data(), x: node.position('x'), y: node.position('y')},
  ]),
  edges: graph.edges().map((edge) => [
    edge.id(), edge.source().id(), edge.target().id(), edge.data(),
  ]),
}));
