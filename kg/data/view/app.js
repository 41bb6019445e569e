/* Start, and the door for tests and scripts. */

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

function restore() {
  readHash(location.hash.slice(1));
  applyTheme();
  refresh(true);
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
  const near = state.node !== null && !state.hops ? neighbourhoodOf(state.node) : scene.nodes;
  fit(
    [...near].filter((id) => scene.nodes.has(id)),
    false,
  );
  afterChange();
  document.addEventListener('keydown', keys);
  window.addEventListener('resize', noteCovered);
  onPaper.addEventListener('change', fitPaper);
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
