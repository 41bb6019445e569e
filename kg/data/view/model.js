/* What the graph says. Nothing here touches the page. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NODES = read('kg-nodes');
const PAIRS = read('kg-pairs');
const PAGE = read('kg-page');

/* A redraw of so many takes 25 ms without a GPU (benchmarks/view.py). */
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
