/* What the reader does: choose, expand, limit to steps, ask for a path, reset. */

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
