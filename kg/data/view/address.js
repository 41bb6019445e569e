/* The address: everything that was chosen, under names that outlive a rebuild. */

function writeHash() {
  const fresh = freshState();
  const out = new URLSearchParams();
  const put = (key, value) => out.append(key, value);
  if (state.path) {
    put('path', NODES[state.path[0]].key);
    put('to-node', NODES[state.path[state.path.length - 1]].key);
  } else if (state.pair) state.pair.forEach((id) => put('pair', NODES[id].key));
  else if (state.node !== null) put('node', NODES[state.node].key);
  if (state.hops) put('hops', state.hops);
  state.hideKinds.forEach((kind) => put('no-kind', PAGE.kinds[kind]));
  state.hideRelations.forEach((relation) => put('no-relation', PAGE.relations[relation][0]));
  state.hideStatuses.forEach((status) => put('no-status', PAGE.statuses[status]));
  state.communities.forEach((community) => put('community', community));
  state.documents.forEach((paper) => put('document', PAGE.documents[paper][0]));
  for (const flag of ['stated', 'together', 'thin', 'undated', 'unlinked', 'largest'])
    if (state[flag] !== fresh[flag]) put(flag, Number(state[flag]));
  for (const key of ['sentences', 'strength', 'limit', 'from', 'to', 'colour', 'size'])
    if (state[key] !== fresh[key]) put(key, state[key]);
  if (state.extra.size <= 60)
    state.extra.forEach((id) => {
      if (id !== state.node && id >= state.limit) put('add', NODES[id].key);
    });
  if (table.open) put('table', table.open);
  if (themeChosen) put('theme', themeChosen);
  return out.toString();
}

function readHash(text) {
  const given = new URLSearchParams(text);
  const fresh = freshState();
  const all = (key) => given.getAll(key);
  const places = (key, list) =>
    new Set(
      all(key)
        .map((value) => list.indexOf(value))
        .filter((place) => place >= 0),
    );
  const flag = (key) => (given.has(key) ? given.get(key) === '1' : fresh[key]);
  const figure = (key) =>
    given.has(key) && Number.isFinite(Number(given.get(key))) ? Number(given.get(key)) : fresh[key];
  const ids = (key) =>
    all(key)
      .map((value) => keyOf.get(value))
      .filter((id) => id !== undefined);
  const day = (key) => (/^\d{4}(-\d\d){0,2}$/.test(given.get(key) || '') ? given.get(key) : '');
  const pair = ids('pair');
  Object.assign(state, fresh, {
    node: ids('node').length ? ids('node')[0] : null,
    pair: pair.length === 2 ? pair : null,
    hops: Math.min(3, Math.max(0, Math.round(figure('hops')))),
    extra: new Set([...ids('add'), ...ids('node'), ...pair]),
    hideKinds: places('no-kind', PAGE.kinds),
    hideRelations: places(
      'no-relation',
      PAGE.relations.map(([key]) => key),
    ),
    hideStatuses: places('no-status', PAGE.statuses),
    communities: new Set(all('community').filter((item) => communityColours.has(item))),
    documents: places(
      'document',
      PAGE.documents.map(([id]) => id),
    ),
    stated: flag('stated'),
    together: flag('together'),
    thin: flag('thin'),
    undated: flag('undated'),
    unlinked: flag('unlinked'),
    largest: flag('largest'),
    sentences: Math.max(1, Math.round(figure('sentences'))),
    strength: figure('strength'),
    limit: Math.min(DRAWN_AT_MOST, Math.max(10, Math.round(figure('limit')))),
    from: day('from'),
    to: day('to'),
    colour: given.get('colour') === 'community' ? 'community' : '',
    size: measures[given.get('size')] ? given.get('size') : 'given',
  });
  const ends = [...ids('path'), ...ids('to-node')];
  if (ends.length === 2) {
    state.path = shortestPath(...ends);
    (state.path || []).forEach((id) => state.extra.add(id));
  }
  table.open = ['entities', 'relations'].includes(given.get('table')) ? given.get('table') : '';
  themeChosen = ['light', 'dark'].includes(given.get('theme')) ? given.get('theme') : '';
  radius = radii();
}

/* In frames without an address of their own the history may be closed to us. */
function remember(way) {
  const hash = writeHash();
  if (hash === location.hash.slice(1)) return;
  try {
    window.history[way](null, '', hash ? `#${hash}` : '#');
  } catch {
    /* the page works without */
  }
}
const saveState = () => remember('replaceState');
const pushState = () => remember('pushState');
