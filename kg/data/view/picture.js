/* The picture: vis-network draws nodes and edges, this file the labels and highlights.

   `network.body` is vis-network's own model. It is used with care: the version is pinned
   by pyvis. */

const shownNodes = new vis.DataSet();
const shownPairs = new vis.DataSet();
let network = null;
let scene = { nodes: new Set(), pairs: [], rows: [], rowsOfPair: new Map(), thinned: 0 };
let hovered = null;
let firstPicture = null;

/* The same radius gives the same area in every shape. */
const AREA = { dot: 1, square: 0.89, diamond: 1.25, triangle: 1.15 };

function nodeStyle(node) {
  return {
    id: node.id,
    ...placeOf(node.id),
    shape: node.shape,
    size: radius[node.id] * AREA[node.shape],
    color: { background: colourOf(node), border: hue(INK.paper) },
    borderWidth: 1.5,
  };
}

const ARROW = 0.42;
const widthOf = PAIRS.map(() => 1);

/* How the relations of one drawn edge look together: the most certain one decides. */
function pairStyle({ pair, rows }) {
  const own = rows.map((row) => ROWS[row]);
  const base = { id: pair.id, from: pair.ends[0], to: pair.ends[1] };
  if (!pair.stated) {
    widthOf[pair.id] = 0.8;
    return {
      ...base,
      width: 0.8,
      dashes: false,
      color: { color: hue(LINES.together), opacity: theme() ? 0.9 : 0.75 },
      arrows: '',
    };
  }
  const status = Math.min(...own.map((row) => row.status));
  const count = own.reduce((sum, row) => sum + row.count, 0);
  const toHigh = own.some((row) => row.directed && row.target === pair.ends[1]);
  const toLow = own.some((row) => row.directed && row.target === pair.ends[0]);
  widthOf[pair.id] = Math.min(4.5, 0.8 + 0.6 * Math.log2(1 + count));
  return {
    ...base,
    width: widthOf[pair.id],
    dashes: status === ASSERTED ? false : [6, 5],
    color: {
      color: hue(LINES[['stated', 'negated', 'possible'][status]]),
      opacity: scene.pairs.length > 1000 ? 0.35 : scene.pairs.length > 400 ? 0.5 : 0.8,
    },
    arrows: {
      to: { enabled: toHigh, scaleFactor: ARROW },
      from: { enabled: toLow, scaleFactor: ARROW },
    },
  };
}

/* Change the data set by difference, so that what was dragged stays where it is. */
function replace(dataset, items, changed) {
  const wanted = new Set(items.map((item) => item.id));
  dataset.remove(dataset.getIds().filter((id) => !wanted.has(id)));
  const have = new Set(dataset.getIds());
  dataset.add(items.filter((item) => !have.has(item.id)));
  const stay = items.filter((item) => have.has(item.id));
  if (stay.length) dataset.update(changed ? stay.map(changed) : stay);
}

function draw(next, restyle = false) {
  scene = next;
  scene.rowsOfPair = new Map(next.pairs.map((item) => [item.pair.id, item.rows]));
  const moved = arrange();
  const drop = scene.pairs.length > 5000 ? scene.pairs.slice(0, 5000) : scene.pairs;
  const fresh = [...scene.nodes].map((id) => nodeStyle(NODES[id]));
  const unmoved = ({ x, y, ...style }) => style;
  shownPairs.remove(shownPairs.getIds().filter((id) => !scene.rowsOfPair.has(id)));
  const known = new Set(shownNodes.getIds());
  if (restyle) replace(shownNodes, fresh, unmoved);
  else {
    shownNodes.remove([...known].filter((id) => !scene.nodes.has(id)));
    shownNodes.add(fresh.filter((item) => !known.has(item.id)));
  }
  replace(
    shownPairs,
    drop.map(pairStyle).sort((a, b) => a.width - b.width),
  );
  if (moved) moveToPlaces();
  const busy = drop.length > 1500 || fresh.length > 800;
  if (network)
    network.setOptions({ interaction: { hideEdgesOnDrag: busy, hideEdgesOnZoom: busy } });
}

function openPicture(onClick, onDouble, onHover) {
  const box = document.getElementById('picture');
  const options = read('kg-options');
  const busy = shownNodes.length > 800 || shownPairs.length > 1500;
  Object.assign(options.interaction, { hideEdgesOnDrag: busy, hideEdgesOnZoom: busy });
  network = new vis.Network(box, { nodes: shownNodes, edges: shownPairs }, options);
  network.on('beforeDrawing', adapt);
  network.on('afterDrawing', decorate);
  network.on('click', (event) => onClick(thingAt(event.pointer.DOM)));
  network.on('doubleClick', (event) => onDouble(thingAt(event.pointer.DOM)));
  network.on('zoom', limitZoom);
  let waiting = null;
  box.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    if (!waiting)
      requestAnimationFrame(() => {
        const at = waiting;
        waiting = null;
        hover(at, onHover);
      });
    const frame = box.getBoundingClientRect();
    waiting = {
      x: event.clientX - frame.left,
      y: event.clientY - frame.top,
      buttons: event.buttons,
    };
  });
  box.addEventListener('pointerleave', () => {
    waiting = null;
    setHover(null);
    onHover(null);
  });
}

const same = (a, b) => a === b || (a && b && a.node === b.node && a.pair === b.pair);
function hover(at, onHover) {
  if (!at) return;
  const thing = at.buttons ? null : thingAt(at);
  setHover(thing);
  onHover(thing, at);
}
function setHover(thing) {
  if (same(thing, hovered)) return;
  hovered = thing;
  document.getElementById('picture').classList.toggle('pointing', Boolean(thing));
  network.redraw();
}

function thingAt(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return { node };
  const edge = network.getEdgeAt(point);
  return edge === undefined ? null : { pair: edge };
}

function limitZoom() {
  const scale = network.getScale();
  const bounded = Math.min(4, Math.max(0.03, scale));
  if (bounded !== scale) network.moveTo({ scale: bounded });
}

/* Show all, but do not let a few far-off nodes shrink the rest to dust. */
function fit(ids = [...scene.nodes], moving = true) {
  clearTimeout(moving);
  if (!network || !ids.length) return;
  const spread = (axis) => ids.map((id) => placeOf(id)[axis]).sort((a, b) => a - b);
  const [xs, ys] = [spread('x'), spread('y')];
  const cut = ids.length > 60 ? Math.floor(ids.length / 100) : 0;
  const [left, right, top, bottom] = [
    xs[cut],
    xs[xs.length - 1 - cut],
    ys[cut],
    ys[ys.length - 1 - cut],
  ];
  const box = document.getElementById('picture');
  // In rings names stand outside.
  const margin = rings ? Math.min(190, box.clientWidth / 4) : Math.min(110, box.clientWidth / 6);
  const below = coveredBelow();
  const scale = Math.max(
    0.05,
    Math.min(
      1.6,
      (box.clientWidth - 1.5 * margin) / (right - left + 40),
      (box.clientHeight - below - COVERED_ABOVE - 40) / (bottom - top + 40),
    ),
  );
  network.moveTo({
    position: {
      x: (left + right) / 2,
      y: (top + bottom) / 2 + (below - COVERED_ABOVE) / 2 / scale,
    },
    scale,
    animation: moving && !calm.matches ? { duration: 350, easingFunction: 'easeInOutQuad' } : false,
  });
}

/* Paper is light and has another shape: all of the picture is shown, then again what was. */
let onScreen = null;
function fitPaper({ matches }) {
  if (matches) onScreen = { position: network.getViewPosition(), scale: network.getScale() };
  draw(scene, true);
  network.setSize('100%', '100%');
  network.redraw();
  if (matches) fit([...scene.nodes], false);
  else network.moveTo({ ...onScreen, animation: false });
}

/* The banner lies over the upper edge. */
const COVERED_ABOVE = 44;

/* On a narrow screen the panel lies over the lower part of the picture. */
function coveredBelow() {
  const panel = byId('detail');
  return getComputedStyle(panel).position === 'absolute' ? panel.offsetHeight : 0;
}
