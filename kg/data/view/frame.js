/* The frame around the picture: header, menu, help, banner, hints, theme. */

function say(text) {
  byId('live').textContent = text;
}

let told = '';
function showBanner() {
  const shown = scene.nodes.size;
  const part = (some, all) =>
    some === all ? `all ${number(all)}` : `${number(some)} of ${number(all)}`;
  const [entities, relations] = PAGE.counts;
  const words = capital(
    `${shown < entities ? 'showing ' : ''}${part(shown, entities)} ${entities === 1 ? 'entity' : 'entities'}, ` +
      `${part(scene.rows.length, relations)} ${relations === 1 ? 'relation' : 'relations'}`,
  );
  const rest = NODES.length > state.limit && state.limit < DRAWN_AT_MOST && !state.hops;
  const around = state.hops && state.node !== null;
  byId('banner').replaceChildren(
    ...[
      el('span', {}, words),
      around &&
        el('span', {}, ` · within ${plural(state.hops, 'step')} of `, name(nameOf(state.node))),
      rest &&
        button(
          'Show more',
          () => {
            state.limit = Math.min(DRAWN_AT_MOST, state.limit + 100);
            refresh(false, true);
          },
          { class: 'link' },
        ),
      around && button('Show all', () => setHops(0), { class: 'link' }),
    ].filter(Boolean),
  );
  if (words !== told) say(words);
  told = words;
  noteCovered();
  const message = byId('message');
  message.hidden = shown > 0;
  if (!NODES.length)
    message.replaceChildren(
      el('strong', {}, 'Nothing to draw'),
      el('p', {}, 'No entity was found in the documents.'),
    );
  else
    message.replaceChildren(
      el('strong', {}, 'Nothing passes the filters'),
      el('p', {}, button('Reset filters', resetFilters, { class: 'soft' })),
    );
}

function flash(text) {
  const tip = byId('tip');
  tip.replaceChildren(text);
  tip.className = 'tip flash';
  tip.hidden = false;
  setTimeout(() => {
    tip.hidden = true;
    tip.className = 'tip';
  }, 2600);
}

function showTip(thing, at) {
  const tip = byId('tip');
  if (tip.classList.contains('flash')) return;
  tip.hidden = !thing;
  if (!thing) return;
  if (thing.node !== undefined) {
    const node = NODES[thing.node];
    tip.replaceChildren(
      el('strong', {}, name(node.label)),
      el(
        'div',
        { class: 'muted' },
        `${kindWord(kindOf(node.id))} · ${plural(node.mentions, 'mention')} · ${plural(rowsOf[node.id].length, 'relation')}`,
      ),
    );
  } else {
    const rows = (scene.rowsOfPair.get(thing.pair) || []).map((row) => ROWS[row]);
    tip.replaceChildren(
      ...rows
        .slice(0, 4)
        .map((row) =>
          el(
            'div',
            {},
            statement(row),
            row.status !== ASSERTED && [' ', badge(row.status)],
            el('span', { class: 'muted' }, ` · ${plural(row.count, 'sentence')}`),
          ),
        ),
    );
    if (rows.length > 4) tip.append(el('div', { class: 'muted' }, `and ${rows.length - 4} more`));
  }
  const box = byId('picture');
  const left = Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 8);
  const top =
    at.y + 18 + tip.offsetHeight > box.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

/* On a narrow screen the left panel is a drawer. */
function openFilters(open) {
  document.body.classList.toggle('show-filters', open);
  byId('open-filters').setAttribute('aria-expanded', String(open));
}

function applyTheme() {
  document.documentElement.dataset.theme = theme() ? 'dark' : 'light';
}
function switchTheme() {
  themeChosen = theme() ? 'light' : 'dark';
  applyTheme();
  refresh(true);
}

function buildFrame() {
  byId('totals').textContent = NODES.length
    ? [
        plural(PAGE.counts[0], 'entity', 'entities'),
        plural(PAGE.counts[1], 'relation'),
        PAGE.documents.length ? plural(PAGE.documents.length, 'document') : '',
      ]
        .filter(Boolean)
        .join(' · ')
    : '';
  const menu = el(
    'details',
    { class: 'menu' },
    el('summary', { class: 'icon', 'aria-label': 'Save', title: 'Save' }, icon('save')),
    el(
      'div',
      { class: 'menu-list' },
      [
        ['Picture as PNG', savePng],
        ['Picture as SVG', saveSvg],
        ['Entities shown as CSV', () => saveCsv('entities')],
        ['Relations shown as CSV', () => saveCsv('relations')],
        ['Print', () => window.print()],
      ].map(([words, action]) =>
        button(words, () => {
          menu.open = false;
          action();
        }),
      ),
    ),
  );
  document.addEventListener('pointerdown', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  byId('actions').append(
    menu,
    iconButton('theme', 'Light or dark', switchTheme),
    iconButton('help', 'Help (?)', () => byId('help').showModal()),
  );
  byId('zoom').append(
    iconButton('plus', 'Zoom in (+)', () => zoomBy(1.4)),
    iconButton('minus', 'Zoom out (-)', () => zoomBy(1 / 1.4)),
    iconButton('fit', 'Show all (0)', () => fit()),
  );
  const opener = byId('open-filters');
  opener.append(icon('filters'));
  opener.addEventListener('click', () =>
    openFilters(!document.body.classList.contains('show-filters')),
  );
  const help = [
    ['/', 'search'],
    ['1 2 3', 'only so many steps around the chosen entity'],
    ['Esc', 'back to the beginning'],
    ['double click', 'add an entity’s neighbours'],
    ['+ − 0', 'zoom, show all (in the picture)'],
    ['arrows', 'move the picture'],
    ['?', 'this help'],
  ];
  byId('help').append(
    el('h2', { id: 'help-title' }, 'How to read this'),
    el(
      'p',
      {},
      'Each mark is a person, an organisation or an initiative that the documents name; the larger, the more important. An arrow is a relation that a sentence states. A thin grey line only says that two names share sentences. Dashed lines are denied or merely possible.',
    ),
    el(
      'dl',
      { class: 'keys' },
      help.map(([key, words]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, words)]),
    ),
    el(
      'p',
      { class: 'muted small' },
      'The address of this page keeps what you chose: copy it to share the same view.',
    ),
    button('Close', () => byId('help').close(), { class: 'soft' }),
  );
}
