/* What stands out: drawn over the picture of vis-network, the rest faded behind it. */

/* What stands out: the path, the chosen or else the pointed-at thing with its surroundings. */
function emphasis() {
  if (state.path) return alongPath(state.path);
  if (state.pair)
    return { nodes: new Set(state.pair), pairs: pairsBetween(...state.pair), strong: true };
  if (state.node !== null && !(state.hops && hovered)) return star(state.node, true);
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
  specks(ctx, scene.nodes);
  if (focus) drawFocus(ctx, focus);
  const ratio = network.canvas.pixelRatio;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintLabels(ctx, labels(ctx, focus, viewNow(coveredBoxes)));
  ctx.restore();
  if (firstPicture === null && shownNodes.length) firstPicture = performance.now();
}

function drawFocus(ctx, focus) {
  const { nodes, edges } = network.body;
  // What lies around a chosen entity is all that is shown then: nothing to fade.
  if (!state.hops || !focus.strong) veil(ctx, focus.strong ? (theme() ? 0.78 : 0.86) : 0.6);
  const [stated, together] = [1, 0].map((kind) =>
    focus.pairs.filter((id) => PAIRS[id].stated === kind && edges[id]),
  );
  for (const id of together)
    thread(
      ctx,
      PAIRS[id].ends.map((end) => nodes[end]),
    );
  stated.forEach((id) => edges[id].draw(ctx));
  stated.forEach((id) => edges[id].drawArrows(ctx));
  for (const id of focus.nodes) if (nodes[id]) nodes[id].draw(ctx);
  specks(ctx, focus.nodes);
  const ends = state.path && [state.path[0], state.path[state.path.length - 1]];
  for (const id of ends || state.pair || [focus.centre]) if (nodes[id]) halo(ctx, nodes[id]);
}

/* The part of the plane that is on the screen, for the labels. */
function viewNow(taken) {
  const { scale, translation } = network.body.view;
  const { clientWidth: width, clientHeight: height } = network.canvas.frame.canvas;
  const view = { scale, translation, width, height, taken };
  view.pointOf = (id) => spotOf(network.body.nodes[id], view);
  return view;
}

/* Banner and zoom buttons lie over the picture: no label goes beneath them. */
let coveredBoxes = [];
function noteCovered() {
  const from = byId('picture').getBoundingClientRect();
  coveredBoxes = ['banner', 'zoom'].map((id) => {
    const box = byId(id).getBoundingClientRect();
    return {
      x1: box.left - from.left - 4,
      x2: box.right - from.left + 4,
      y1: box.top - from.top - 2,
      y2: box.bottom - from.top + 2,
    };
  });
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

function halo(ctx, node) {
  const pixel = 1 / network.body.view.scale;
  ctx.beginPath();
  ctx.arc(node.x, node.y, node.options.size + 5 * pixel, 0, 2 * Math.PI);
  ctx.lineWidth = 2 * pixel;
  ctx.strokeStyle = colourOf(NODES[node.id]);
  ctx.stroke();
}
