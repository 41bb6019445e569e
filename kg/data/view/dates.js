/* The timeline: a histogram of the dated sentences, to brush or to narrow from either end. */

function bins() {
  const [first, last] = [totals.dates[0], totals.dates[totals.dates.length - 1]];
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4));
  const size = years > 4 ? 4 : 7;
  const keys = [];
  for (
    let key = first.slice(0, size);
    key <= last.slice(0, size) && keys.length < 600;
    key = after(key)
  )
    keys.push(key);
  const counts = tally(totals.dates.map((date) => date.slice(0, size)));
  return keys.map((key) => ({ key, count: counts.get(key) || 0 }));
}
function after(key) {
  const [year, month] = key.split('-').map(Number);
  const pad = (value, width) => String(value).padStart(width, '0');
  if (!month) return pad(year + 1, 4);
  return month === 12 ? `${pad(year + 1, 4)}-01` : `${pad(year, 4)}-${pad(month + 1, 2)}`;
}

function dateControls() {
  const all = bins();
  const last = all.length - 1;
  const most = Math.max(...all.map((bin) => bin.count));
  const at = (date, missing) => {
    const place = date ? all.findIndex((bin) => bin.key >= date.slice(0, bin.key.length)) : missing;
    return place < 0 ? last : place;
  };
  const bars = all.map((bin, place) =>
    svg('rect', {
      x: place + 0.08,
      y: 30 - 30 * Math.sqrt(bin.count / most),
      width: 0.84,
      height: 30 * Math.sqrt(bin.count / most),
    }),
  );
  const chart = svg(
    'svg',
    {
      viewBox: `0 0 ${all.length} 30`,
      preserveAspectRatio: 'none',
      class: 'bars',
      'aria-hidden': 'true',
    },
    ...bars,
  );
  const words = el('span', { class: 'count' });
  const handle = (label, value) =>
    el('input', {
      type: 'range',
      min: 0,
      max: last,
      step: 1,
      value,
      'aria-label': label,
      oninput: () => moved(),
    });
  const [low, high] = [
    handle('First date', at(state.from, 0)),
    handle('Last date', at(state.to, last)),
  ];
  const paint = () => {
    const [a, b] = [Number(low.value), Number(high.value)].sort((x, y) => x - y);
    bars.forEach((bar, place) => bar.classList.toggle('out', place < a || place > b));
    words.textContent = all[a].key === all[b].key ? all[a].key : `${all[a].key} – ${all[b].key}`;
    low.setAttribute('aria-valuetext', all[a].key);
    high.setAttribute('aria-valuetext', all[b].key);
    return [a, b];
  };
  const moved = () => {
    const [a, b] = paint();
    state.from = a === 0 ? '' : all[a].key;
    state.to = b === last ? '' : all[b].key;
    refreshSoon();
  };
  const binAt = (event) => {
    const box = chart.getBoundingClientRect();
    return Math.max(
      0,
      Math.min(last, Math.floor(((event.clientX - box.left) / box.width) * all.length)),
    );
  };
  let anchor = null;
  chart.addEventListener('pointerdown', (event) => {
    anchor = binAt(event);
    chart.setPointerCapture(event.pointerId);
    low.value = anchor;
    high.value = anchor;
    moved();
  });
  chart.addEventListener('pointermove', (event) => {
    if (anchor === null) return;
    const to = binAt(event);
    low.value = Math.min(anchor, to);
    high.value = Math.max(anchor, to);
    moved();
  });
  chart.addEventListener('pointerup', () => {
    anchor = null;
  });
  chart.addEventListener('dblclick', () => {
    low.value = 0;
    high.value = last;
    moved();
  });
  paint();
  return el(
    'div',
    { class: 'dates' },
    el('div', { class: 'dates-words' }, el('h2', {}, 'Dates'), words),
    el('div', { class: 'brush' }, chart, el('div', { class: 'handles' }, low, high)),
    check(
      'undated too',
      state.undated,
      (on) => {
        state.undated = on;
        refresh();
      },
      { title: 'Keep sentences that have no date' },
    ),
  );
}
