/* The tables beneath: the same as the picture, for reading, sorting and screen readers.
   The relations open with the stated ones, best supported first: column -1. */

const PAGE_OF_ROWS = 200;
const ENTITY_COLUMNS = [
  ['Name', (id) => nameOf(id), (id) => entityLink(id)],
  ['Kind', (id) => kindWord(kindOf(id))],
  [
    'Also called',
    (id) =>
      NODES[id].aliases
        .split(' | ')
        .filter((alias) => alias !== NODES[id].label)
        .join(', '),
  ],
  ['Mentions', (id) => NODES[id].mentions],
  ['Documents', (id) => NODES[id].documents],
  ['Stated', (id) => tableCounts.stated.get(id) || 0],
  ['Together', (id) => tableCounts.together.get(id) || 0],
];
const RELATION_COLUMNS = [
  ['From', (row) => nameOf(row.source), (row) => entityLink(row.source)],
  [
    'Relation',
    (row) => (row.stated ? row.label || PAGE.relations[row.relation][1] : 'named together with'),
    (row, text) =>
      button(text, () => choose({ pair: [row.source, row.target] }), { class: 'link' }),
  ],
  ['To', (row) => nameOf(row.target), (row) => entityLink(row.target)],
  [
    'Status',
    (row) => (row.stated ? STATUS_WORDS[row.status] : ''),
    (row) => row.stated && badge(row.status),
  ],
  ['Sentences', (row) => row.count],
  ['Weight', (row) => row.weight],
  ['First', (row) => row.first],
  ['Last', (row) => row.last],
];
const table = { open: '', sort: { entities: [5, -1], relations: [-1, 1] }, made: [] };
let tableCounts = { stated: new Map(), together: new Map() };

function buildTables() {
  const tab = (key, words) =>
    button(
      [words, el('span', { class: 'count', id: `count-${key}` })],
      () => openTable(table.open === key ? '' : key),
      { id: `tab-${key}`, 'aria-expanded': 'false', 'aria-controls': 'sheet' },
    );
  byId('tables').replaceChildren(
    el(
      'div',
      { class: 'tabs' },
      tab('entities', 'Entities'),
      tab('relations', 'Relations'),
      el('span', { class: 'spring' }),
      button('Save as CSV', () => saveCsv(table.open), { class: 'link', id: 'csv', hidden: true }),
    ),
    el('div', {
      class: 'sheet',
      id: 'sheet',
      hidden: true,
      tabindex: '0',
      role: 'region',
      'aria-label': 'Table',
    }),
  );
}

function openTable(key) {
  table.open = key;
  fillTables();
  saveState();
}

function fillTables() {
  tableCounts = { stated: new Map(), together: new Map() };
  for (const row of scene.rows) {
    const counts = tableCounts[row.stated ? 'stated' : 'together'];
    counts.set(row.source, (counts.get(row.source) || 0) + 1);
    if (row.target !== row.source) counts.set(row.target, (counts.get(row.target) || 0) + 1);
  }
  byId('count-entities').textContent = number(scene.nodes.size);
  byId('count-relations').textContent = number(scene.rows.length);
  for (const key of ['entities', 'relations'])
    byId(`tab-${key}`).setAttribute('aria-expanded', String(table.open === key));
  const sheet = byId('sheet');
  sheet.hidden = !table.open;
  byId('csv').hidden = !table.open;
  document.body.classList.toggle('with-table', Boolean(table.open));
  // A table that would come out the same stays, with its place and what has the focus.
  const made = [scene, table.open, ...(table.sort[table.open] || [])];
  if (made.some((part, place) => part !== table.made[place]))
    sheet.replaceChildren(...(table.open ? [makeTable(table.open)] : []));
  table.made = made;
  markChosen(sheet);
}

function markChosen(sheet) {
  const isChosen = ({ source, target }, id) =>
    source === undefined
      ? id === state.node
      : Boolean(state.pair) && state.pair.includes(source) && state.pair.includes(target);
  for (const line of sheet.querySelectorAll('tbody tr'))
    line.classList.toggle('chosen', isChosen(line.item, line.item));
}

function tableLine(item, cells) {
  const line = el('tr', {}, cells);
  line.item = item;
  return line;
}
const columnsOf = (key) => (key === 'entities' ? ENTITY_COLUMNS : RELATION_COLUMNS);
function sortedItems(key) {
  const [column, way] = table.sort[key];
  const items =
    key === 'entities'
      ? [...scene.nodes].sort((a, b) => a - b)
      : [...scene.rows].sort(
          (a, b) => b.stated - a.stated || b.count - a.count || a.index - b.index,
        );
  if (column < 0) return items;
  const value = columnsOf(key)[column][1];
  const order = new Intl.Collator('en');
  const compare = (a, b) => (typeof a === 'number' ? a - b : order.compare(a, b));
  return items
    .map((item) => [value(item), item])
    .sort((a, b) => way * compare(a[0], b[0]))
    .map(([, item]) => item);
}

function makeTable(key) {
  const columns = columnsOf(key);
  const [sorted, way] = table.sort[key];
  const head = columns.map(([title, value], place) =>
    el(
      'th',
      {
        scope: 'col',
        'aria-sort': place === sorted ? (way > 0 ? 'ascending' : 'descending') : 'none',
      },
      button(
        [
          title,
          el(
            'span',
            { class: 'arrow', 'aria-hidden': 'true' },
            place === sorted ? (way > 0 ? '↑' : '↓') : '',
          ),
        ],
        () => {
          const text = typeof value(sortedItems(key)[0]) === 'string';
          table.sort[key] = [place, place === sorted ? -way : text ? 1 : -1];
          fillTables();
          byId('sheet').querySelectorAll('th button')[place].focus();
        },
        { class: 'sort' },
      ),
    ),
  );
  const items = sortedItems(key);
  const body = el('tbody');
  const add = (some) =>
    body.append(
      ...some.map((item) =>
        tableLine(
          item,
          columns.map(([, value, cell]) => {
            const text = value(item);
            return el(
              'td',
              { class: typeof text === 'number' ? 'figure' : '' },
              cell ? cell(item, text) : typeof text === 'number' ? number(text) : name(text),
            );
          }),
        ),
      ),
    );
  add(items.splice(0, PAGE_OF_ROWS));
  const more =
    items.length > 0 &&
    button(
      `Show ${number(items.length)} more rows`,
      () => {
        add(items.splice(0, 1000));
        if (items.length) more.textContent = `Show ${number(items.length)} more rows`;
        else more.remove();
      },
      { class: 'link' },
    );
  return el(
    'div',
    {},
    el(
      'table',
      {},
      el('caption', { class: 'unseen' }, key === 'entities' ? 'Entities shown' : 'Relations shown'),
      el('thead', {}, el('tr', {}, head)),
      body,
    ),
    more,
  );
}
