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
  const change = !thing || state.hops || scene.thinned > 0 || wanted.some((id) => !before.has(id));
  wanted.forEach((id) => {
    if (!scene.nodes.has(id)) state.extra.add(id);
  });
  if (push) pushState();
  if (change) refresh();
  else afterChange();
  bringIntoView(wanted);
  if (wanted.length) say(chosenWords(wanted));
  return undefined;
}

const chosenWords = (ids) =>
  ids.length === 1
    ? `${nameOf(ids[0])}, ${kindWord(kindOf(ids[0]))}, ${plural(rowsOf[ids[0]].length, 'relation')}`
    : `Relations of ${nameOf(ids[0])} and ${nameOf(ids[1])}`;

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
  frame(neighbourhoodOf(id));
  return undefined;
}

/* Move only where it helps: to what is out of sight or too crowded to read. Not at once:
   a second click may be on its way to the same spot. */
let moving = 0;
function bringIntoView(ids) {
  clearTimeout(moving);
  moving = setTimeout(() => moveTo(ids), 250);
}
function moveTo(ids) {
  if (state.hops) {
    fit();
    return;
  }
  const box = byId('picture');
  const inside = ids.every((id) => {
    const node = network && network.body.nodes[id];
    if (!node) return true;
    const { x, y } = network.canvasToDOM({ x: node.x, y: node.y });
    return (
      x > 20 && y > 20 && x < box.clientWidth - 20 && y < box.clientHeight - coveredBelow() - 20
    );
  });
  const near = ids.length === 1 ? neighbourhoodOf(ids[0]) : ids;
  if (!inside || crowded(near)) frame(near);
}
const neighbourhoodOf = (id) => [id, ...rowsOf[id].map((row) => other(row, id))];
function crowded(ids) {
  const nodes = ids.map((id) => network.body.nodes[id]).filter(Boolean);
  if (nodes.length < 2) return false;
  const reach = (axis) => {
    const along = nodes.map((node) => node[axis]);
    return (Math.max(...along) - Math.min(...along)) * network.getScale();
  };
  const [wide, high] = [reach('x'), reach('y')];
  if (nodes.length === 2) return Math.hypot(wide, high) < 90;
  const box = byId('picture');
  return wide < box.clientWidth * 0.45 && high < box.clientHeight * 0.45;
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
