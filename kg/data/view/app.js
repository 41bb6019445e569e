/* Start, keys, and the state in the address. */

function say(text) {
  byId('live').textContent = text;
}

function refresh(restyle = false, rebuild = restyle) {
  draw(visible(), restyle);
  if (rebuild) buildControls();
  afterChange();
}
let soon = 0;
function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => refresh(), 60);
}

function afterChange() {
  showBanner();
  showPanel();
  fillTables();
  saveState();
  if (network) network.redraw();
}

function showBanner() {
  const shown = scene.nodes.size;
  const words = `Showing ${number(shown)} of ${plural(PAGE.counts[0], 'entity', 'entities')}, ${plural(scene.rows.length, 'relation')}`;
  const full = shown === PAGE.counts[0];
  const rest = NODES.length > state.limit && state.limit < DRAWN_AT_MOST && !state.hops;
  const around = state.hops && state.node !== null;
  byId('banner').replaceChildren(
    ...[
      el(
        'span',
        {},
        full
          ? `All ${plural(shown, 'entity', 'entities')}, ${plural(scene.rows.length, 'relation')}`
          : words,
      ),
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
  say(words);
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

/* --- what the reader does ------------------------------------------------------------- */

let asking = null;

function choose(thing, { push = true } = {}) {
  if (asking !== null && thing && thing.node !== undefined) return finishPath(thing.node);
  stopAsking();
  state.path = null;
  state.pair = null;
  const before = scene.nodes;
  if (!thing) {
    state.node = null;
    state.hops = 0;
  } else if (thing.pair) {
    state.pair = thing.pair;
    state.node = null;
    state.hops = 0;
  } else {
    state.node = thing.node;
  }
  const wanted = state.pair || (state.node !== null ? [state.node] : []);
  const change = wanted.some((id) => !before.has(id)) || state.hops || (!thing && before !== null);
  wanted.forEach((id) => {
    if (!scene.nodes.has(id)) state.extra.add(id);
  });
  if (push) pushState();
  if (change) refresh();
  else afterChange();
  bringIntoView(wanted);
  return undefined;
}

/* Choose an entity that may not be drawn yet: its best neighbours come with it. */
function reveal(id) {
  if (asking !== null) return finishPath(id);
  if (!nodePasses(id)) {
    state.hideKinds.delete(NODES[id].kind);
    state.communities.clear();
    buildControls();
  }
  if (!scene.nodes.has(id)) {
    state.extra.add(id);
    neighboursToAdd(id, 10, scene.nodes).forEach((to) => state.extra.add(to));
  }
  state.hops = 0;
  choose({ node: id });
  frame([id, ...rowsOf[id].map((row) => other(row, id)).filter((to) => scene.nodes.has(to))]);
  return undefined;
}

function bringIntoView(ids) {
  const box = byId('picture');
  const inside = ids.every((id) => {
    const node = network && network.body.nodes[id];
    if (!node) return true;
    const { x, y } = network.canvasToDOM({ x: node.x, y: node.y });
    return (
      x > 20 && y > 20 && x < box.clientWidth - 20 && y < box.clientHeight - coveredBelow() - 20
    );
  });
  if (!inside || crowded(ids)) frame(ids);
}
function crowded(ids) {
  if (ids.length !== 2) return false;
  const [a, b] = ids.map((id) => network.body.nodes[id]);
  return Boolean(a && b) && Math.hypot(a.x - b.x, a.y - b.y) * network.getScale() < 90;
}
const frame = (ids) => fit(ids.filter((id) => scene.nodes.has(id)));

function expand(id) {
  const added = neighboursToAdd(id, 25, scene.nodes);
  added.forEach((to) => state.extra.add(to));
  if (state.hops) state.hops = 0;
  state.node = id;
  state.pair = null;
  state.path = null;
  refresh();
  say(added.length ? `${plural(added.length, 'neighbour')} added` : 'All its neighbours are shown');
  if (added.length) frame([id, ...added]);
}

function setHops(hops) {
  if (state.node === null) {
    say('Choose an entity first');
    return;
  }
  state.hops = hops;
  refresh();
  fit();
}

function startPath(id) {
  asking = id;
  const note = byId('asking');
  note.replaceChildren(
    'Path from ',
    name(nameOf(id)),
    ': now choose the other end. ',
    button('Cancel', stopAsking, { class: 'link' }),
  );
  note.hidden = false;
  openFilters(true);
  byId('search').focus();
}
function stopAsking() {
  asking = null;
  const note = byId('asking');
  if (note) note.hidden = true;
}
function finishPath(goal) {
  const start = asking;
  stopAsking();
  const path = start === goal ? null : shortestPath(start, goal);
  if (!path) {
    say('No path');
    flash(
      start === goal
        ? 'Choose two different entities.'
        : 'No path over the relations that pass the filters.',
    );
    return;
  }
  Object.assign(state, { path, node: null, pair: null, hops: 0 });
  path.forEach((id) => state.extra.add(id));
  pushState();
  refresh();
  frame(path);
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

function resetFilters() {
  const { node, pair, path, hops } = state;
  Object.assign(state, freshState(), { node, pair, path, hops });
  if (node !== null) state.extra.add(node);
  radius = radii();
  refresh(true);
}
function resetAll() {
  state.extra.clear();
  stopAsking();
  Object.assign(state, { node: null, pair: null, path: null, hops: 0 });
  pushState();
  refresh();
  fit();
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
  const box = byId('stage');
  const left = Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 8);
  const top =
    at.y + 18 + tip.offsetHeight > box.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

const pairThing = (id) => ({ pair: [...PAIRS[id].ends] });
function clicked(thing) {
  const target = thing || hovered;
  showTip(null);
  if (!target) choose(null);
  else if (target.node !== undefined) choose({ node: target.node });
  else choose(pairThing(target.pair));
}

function keys(event) {
  const typing =
    /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
  if (event.key === 'Escape') {
    openFilters(false);
    if (!byId('help').open) resetAll();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = byId('picture');
  const pan = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
    event.key
  ];
  if (event.key === '/') {
    openFilters(true);
    byId('search').focus();
  } else if ('123'.includes(event.key)) setHops(Number(event.key));
  else if (event.key === '?') byId('help').showModal();
  else if (event.target === box && pan) {
    const { x, y } = network.getViewPosition();
    const step = 60 / network.getScale();
    network.moveTo({ position: { x: x + pan[0] * step, y: y + pan[1] * step } });
  } else if (event.target === box && '+=-0'.includes(event.key)) {
    if (event.key === '0') fit();
    else zoomBy(event.key === '-' ? 0.8 : 1.25);
  } else return;
  event.preventDefault();
}
const zoomBy = (factor) =>
  network.moveTo({
    scale: Math.min(4, Math.max(0.03, network.getScale() * factor)),
    animation: calm.matches ? false : { duration: 150, easingFunction: 'easeInOutQuad' },
  });

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

function restore() {
  readHash(location.hash.slice(1));
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

function start() {
  buildFrame();
  buildTables();
  readHash(location.hash.slice(1));
  applyTheme();
  draw(visible());
  buildControls();
  openPicture(
    clicked,
    (thing) => {
      showTip(null);
      if (thing && thing.node !== undefined) expand(thing.node);
    },
    showTip,
  );
  if (state.node !== null && !state.hops)
    frame([state.node, ...rowsOf[state.node].map((row) => other(row, state.node))]);
  else fit([...scene.nodes], false);
  afterChange();
  document.addEventListener('keydown', keys);
  window.addEventListener('popstate', restore);
  window.addEventListener('hashchange', () => {
    if (location.hash.slice(1) !== writeHash()) restore();
  });
  darkScheme.addEventListener('change', () => {
    applyTheme();
    refresh(true);
  });
}

start();

/* For tests, and for whoever drives the page from a notebook. */
window.kg = {
  choose: (key) => choose(key === null ? null : { node: keyOf.get(key) }),
  choosePair: (a, b) => choose({ pair: [keyOf.get(a), keyOf.get(b)] }),
  search: (text) => search(text).map(({ id, alias }) => ({ label: nameOf(id), alias })),
  shown: () => ({
    entities: scene.nodes.size,
    relations: scene.rows.length,
    drawn: scene.pairs.length,
  }),
  labels: () => [...scene.nodes].map(nameOf).sort(),
  at: (key) => {
    const node = network.body.nodes[keyOf.get(key)];
    return network.canvasToDOM({ x: node.x, y: node.y });
  },
  expand: (key) => expand(keyOf.get(key)),
  path: (a, b) => {
    asking = keyOf.get(a);
    finishPath(keyOf.get(b));
  },
  svg: makeSvg,
  csv: makeCsv,
  network: () => network,
  firstPicture: () => firstPicture,
};
