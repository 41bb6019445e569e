/* Walks over the graph: steps around an entity, connected parts, shortest paths. */

/* Everything within so many steps, nearest first, best ranked first. */
function around(start, hops, passing) {
  const found = new Set([start]);
  let edge = [start];
  for (let hop = 0; hop < hops; hop += 1) {
    const next = new Set();
    for (const id of edge) {
      for (const row of rowsOf[id]) {
        const to = other(row, id);
        if (passing[row.index] && nodePasses(to) && !found.has(to)) next.add(to);
      }
    }
    edge = [...next].sort((a, b) => a - b);
    for (const id of edge) if (found.size < DRAWN_AT_MOST) found.add(id);
  }
  return found;
}

function largestPart(nodes, pairs) {
  const next = new Map([...nodes].map((id) => [id, []]));
  for (const {
    pair: {
      ends: [a, b],
    },
  } of pairs) {
    next.get(a).push(b);
    next.get(b).push(a);
  }
  let best = new Set();
  const seen = new Set();
  for (const start of nodes) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    for (const id of part) for (const to of next.get(id)) part.add(to);
    part.forEach((id) => seen.add(id));
    if (part.size > best.size) best = part;
  }
  return best;
}

/* A shortest path over all relations that pass; asserted relations are tried first. */
function shortestPath(start, goal) {
  const passing = ROWS.map(rowPasses);
  const solid = (row) => passing[row.index] && row.stated && row.status === ASSERTED;
  return walk(start, goal, solid) || walk(start, goal, (row) => passing[row.index]);
}

function walk(start, goal, allowed) {
  const from = new Map([[start, null]]);
  for (const id of from.keys()) {
    if (id === goal) break;
    const steps = rowsOf[id].filter(allowed).sort((a, b) => b.count - a.count || a.index - b.index);
    for (const row of steps) if (!from.has(other(row, id))) from.set(other(row, id), id);
  }
  if (!from.has(goal)) return null;
  const path = [];
  for (let id = goal; id !== null; id = from.get(id)) path.unshift(id);
  return path;
}

/* The strongest neighbours of an entity that are not drawn yet. */
function neighboursToAdd(id, most, shown) {
  const best = new Map();
  for (const row of rowsOf[id]) {
    const to = other(row, id);
    if (to === id || shown.has(to) || !rowPasses(row) || !nodePasses(to)) continue;
    best.set(to, (best.get(to) || 0) + (row.stated ? 10 : 1) + row.count);
  }
  return [...best]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
    .map(([to]) => to);
}
