// Print what graphology, the library of Gephi Lite, reads from GraphML or GEXF.
'use strict';
const {readFileSync} = require('node:fs');
const {MultiGraph} = require('graphology');
const graphml = require('graphology-graphml/node');
const gexf = require('graphology-gexf/node');

const path = process.argv[2];
const text = readFileSync(path, 'utf8');
const parse = path.endsWith('.gexf') ? gexf.parse : graphml.parse;
const graph = parse(MultiGraph, text, {addMissingNodes: false});
process.stdout.write(JSON.stringify({
  nodes: graph.mapNodes((id, data) => [id, data]),
  edges: graph.mapEdges((id, data, source, target) => [id, source, target, data]),
}));
