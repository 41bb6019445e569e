/* What the reader wants to see, and what of the graph that is. */

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
    strength: 0,
    thin: true,
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
  const drawn = thinned(pairs, new Set([state.node, ...(state.pair || []), ...(state.path || [])]));
  return {
    nodes: base,
    pairs: drawn,
    rows: drawn.flatMap((item) => item.rows.map((row) => ROWS[row])),
    thinned: pairs.length - drawn.length,
  };
}

/* In a crowd only the backbone is drawn, two lines for each entity: the lowest scores of
   Hamann et al. (2016), where a line's score is its rank at the one of its two ends that
   cares more for it. What is chosen keeps all its lines. */
const ROOMY = 150;
const LINES_EACH = 2;
function thinned(pairs, chosen) {
  const degree = tally(pairs.flatMap(({ pair }) => pair.ends));
  const room = Math.max(ROOMY, LINES_EACH * degree.size);
  const ringed = state.hops && degree.size <= RINGED_AT_MOST;
  if (!state.thin || ringed || pairs.length <= room) return pairs;
  const rank = new Map();
  const scoreAt = (id) => {
    rank.set(id, (rank.get(id) || 0) + 1);
    return Math.log(rank.get(id)) / Math.log(degree.get(id) + 1);
  };
  const kept = new Set(
    pairs
      .map((item) => [strengthOf(item), item.pair])
      .sort((a, b) => b[0] - a[0] || a[1].id - b[1].id)
      .map(([, pair]) => [Math.min(...pair.ends.map(scoreAt)), pair.id])
      .sort((a, b) => a[0] - b[0])
      .slice(0, room)
      .map(([, id]) => id),
  );
  return pairs.filter(({ pair }) => kept.has(pair.id) || pair.ends.some((id) => chosen.has(id)));
}
/* A stated relation says more than any number of shared sentences. */
const strengthOf = ({ rows }) =>
  rows
    .map((row) => ROWS[row])
    .reduce((sum, row) => sum + (row.stated ? 1 + Math.log2(row.count) : row.weight), 0);
