/* Where entities are drawn: at their places in the graph's own layout, or, where only the
   surroundings of one entity are shown, in rings around it. */

const RINGED_AT_MOST = 90;
const RING = 150;
const ROOM_ON_RING = 40;
/* As wide for its height as the picture is, without the room for names at its sides. */
function ringWidth() {
  const box = byId('picture');
  const high = box.clientHeight - coveredBelow() - 84;
  return Math.max(0.8, Math.min(1.6, (box.clientWidth * 0.65) / Math.max(1, high)));
}

let rings = null;
const placeOf = (id) => (rings && rings.get(id)) || { x: NODES[id].x, y: NODES[id].y };

/* Choose the arrangement for the scene; tell whether entities have to move for it. */
function arrange() {
  const before = rings;
  const few = scene.nodes.size > 1 && scene.nodes.size <= RINGED_AT_MOST;
  rings = state.hops && few && scene.nodes.has(state.node) ? ringsAround(state.node) : null;
  return Boolean(before || rings);
}

/* Every entity on the ring of its distance, next to the one that leads to it. */
function ringsAround(centre) {
  const children = treeFrom(centre);
  const leaves = new Map();
  for (const id of [...children.keys()].reverse())
    leaves.set(id, children.get(id).reduce((sum, child) => sum + leaves.get(child), 0) || 1);
  const turns = new Map([[centre, { depth: 0, from: 0, to: 2 * Math.PI }]]);
  for (const [id, { depth, from, to }] of turns) {
    let at = from;
    for (const child of children.get(id)) {
      const end = at + ((to - from) * leaves.get(child)) / leaves.get(id);
      turns.set(child, { depth: depth + 1, from: at, to: end });
      at = end;
    }
  }
  const onRing = tally([...turns.values()].map(({ depth }) => depth));
  const first = NODES[children.get(centre)[0] ?? centre];
  const start = Math.atan2(first.y - NODES[centre].y, first.x - NODES[centre].x);
  const order = new Map();
  const wide = ringWidth();
  return new Map(
    [...turns].map(([id, { depth, from, to }]) => {
      order.set(depth, (order.get(depth) || 0) + 1);
      const many = onRing.get(depth) > 14;
      const reach =
        Math.max(RING * depth, (onRing.get(depth) * ROOM_ON_RING) / (2 * Math.PI)) *
        (many && order.get(depth) % 2 ? 1.22 : 1);
      const turn = start + (from + to) / 2;
      // More of them to the sides, where names do not get in each other's way.
      const angle = turn - 0.28 * Math.sin(2 * turn);
      return [
        id,
        { x: depth && wide * reach * Math.cos(angle), y: depth && reach * Math.sin(angle) },
      ];
    }),
  );
}

/* The tree of shortest ways from an entity; children in the order of their own angles. */
function treeFrom(centre) {
  const next = new Map([...scene.nodes].map((id) => [id, []]));
  for (const { pair } of scene.pairs) {
    const [a, b] = pair.ends;
    next.get(a).push(b);
    next.get(b).push(a);
  }
  const { x, y } = NODES[centre];
  const angle = (id) => Math.atan2(NODES[id].y - y, NODES[id].x - x);
  const seen = new Set([centre]);
  const children = new Map();
  for (const id of seen) {
    const fresh = [...new Set(next.get(id))].filter((to) => !seen.has(to));
    fresh.sort((a, b) => angle(a) - angle(b) || a - b).forEach((to) => seen.add(to));
    children.set(id, fresh);
  }
  return children;
}

/* Let what is drawn glide to its place. */
let gliding = 0;
function moveToPlaces() {
  if (!network) return;
  cancelAnimationFrame(gliding);
  const moves = [...scene.nodes].map((id) => {
    const node = network.body.nodes[id];
    return { node, from: { x: node.x, y: node.y }, to: placeOf(id) };
  });
  const start = performance.now();
  const step = (now) => {
    const part = calm.matches ? 1 : Math.min(1, Math.max(0, (now - start) / 350));
    const eased = part * part * (3 - 2 * part);
    for (const { node, from, to } of moves) {
      node.x = from.x + (to.x - from.x) * eased;
      node.y = from.y + (to.y - from.y) * eased;
    }
    network.redraw();
    if (part < 1) gliding = requestAnimationFrame(step);
  };
  step(start);
}
