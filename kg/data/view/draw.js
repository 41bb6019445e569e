/* The picture: vis-network draws nodes and edges, this file the labels and highlights.

   `network.body` is vis-network's own model. It is used with care: the version is pinned
   by pyvis. */

const PALETTE = {
  person: ['#d9704f', '#ee8d6c'],
  organisation: ['#3e78c2', '#6ea3ea'],
  initiative: ['#2f9479', '#4fbf9f'],
  place: ['#a9862f', '#d6b14f'],
};
/* Ten colours at most: more cannot be told apart (ipysigma holds to the same). */
const SPARE = [
  ['#3e78c2', '#6ea3ea'],
  ['#d9704f', '#ee8d6c'],
  ['#2f9479', '#4fbf9f'],
  ['#8a5fb5', '#b48be0'],
  ['#a9862f', '#d6b14f'],
  ['#c2557d', '#e883a8'],
  ['#4b8ea8', '#76bcd6'],
  ['#6d8b35', '#a0c05e'],
  ['#9a6a4f', '#c79a7f'],
];
const GREY = ['#8b919c', '#8f96a3'];
const LINES = {
  stated: ['#66748f', '#8794b0'],
  negated: ['#c0453c', '#f0857c'],
  possible: ['#b07a16', '#dba94a'],
  together: ['#c9ccd3', '#3d434e'],
};
const INK = {
  text: ['#232833', '#e8eaee'],
  soft: ['#5d6675', '#a3abb8'],
  paper: ['#fbfaf8', '#15171c'],
};

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
let themeChosen = '';
const theme = () => (themeChosen ? Number(themeChosen === 'dark') : Number(darkScheme.matches));
const hue = (pair) => pair[theme()];

/* The graph's own colours are kept where they mean the kind or the community. */
function ownColours(meaning) {
  const found = new Map();
  for (const node of NODES) {
    const key = meaning(node);
    if (!node.color || (found.has(key) && found.get(key) !== node.color)) return null;
    found.set(key, node.color);
  }
  const distinct = new Set(found.values()).size;
  return distinct && distinct <= 11 && distinct >= Math.min(2, found.size) ? found : null;
}
/* On a dark ground the same hue, a little nearer to white. */
function lighter(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(part + (255 - part) * 0.22)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
const kindColours = PAGE.kinds.map(
  (kind, place) => PALETTE[kind] || SPARE[(place + 3) % SPARE.length],
);
const communityOrder = [...totals.communities]
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  .map(([name]) => name);
const communityColours = new Map(communityOrder.map((name, place) => [name, SPARE[place] || GREY]));
const ownKinds = ownColours((node) => node.kind);
const ownCommunities = ownKinds ? null : ownColours((node) => node.community);
if (ownKinds)
  ownKinds.forEach((colour, kind) => {
    kindColours[kind] = [colour, lighter(colour)];
  });
if (ownCommunities)
  ownCommunities.forEach((colour, community) =>
    communityColours.set(community, [colour, lighter(colour)]),
  );
const colourBy = () => state.colour || 'kind';
const colourOf = (node) =>
  hue(colourBy() === 'kind' ? kindColours[node.kind] : communityColours.get(node.community));

const measures = {
  given: { name: 'importance', of: null },
  mentions: { name: 'mentions', of: (node) => node.mentions },
  documents: { name: 'documents', of: (node) => node.documents },
  relations: {
    name: 'stated relations',
    of: (node) => rowsOf[node.id].filter((row) => row.stated).length,
  },
};
function radii() {
  const { of } = measures[state.size];
  if (!of) return NODES.map((node) => node.size);
  const values = NODES.map((node) => Math.sqrt(of(node)));
  const most = Math.max(1, ...values.slice(0, 5000));
  return values.map((value) => 5 + 19 * Math.min(1, value / most));
}
let radius = radii();

const shownNodes = new vis.DataSet();
const shownPairs = new vis.DataSet();
let network = null;
let scene = { nodes: new Set(), pairs: [], rows: [], rowsOfPair: new Map() };
let hovered = null;
let firstPicture = null;

/* The same radius gives the same area in every shape. */
const AREA = { dot: 1, square: 0.89, diamond: 1.25, triangle: 1.15 };

function nodeStyle(node) {
  return {
    id: node.id,
    x: node.x,
    y: node.y,
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
      opacity: scene.pairs.length > 400 ? 0.5 : 0.8,
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
  if (!network || !ids.length) return;
  const spread = (axis) => ids.map((id) => NODES[id][axis]).sort((a, b) => a - b);
  const [xs, ys] = [spread('x'), spread('y')];
  const cut = ids.length > 60 ? Math.floor(ids.length / 100) : 0;
  const [left, right, top, bottom] = [
    xs[cut],
    xs[xs.length - 1 - cut],
    ys[cut],
    ys[ys.length - 1 - cut],
  ];
  const box = document.getElementById('picture');
  const margin = Math.min(90, box.clientWidth / 6);
  const covered = coveredBelow();
  const scale = Math.max(
    0.05,
    Math.min(
      1.6,
      (box.clientWidth - 1.5 * margin) / (right - left + 60),
      (box.clientHeight - covered - margin) / (bottom - top + 60),
    ),
  );
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale },
    scale,
    animation: moving && !calm.matches ? { duration: 350, easingFunction: 'easeInOutQuad' } : false,
  });
}

/* On a narrow screen the panel lies over the lower part of the picture. */
function coveredBelow() {
  const panel = byId('detail');
  return getComputedStyle(panel).position === 'absolute' ? panel.offsetHeight : 0;
}

/* What stands out: the path, the chosen or else the pointed-at thing with its surroundings. */
function emphasis() {
  if (state.path) return alongPath(state.path);
  if (state.pair)
    return { nodes: new Set(state.pair), pairs: pairsBetween(...state.pair), strong: true };
  if (state.node !== null) return star(state.node, true);
  if (hovered && hovered.node !== undefined) return star(hovered.node, false);
  if (hovered && hovered.pair !== undefined) {
    const { ends } = PAIRS[hovered.pair];
    return { nodes: new Set(ends), pairs: [hovered.pair], strong: false };
  }
  return null;
}
function star(node, strong) {
  const pairs = scene.pairs.filter(({ pair }) => pair.ends.includes(node));
  return {
    nodes: new Set([node, ...pairs.flatMap(({ pair }) => pair.ends)]),
    pairs: pairs.map(({ pair }) => pair.id),
    strong,
    centre: node,
  };
}
function pairsBetween(a, b) {
  const ends = [Math.min(a, b), Math.max(a, b)];
  return [0, 1]
    .map((stated) => pairOf.get(`${ends[0]}-${ends[1]}-${stated}`))
    .filter((pair) => pair && scene.rowsOfPair.has(pair.id))
    .map((pair) => pair.id);
}
function alongPath(path) {
  const pairs = path.slice(1).flatMap((id, place) => pairsBetween(path[place], id));
  return { nodes: new Set(path), pairs, strong: true };
}

/* After vis-network has drawn: fade the rest, draw again what matters, then the labels. */
function decorate(ctx) {
  const focus = emphasis();
  const { body } = network;
  specks(ctx, scene.nodes);
  if (focus) {
    veil(ctx, state.hops || !focus.strong ? 0.6 : theme() ? 0.78 : 0.86);
    focus.pairs
      .filter((id) => !PAIRS[id].stated)
      .forEach((id) =>
        thread(
          ctx,
          PAIRS[id].ends.map((end) => body.nodes[end]),
        ),
      );
    const edges = focus.pairs
      .filter((id) => PAIRS[id].stated)
      .map((id) => body.edges[id])
      .filter(Boolean);
    edges.forEach((edge) => edge.draw(ctx));
    edges.forEach((edge) => edge.drawArrows(ctx));
    for (const id of focus.nodes) if (body.nodes[id]) body.nodes[id].draw(ctx);
    specks(ctx, focus.nodes);
    if (focus.centre !== undefined) ring(ctx, focus.centre);
    if (state.pair) state.pair.forEach((id) => ring(ctx, id));
    if (state.path)
      [state.path[0], state.path[state.path.length - 1]].forEach((id) => ring(ctx, id));
  }
  const { scale, translation } = body.view;
  const ratio = network.canvas.pixelRatio;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const box = network.canvas.frame.canvas;
  paintLabels(
    ctx,
    labels(ctx, focus, { scale, translation, width: box.clientWidth, height: box.clientHeight }),
  );
  ctx.restore();
  if (firstPicture === null && shownNodes.length) firstPicture = performance.now();
}

/* Marks and lines follow the zoom at half its pace (as in sigma.js): from afar they stay
   visible, and close by, crowded ones come apart. */
function adapt() {
  const { body } = network;
  const { scale } = body.view;
  const grow = scale < 1 ? Math.min(2.4, scale ** -0.5) : scale ** -0.4;
  for (const id of scene.nodes) {
    const node = body.nodes[id];
    const size = radius[id] * AREA[NODES[id].shape] * grow;
    if (node && node.options.size !== size) {
      node.options.size = size;
      node.shape.refreshNeeded = true;
    }
  }
  for (const { pair } of scene.pairs) {
    const edge = body.edges[pair.id];
    if (!edge) continue;
    edge.options.width = widthOf[pair.id] * grow;
    if (!pair.stated) continue;
    edge.options.arrows.to.scaleFactor = ARROW * grow;
    edge.options.arrows.from.scaleFactor = ARROW * grow;
  }
}

/* Nodes that zooming out would make invisible get a least size on the screen. */
const SPECK = 2.6;
function specks(ctx, ids) {
  const least = SPECK / network.body.view.scale;
  const byColour = new Map();
  for (const id of ids) {
    if (!network.body.nodes[id] || network.body.nodes[id].options.size > 1.2 * least) continue;
    const colour = colourOf(NODES[id]);
    if (!byColour.has(colour)) byColour.set(colour, []);
    byColour.get(colour).push(network.body.nodes[id]);
  }
  for (const [colour, nodes] of byColour) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (const node of nodes) {
      ctx.moveTo(node.x + least, node.y);
      ctx.arc(node.x, node.y, least, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
}

function veil(ctx, strength) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = strength;
  ctx.fillStyle = hue(INK.paper);
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
}

function thread(ctx, [a, b]) {
  if (!a || !b) return;
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.lineTo(b.x, b.y);
  ctx.lineWidth = 1 / network.body.view.scale;
  ctx.strokeStyle = `${hue(INK.soft)}80`;
  ctx.stroke();
}

function ring(ctx, id) {
  const node = network.body.nodes[id];
  if (!node) return;
  const pixel = 1 / network.body.view.scale;
  ctx.beginPath();
  ctx.arc(node.x, node.y, node.options.size + 5 * pixel, 0, 2 * Math.PI);
  ctx.lineWidth = 2 * pixel;
  ctx.strokeStyle = colourOf(NODES[id]);
  ctx.stroke();
}
