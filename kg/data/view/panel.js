/* The right-hand panel: an entity, the relations of two entities, a path, or a start. */

const MANY = 12;

let panelSubject = '';
function showPanel() {
  const panel = byId('detail');
  const content = state.path
    ? pathPanel()
    : state.pair
      ? pairPanel(...state.pair)
      : state.node !== null
        ? entityPanel(state.node)
        : startPanel();
  const subject = JSON.stringify([state.path, state.pair, state.node]);
  const within = panel.contains(document.activeElement);
  const { scrollTop } = panel;
  panel.replaceChildren(...content);
  panel.scrollTop = subject === panelSubject ? scrollTop : 0;
  panelSubject = subject;
  // The button that was pressed is gone: whoever works by keyboard goes on at the top.
  if (within) (panel.querySelector('.headline') || panel).focus({ preventScroll: true });
  panel.classList.toggle('open', Boolean(state.path || state.pair || state.node !== null));
}

const kindSwatch = (id) => swatch(NODES[id].shape, colourOf(NODES[id]));
const entityLink = (id, extra = {}) =>
  button([kindSwatch(id), name(nameOf(id))], () => choose({ node: id }), {
    class: 'entity',
    ...extra,
  });
const closeButton = () =>
  iconButton('close', 'Close (Esc)', () => choose(null), { class: 'icon close' });
const badge = (status) =>
  el('span', { class: `badge ${STATUS_WORDS[status]}` }, STATUS_WORDS[status]);
const dates = (row) =>
  row.first && row.last && row.first !== row.last
    ? `${row.first} – ${row.last}`
    : row.last || row.first;

function startPanel() {
  if (!NODES.length)
    return [
      el('h2', {}, 'Details'),
      el('p', { class: 'muted' }, 'There is nothing in this graph.'),
    ];
  const top = NODES.slice(0, 40)
    .sort((a, b) => rowsOf[b.id].length - rowsOf[a.id].length || a.id - b.id)
    .slice(0, 10)
    .map((node) =>
      el(
        'li',
        {},
        entityLink(node.id),
        el('span', { class: 'count' }, plural(rowsOf[node.id].length, 'link')),
      ),
    );
  const best = ROWS.filter((row) => row.stated)
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, 6);
  return [
    el('h2', {}, 'Start here'),
    el(
      'p',
      { class: 'muted' },
      'Choose an entity to see its names, its relations, and the sentences that say so.',
    ),
    el('h3', {}, 'Best linked'),
    el('ol', { class: 'plain' }, top),
    best.length > 0 && [
      el('h3', {}, 'Best supported'),
      el('ul', { class: 'plain facts' }, best.map(factLine)),
    ],
    PAGE.notes.length > 0 && [
      el('h3', {}, 'About this page'),
      PAGE.notes.map((note) => el('p', { class: 'muted small' }, note)),
    ],
  ]
    .flat(2)
    .filter(Boolean);
}

function factLine(row) {
  const words = row.label || PAGE.relations[row.relation][1];
  return el(
    'li',
    {},
    button(
      [
        name(nameOf(row.source)),
        el(
          'span',
          { class: 'verb' },
          ` ${row.status ? `(${STATUS_WORDS[row.status]}) ` : ''}${words} `,
        ),
        name(nameOf(row.target)),
      ],
      () => choose({ pair: [row.source, row.target] }),
      { class: 'fact' },
    ),
    el('span', { class: 'count' }, number(row.count)),
  );
}

function entityPanel(id) {
  const node = NODES[id];
  const rows = rowsOf[id].filter((row) => rowPasses(row));
  const hidden = rowsOf[id].length - rows.length;
  const groups = new Map();
  for (const row of rows.filter((item) => item.stated)) {
    const out = row.source === id || !row.directed;
    const [relation, label, inverse] = PAGE.relations[row.relation];
    const title =
      relation === 'stated' ? 'Other statements' : out ? label : inverse || `${label} (from)`;
    if (!groups.has(title)) groups.set(title, []);
    groups.get(title).push(row);
  }
  const together = rows
    .filter((row) => !row.stated)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  const order = [...groups].sort(
    (a, b) =>
      (a[0] === 'Other statements') - (b[0] === 'Other statements') ||
      b[1].length - a[1].length ||
      (a[0] < b[0] ? -1 : 1),
  );
  return [
    el('div', { class: 'kicker' }, kindSwatch(id), kindWord(kindOf(id)), closeButton()),
    el('h2', { class: 'headline', dir: 'auto', tabindex: '-1' }, name(nameOf(id))),
    el(
      'p',
      { class: 'muted' },
      `${plural(node.mentions, 'mention')} in ${plural(node.documents, 'document')} · ${plural(rowsOf[id].length, 'relation')}`,
    ),
    toolbar(id),
    aliases(node),
    order.map(([title, items]) => relationGroup(title, items, id)),
    together.length > 0 && relationGroup('Named together with', together, id, true),
    rows.length === 0 && el('p', { class: 'muted' }, 'No relation passes the filters.'),
    hidden > 0 &&
      rows.length > 0 &&
      el('p', { class: 'muted small' }, `${plural(hidden, 'relation')} hidden by the filters.`),
  ]
    .flat(2)
    .filter(Boolean);
}

function toolbar(id) {
  const more = neighboursToAdd(id, 1000, scene.nodes).length;
  const hop = (steps) =>
    button(steps ? String(steps) : 'All', () => setHops(steps), {
      'aria-pressed': String(state.hops === steps),
      title: steps
        ? `Only what lies within ${plural(steps, 'step')} (key ${steps})`
        : 'Do not limit the picture',
    });
  return el(
    'div',
    { class: 'tools' },
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Steps around this entity' },
      el('span', { class: 'muted small' }, 'Around'),
      [1, 2, 3, 0].map(hop),
    ),
    more > 0 &&
      button([icon('expand'), `Show ${number(Math.min(more, 25))} more`], () => expand(id), {
        class: 'soft',
        title: 'Add neighbours to the picture (double click on a node)',
      }),
    button([icon('path'), 'Path to…'], () => startPath(id), {
      class: 'soft',
      title: 'Find the shortest path to another entity',
    }),
  );
}

function aliases(node) {
  const counts = node.alias_counts.split(' | ');
  const all = (node.aliases ? node.aliases.split(' | ') : [])
    .map((alias, place) => [alias, Number(counts[place])])
    .filter(([alias]) => alias !== node.label);
  return [
    all.length > 0 && [
      el('h3', {}, 'Also called'),
      el(
        'ul',
        { class: 'tags' },
        all
          .slice(0, 40)
          .map(([alias, count]) =>
            el(
              'li',
              {},
              name(alias),
              count > 0 && el('span', { class: 'count', title: 'mentions' }, number(count)),
            ),
          ),
        all.length > 40 && el('li', { class: 'muted' }, `and ${all.length - 40} more`),
      ),
    ],
    node.reasons &&
      el(
        'details',
        { class: 'small why' },
        el('summary', {}, 'Why these names are one'),
        el(
          'ul',
          {},
          node.reasons.split(' | ').map((reason) => el('li', {}, reason)),
        ),
      ),
  ]
    .flat()
    .filter(Boolean);
}

function relationGroup(title, rows, id, folded = false) {
  const list = el('ul', { class: 'plain relations' });
  const ordered = folded
    ? rows
    : [...rows].sort((a, b) => a.status - b.status || b.count - a.count || a.index - b.index);
  const add = (items) => list.append(...items.map((row) => relationLine(row, id, title)));
  add(ordered.slice(0, MANY));
  const rest = ordered.slice(MANY);
  const more =
    rest.length > 0 &&
    button(
      `Show ${number(rest.length)} more`,
      () => {
        add(rest.splice(0, 200));
        if (rest.length) more.textContent = `Show ${number(rest.length)} more`;
        else more.remove();
      },
      { class: 'link' },
    );
  return el(
    'section',
    { class: 'group' },
    el('h3', {}, capital(title), el('span', { class: 'count' }, number(rows.length))),
    list,
    more,
  );
}

/* One relation of an entity: the other end, and its sentences behind a click. */
function relationLine(row, id, title) {
  const words = wording(row, id);
  const said = words !== title && row.stated ? words : '';
  const to = other(row, id);
  const summary = el(
    'summary',
    {},
    el('span', { class: 'count' }, plural(row.count, 'sentence')),
    el('span', { class: 'unseen' }, `: ${words} ${nameOf(to)}`),
  );
  const box = el(
    'details',
    {
      class: 'cited',
      ontoggle: () => {
        if (box.open && box.childElementCount === 1) box.append(...quotes(row));
      },
    },
    summary,
  );
  return el(
    'li',
    {},
    el('div', { class: 'line-of' }, entityLink(to), row.status !== ASSERTED && badge(row.status)),
    said && el('div', { class: 'said' }, sentenceWords(row, id)),
    box,
  );
}

/* The relation's own words; dots stand for the entity above them. */
function sentenceWords(row, id) {
  return row.directed && row.target === id
    ? [`… ${row.label} `, name(nameOf(id))]
    : `${row.label} …`;
}
