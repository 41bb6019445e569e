/* The left-hand panel: search, legend and filters. */

function buildControls() {
  const side = byId('filters');
  side.replaceChildren(
    searchBox(),
    section('Kinds', kindList(), true),
    section('Relations', relationList(), true),
    section('Certainty', statusList(), true),
    section('Strength', strengthControls(), true),
    totals.dates.length > 0 && section('Dates', dateControls(), true),
    totals.documents.size > 0 && section('Documents', documentControls(), totals.documents.size <= 8),
    section('Picture', pictureControls(), false),
    el('div', { class: 'side-foot' }, button('Reset filters', resetFilters, { class: 'soft', id: 'reset' })),
  );
  [...side.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).forEach((node) => node.remove());
}

const section = (title, content, open) => el('details', { class: 'section', open }, el('summary', {}, el('h2', {}, title)), content);

function check(label, on, change, extra = {}) {
  const box = el('input', { type: 'checkbox', checked: on, onchange: () => change(box.checked) });
  const { count, mark, title } = extra;
  return el('label', { class: 'check', title }, box, mark, el('span', { class: 'check-name' }, label), count !== undefined && el('span', { class: 'count' }, number(count)));
}

function toggle(set, item, shown) {
  if (shown) set.delete(item); else set.add(item);
  refresh();
}

function kindList() {
  const list = PAGE.kinds.map((kind, place) => check(kindMany(kind), !state.hideKinds.has(place), (on) => toggle(state.hideKinds, place, on),
    { count: totals.kinds.get(place) || 0, mark: swatch(shapeOf(place), colourBy() === 'kind' ? hue(kindColours[place]) : hue(GREY)) }));
  const by = el('select', { id: 'colour-by', onchange: () => { state.colour = by.value === 'kind' ? '' : by.value; refresh(true); } },
    el('option', { value: 'kind' }, 'kind'), el('option', { value: 'community' }, 'community'));
  by.value = colourBy();
  const pick = communityOrder.length > 1 && el('label', { class: 'field' }, 'Colour by', by);
  return el('div', {}, el('fieldset', {}, el('legend', { class: 'unseen' }, 'Kinds of entity'), list), pick, colourBy() === 'community' && communityList());
}
const shapeOf = (kind) => (NODES.find((node) => node.kind === kind) || { shape: 'dot' }).shape;

function communityList() {
  const leader = new Map();
  for (const node of NODES) if (!leader.has(node.community)) leader.set(node.community, node.label);
  const list = communityOrder.slice(0, SPARE.length).map((community) => check(['around ', name(leader.get(community))], !state.communities.size || state.communities.has(community), () => {
    if (!state.communities.size) communityOrder.forEach((item) => state.communities.add(item));
    if (state.communities.has(community)) state.communities.delete(community); else state.communities.add(community);
    if (state.communities.size === communityOrder.length) state.communities.clear();
    refresh();
  }, { count: totals.communities.get(community), mark: swatch('dot', hue(communityColours.get(community))) }));
  return el('fieldset', { class: 'inner' }, el('legend', { class: 'unseen' }, 'Communities'), list,
    communityOrder.length > SPARE.length && el('p', { class: 'muted small' }, `${plural(communityOrder.length - SPARE.length, 'smaller community', 'smaller communities')} in grey`));
}

function relationList() {
  const known = [...totals.relations].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const line = ([relation, count]) => check(relationTitle(relation), !state.hideRelations.has(relation), (on) => toggle(state.hideRelations, relation, on), { count });
  const rest = el('div', { class: 'inner' }, known.slice(8).map(line));
  const all = (on) => { known.forEach(([relation]) => (on ? state.hideRelations.delete(relation) : state.hideRelations.add(relation))); refresh(false, true); };
  const strength = rangeField('Association at least', { min: 0, max: STRONGEST, step: STRONGEST / 50 || 0.1, value: state.strength, show: (value) => value.toFixed(2), change: (value) => { state.strength = value; } });
  return el('div', {},
    totals.stated > 0 && check('Stated', state.stated, (on) => { state.stated = on; refresh(); }, { count: totals.stated, mark: lineSample('stated'), title: 'A sentence says how the two are related' }),
    known.length > 1 && el('fieldset', { class: 'inner relations-of' }, el('legend', { class: 'unseen' }, 'Stated relations'), known.slice(0, 8).map(line),
      known.length > 8 && el('details', { class: 'more', open: known.slice(8).some(([relation]) => state.hideRelations.has(relation)) }, el('summary', { class: 'link' }, `${known.length - 8} more`), rest),
      el('p', { class: 'all-none small' }, button('all', () => all(true), { class: 'link', 'aria-label': 'all stated relations' }), ' · ', button('none', () => all(false), { class: 'link', 'aria-label': 'none of the stated relations' }))),
    totals.together > 0 && check('Named together', state.together, (on) => { state.together = on; refresh(); }, { count: totals.together, mark: lineSample('together'), title: 'The two share a sentence; nothing is said of how they are related' }),
    totals.together > 0 && STRONGEST > 0 && strength);
}
const relationTitle = (relation) => (PAGE.relations[relation][0] === 'stated' ? 'other statements' : PAGE.relations[relation][1]);

function statusList() {
  const words = ['Asserted', 'Negated', 'Possible'];
  const marks = ['stated', 'negated', 'possible'];
  return el('fieldset', {}, el('legend', { class: 'unseen' }, 'Certainty of stated relations'), words.map((word, status) => check(word, !state.hideStatuses.has(status),
    (on) => toggle(state.hideStatuses, status, on), { count: totals.statuses.get(status) || 0, mark: lineSample(marks[status]) })));
}

function rangeField(label, { min, max, step, value, show, change }) {
  const out = el('span', { class: 'count' }, show(value));
  const input = el('input', { type: 'range', min, max, step, value, oninput: () => { out.textContent = show(Number(input.value)); change(Number(input.value)); refreshSoon(); } });
  return el('label', { class: 'field range' }, el('span', {}, label), out, input);
}

function strengthControls() {
  const most = Math.min(20, ROWS.reduce((high, row) => Math.max(high, row.count), 1));
  return el('div', {},
    rangeField('Sentences at least', { min: 1, max: Math.max(2, most), step: 1, value: state.sentences, show: String, change: (value) => { state.sentences = value; } }),
    rangeField('Entities at most', { min: Math.min(10, NODES.length), max: Math.max(2, Math.min(DRAWN_AT_MOST, NODES.length)), step: 10, value: Math.min(state.limit, NODES.length), show: number, change: (value) => { state.limit = value; } }));
}

/* --- dates: a histogram of the dated sentences, with a handle at either end ---------- */

function bins() {
  const [first, last] = [totals.dates[0], totals.dates[totals.dates.length - 1]];
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4));
  const size = years > 4 ? 4 : 7;
  const keys = [];
  for (let key = first.slice(0, size); key <= last.slice(0, size) && keys.length < 600; key = after(key)) keys.push(key);
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
  const at = (date, missing) => { const place = date ? all.findIndex((bin) => bin.key >= date.slice(0, bin.key.length)) : missing; return place < 0 ? last : place; };
  const bars = all.map((bin, place) => svg('rect', { x: place + 0.08, y: 30 - 30 * Math.sqrt(bin.count / most), width: 0.84, height: 30 * Math.sqrt(bin.count / most) }));
  const chart = svg('svg', { viewBox: `0 0 ${all.length} 30`, preserveAspectRatio: 'none', class: 'bars', 'aria-hidden': 'true' }, ...bars);
  const words = el('span', { class: 'count' });
  const handle = (label, value) => el('input', { type: 'range', min: 0, max: last, step: 1, value, 'aria-label': label, oninput: () => moved() });
  const [low, high] = [handle('First date', at(state.from, 0)), handle('Last date', at(state.to, last))];
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
  const binAt = (event) => { const box = chart.getBoundingClientRect(); return Math.max(0, Math.min(last, Math.floor((event.clientX - box.left) / box.width * all.length))); };
  let anchor = null;
  chart.addEventListener('pointerdown', (event) => { anchor = binAt(event); chart.setPointerCapture(event.pointerId); low.value = anchor; high.value = anchor; moved(); });
  chart.addEventListener('pointermove', (event) => { if (anchor === null) return; const to = binAt(event); low.value = Math.min(anchor, to); high.value = Math.max(anchor, to); moved(); });
  chart.addEventListener('pointerup', () => { anchor = null; });
  chart.addEventListener('dblclick', () => { low.value = 0; high.value = last; moved(); });
  paint();
  return el('div', { class: 'dates' }, el('div', { class: 'field range' }, el('span', {}, 'Dated sentences'), words), chart, el('div', { class: 'handles' }, low, high),
    check('Keep what has no date', state.undated, (on) => { state.undated = on; refresh(); }));
}

function documentControls() {
  const list = [...totals.documents].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const holder = el('fieldset', { class: 'papers' });
  const fill = (query) => {
    const wanted = folded(query);
    const found = list.filter(([paper]) => state.documents.has(paper) || !wanted || folded(PAGE.documents[paper].slice(0, 2).join(' ')).includes(wanted));
    holder.replaceChildren(el('legend', { class: 'unseen' }, 'Documents'), ...found.slice(0, 40).map(([paper, count]) => check(name(PAGE.documents[paper][1] || paperName(PAGE.documents[paper][0])), state.documents.has(paper),
      (on) => { if (on) state.documents.add(paper); else state.documents.delete(paper); refresh(); }, { count, title: PAGE.documents[paper][0] })));
    if (found.length > 40) holder.append(el('p', { class: 'muted small' }, `${number(found.length - 40)} more: narrow them by name`));
  };
  fill('');
  const find = el('input', { type: 'search', placeholder: 'Narrow the list', 'aria-label': 'Narrow the list of documents', oninput: () => fill(find.value) });
  return el('div', {}, el('p', { class: 'muted small' }, state.documents.size ? '' : 'All are used until you choose some.'), list.length > 8 && find, holder);
}

function pictureControls() {
  const size = el('select', { onchange: () => { state.size = size.value; radius = radii(); refresh(true); } }, Object.entries(measures).map(([key, { name: words }]) => el('option', { value: key }, words)));
  size.value = state.size;
  return el('div', {}, el('label', { class: 'field' }, 'Size by', size),
    check('Entities without a link', state.unlinked, (on) => { state.unlinked = on; refresh(); }),
    check('Only the largest connected part', state.largest, (on) => { state.largest = on; refresh(); }));
}

/* --- search: a combobox with suggestions (WAI-ARIA pattern "list autocomplete") ------ */

function searchBox() {
  const list = el('ul', { class: 'suggestions', id: 'suggestions', role: 'listbox', 'aria-label': 'Matching entities', hidden: true });
  const input = el('input', { id: 'search', type: 'text', role: 'combobox', placeholder: 'Search names', 'aria-label': 'Search names and other names', 'aria-expanded': 'false', 'aria-controls': 'suggestions', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' });
  let found = [];
  let active = -1;
  const close = () => { list.hidden = true; active = -1; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const take = (id) => { close(); input.value = ''; openFilters(false); reveal(id); };
  const mark = (place) => {
    active = (place + found.length) % found.length;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === active)));
    input.setAttribute('aria-activedescendant', `suggestion-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  };
  const suggest = () => {
    found = search(input.value);
    list.replaceChildren(...found.map(({ id, alias }, place) => el('li', { role: 'option', id: `suggestion-${place}`, 'aria-selected': 'false', onpointerdown: (event) => { event.preventDefault(); take(id); } },
      kindSwatch(id), el('span', { class: 'check-name' }, name(nameOf(id)), alias && el('span', { class: 'muted' }, ' also ', name(alias))), el('span', { class: 'count' }, number(rowsOf[id].length)))));
    if (!found.length && input.value.trim()) list.append(el('li', { class: 'muted none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, 'No such name'));
    list.hidden = !input.value.trim();
    input.setAttribute('aria-expanded', String(!list.hidden));
    active = -1;
    if (found.length) mark(0);
  };
  input.addEventListener('input', suggest);
  input.addEventListener('focus', suggest);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && found.length) { event.preventDefault(); mark(active + 1); }
    else if (event.key === 'ArrowUp' && found.length) { event.preventDefault(); mark(active - 1); }
    else if (event.key === 'Enter' && found[active]) take(found[active].id);
    else if (event.key === 'Escape') { event.stopPropagation(); input.value = ''; close(); input.blur(); }
  });
  return el('div', { class: 'search' }, icon('search'), input, el('kbd', { 'aria-hidden': 'true' }, '/'), list, el('p', { class: 'asking', id: 'asking', hidden: true }));
}
