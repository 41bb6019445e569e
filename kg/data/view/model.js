/* What the graph says and what of it is to be seen. Nothing here touches the page. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NODES = read('kg-nodes');
const PAIRS = read('kg-pairs');
const PAGE = read('kg-page');

/* VIEWERS: a canvas without GPU redraws 1,000 nodes some 25 times a second. */
const DRAWN_AT_MOST = 1000;
const ASSERTED = 0;

/* A date may be a year, a month or a day: the first and the last day it can mean. */
const dayFrom = (date) => date + ({ 4: '-01-01', 7: '-01' }[date.length] || '');
const dayTo = (date) => date + ({ 4: '-12-31', 7: '-31' }[date.length] || '');

const ROWS = PAGE.rows.map((row, index) => {
  const [
    id,
    source,
    target,
    relation,
    label,
    weight,
    status,
    directed,
    count,
    documents,
    first,
    last,
    quotes,
  ] = row;
  return {
    index,
    id,
    source,
    target,
    relation,
    weight,
    status,
    directed,
    count,
    documents,
    label: PAGE.texts[label],
    first: PAGE.texts[first],
    last: PAGE.texts[last],
    stated: relation !== PAGE.together,
    quotes,
  };
});
PAGE.rows = null;

const rowsOf = NODES.map(() => []);
for (const row of ROWS) {
  rowsOf[row.source].push(row);
  if (row.target !== row.source) rowsOf[row.target].push(row);
}
const pairOf = new Map();
PAIRS.forEach((pair, index) => {
  pair.id = index;
  pair.ends = [pair.from, pair.to];
  pairOf.set(`${pair.ends[0]}-${pair.ends[1]}-${pair.stated}`, pair);
});
const keyOf = new Map(NODES.map((node) => [node.key, node.id]));
const other = (row, node) => (row.source === node ? row.target : row.source);
const nameOf = (node) => NODES[node].label;
const kindOf = (node) => PAGE.kinds[NODES[node].kind];

/* One supporting sentence, with everything that is needed to cite it. */
function quoteOf([place, rule, status, date, source, target]) {
  const [document, start, end, text] = PAGE.sentences[place];
  const [id, title, published] = PAGE.documents[document];
  return {
    document,
    start,
    end,
    text,
    id,
    title,
    status,
    rule: PAGE.texts[rule],
    date: PAGE.texts[date] || published,
    source: PAGE.texts[source],
    target: PAGE.texts[target],
  };
}

const totals = (() => {
  const stated = ROWS.filter((row) => row.stated);
  const dates = ROWS.flatMap((row) => row.quotes.map((quote) => PAGE.texts[quote[3]])).filter(
    Boolean,
  );
  return {
    kinds: tally(NODES.map((node) => node.kind)),
    relations: tally(stated.map((row) => row.relation)),
    statuses: tally(stated.map((row) => row.status)),
    communities: tally(NODES.map((node) => node.community)),
    documents: tally(
      ROWS.flatMap((row) => [...new Set(row.quotes.map((quote) => PAGE.sentences[quote[0]][0]))]),
    ),
    stated: stated.length,
    together: ROWS.length - stated.length,
    dates: dates.map(dayFrom).sort(),
  };
})();

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

/* The strength at which no more than 2.5 shared-sentence links per entity open at once. */
const OPENING_STRENGTH = (() => {
  const open = Math.min(PAGE.limit, NODES.length);
  const weights = ROWS.filter((row) => !row.stated && row.source < open && row.target < open)
    .map((row) => row.weight)
    .sort((a, b) => b - a);
  const room = Math.round(2.5 * open);
  return weights.length > room ? weights[room] : 0;
})();
const STRONGEST = ROWS.reduce((most, row) => (row.stated ? most : Math.max(most, row.weight)), 0);

function freshState() {
  return {
    node: null,
    pair: null,
    hops: 0,
    path: null,
    limit: Math.min(PAGE.limit, DRAWN_AT_MOST),
    extra: new Set(),
    hideKinds: new Set(),
    hideRelations: new Set(),
    hideStatuses: new Set(),
    communities: new Set(),
    stated: true,
    together: true,
    sentences: 1,
    strength: OPENING_STRENGTH,
    documents: new Set(),
    from: '',
    to: '',
    undated: true,
    unlinked: false,
    largest: false,
    colour: '',
    size: 'given',
  };
}
const state = freshState();

/* Does a sentence lie within the chosen documents and dates? */
function quotePasses(quote) {
  if (state.documents.size && !state.documents.has(PAGE.sentences[quote[0]][0])) return false;
  if (!state.from && !state.to) return true;
  const date = PAGE.texts[quote[3]];
  if (!date) return state.undated;
  return (
    (!state.from || dayTo(date) >= state.from) && (!state.to || dayFrom(date) <= dayTo(state.to))
  );
}

function rowPasses(row) {
  if (row.stated) {
    if (
      !state.stated ||
      state.hideRelations.has(row.relation) ||
      state.hideStatuses.has(row.status)
    )
      return false;
  } else if (!state.together || row.weight < state.strength) {
    return false;
  }
  if (row.count < state.sentences) return false;
  if (!state.documents.size && !state.from && !state.to) return true;
  return row.quotes.some(quotePasses);
}

function nodePasses(id) {
  const node = NODES[id];
  return (
    !state.hideKinds.has(node.kind) &&
    (!state.communities.size || state.communities.has(node.community))
  );
}

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

/* What is to be drawn: entities, drawn edges with the rows that pass, and counts. */
function visible() {
  const passing = ROWS.map(rowPasses);
  let base = new Set();
  const kept = new Set(state.extra);
  if (state.node !== null) kept.add(state.node);
  if (state.pair) state.pair.forEach((id) => kept.add(id));
  if (state.path) state.path.forEach((id) => kept.add(id));
  if (state.hops && state.node !== null) {
    base = around(state.node, state.hops, passing);
  } else {
    for (let id = 0; id < Math.min(state.limit, NODES.length); id += 1)
      if (nodePasses(id)) base.add(id);
    kept.forEach((id) => {
      if (nodePasses(id)) base.add(id);
    });
  }
  let pairs = PAIRS.map((pair) => ({
    pair,
    rows:
      base.has(pair.ends[0]) && base.has(pair.ends[1])
        ? pair.rows.filter((row) => passing[row])
        : [],
  })).filter((item) => item.rows.length);
  const linked = new Set(pairs.flatMap((item) => item.pair.ends));
  if (!state.unlinked && (linked.size || ROWS.length)) {
    base = new Set([...base].filter((id) => linked.has(id) || kept.has(id)));
  }
  if (state.largest) {
    base = largestPart(base, pairs);
    pairs = pairs.filter((item) => base.has(item.pair.ends[0]));
  }
  return { nodes: base, pairs, rows: pairs.flatMap((item) => item.rows.map((row) => ROWS[row])) };
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

const rowsBetween = (a, b) =>
  rowsOf[a]
    .filter((row) => other(row, a) === b || (a === b && row.source === row.target))
    .sort(
      (x, y) =>
        y.stated - x.stated || x.status - y.status || y.count - x.count || x.index - y.index,
    );

/* How a row reads from one of its ends: "founder of", "founded by", ... */
function wording(row, node) {
  const [name, label, inverse] = PAGE.relations[row.relation];
  if (!row.stated) return 'named together with';
  const own = row.label || label;
  if (!row.directed || row.source === node) return own;
  if (own === label && inverse) return inverse;
  return inverse && name !== 'stated' ? `${inverse} (${own})` : `${own} (this)`;
}
