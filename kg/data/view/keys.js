/* Mouse and keys. */

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
