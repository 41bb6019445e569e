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
    totals.documents.size > 0 &&
      section('Documents', documentControls(), totals.documents.size <= 8),
    section('Picture', pictureControls(), false),
    el(
      'div',
      { class: 'side-foot' },
      button('Reset filters', resetFilters, { class: 'soft', id: 'reset' }),
    ),
  );
  [...side.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .forEach((node) => node.remove());
}

function toggle(set, item, shown) {
  if (shown) set.delete(item);
  else set.add(item);
  refresh();
}

function kindList() {
  const list = PAGE.kinds.map((kind, place) =>
    check(kindMany(kind), !state.hideKinds.has(place), (on) => toggle(state.hideKinds, place, on), {
      count: totals.kinds.get(place) || 0,
      mark: swatch(shapeOf(place), colourBy() === 'kind' ? hue(kindColours[place]) : hue(GREY)),
    }),
  );
  const by = el(
    'select',
    {
      id: 'colour-by',
      onchange: () => {
        state.colour = by.value === 'kind' ? '' : by.value;
        refresh(true);
      },
    },
    el('option', { value: 'kind' }, 'kind'),
    el('option', { value: 'community' }, 'community'),
  );
  by.value = colourBy();
  const pick = communityOrder.length > 1 && el('label', { class: 'field' }, 'Colour by', by);
  return el(
    'div',
    {},
    el('fieldset', {}, el('legend', { class: 'unseen' }, 'Kinds of entity'), list),
    pick,
    colourBy() === 'community' && communityList(),
  );
}
const shapeOf = (kind) => (NODES.find((node) => node.kind === kind) || { shape: 'dot' }).shape;

function communityList() {
  const leader = new Map();
  for (const node of NODES) if (!leader.has(node.community)) leader.set(node.community, node.label);
  const list = communityOrder.slice(0, SPARE.length).map((community) =>
    check(
      ['around ', name(leader.get(community))],
      !state.communities.size || state.communities.has(community),
      () => {
        if (!state.communities.size) communityOrder.forEach((item) => state.communities.add(item));
        if (state.communities.has(community)) state.communities.delete(community);
        else state.communities.add(community);
        if (state.communities.size === communityOrder.length) state.communities.clear();
        refresh();
      },
      {
        count: totals.communities.get(community),
        mark: swatch('dot', hue(communityColours.get(community))),
      },
    ),
  );
  return el(
    'fieldset',
    { class: 'inner' },
    el('legend', { class: 'unseen' }, 'Communities'),
    list,
    communityOrder.length > SPARE.length &&
      el(
        'p',
        { class: 'muted small' },
        `${plural(communityOrder.length - SPARE.length, 'smaller community', 'smaller communities')} in grey`,
      ),
  );
}

function relationList() {
  const known = [...totals.relations].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const line = ([relation, count]) =>
    check(
      relationTitle(relation),
      !state.hideRelations.has(relation),
      (on) => toggle(state.hideRelations, relation, on),
      { count },
    );
  const rest = el('div', { class: 'inner' }, known.slice(8).map(line));
  const all = (on) => {
    known.forEach(([relation]) =>
      on ? state.hideRelations.delete(relation) : state.hideRelations.add(relation),
    );
    refresh(false, true);
  };
  const strength = rangeField('Association at least', {
    min: 0,
    max: STRONGEST,
    step: STRONGEST / 50 || 0.1,
    value: state.strength,
    show: (value) => value.toFixed(2),
    change: (value) => {
      state.strength = value;
    },
  });
  return el(
    'div',
    {},
    totals.stated > 0 &&
      check(
        'Stated',
        state.stated,
        (on) => {
          state.stated = on;
          refresh();
        },
        {
          count: totals.stated,
          mark: lineSample('stated'),
          title: 'A sentence says how the two are related',
        },
      ),
    known.length > 1 &&
      el(
        'fieldset',
        { class: 'inner relations-of' },
        el('legend', { class: 'unseen' }, 'Stated relations'),
        known.slice(0, 8).map(line),
        known.length > 8 &&
          el(
            'details',
            {
              class: 'more',
              open: known.slice(8).some(([relation]) => state.hideRelations.has(relation)),
            },
            el('summary', { class: 'link' }, `${known.length - 8} more`),
            rest,
          ),
        el(
          'p',
          { class: 'all-none small' },
          button('all', () => all(true), { class: 'link', 'aria-label': 'all stated relations' }),
          ' · ',
          button('none', () => all(false), {
            class: 'link',
            'aria-label': 'none of the stated relations',
          }),
        ),
      ),
    totals.together > 0 &&
      check(
        'Named together',
        state.together,
        (on) => {
          state.together = on;
          refresh();
        },
        {
          count: totals.together,
          mark: lineSample('together'),
          title: 'The two share a sentence; nothing is said of how they are related',
        },
      ),
    totals.together > 0 && STRONGEST > 0 && strength,
  );
}
const relationTitle = (relation) =>
  PAGE.relations[relation][0] === 'stated' ? 'other statements' : PAGE.relations[relation][1];

function statusList() {
  const words = ['Asserted', 'Negated', 'Possible'];
  const marks = ['stated', 'negated', 'possible'];
  return el(
    'fieldset',
    {},
    el('legend', { class: 'unseen' }, 'Certainty of stated relations'),
    words.map((word, status) =>
      check(word, !state.hideStatuses.has(status), (on) => toggle(state.hideStatuses, status, on), {
        count: totals.statuses.get(status) || 0,
        mark: lineSample(marks[status]),
      }),
    ),
  );
}

function strengthControls() {
  const most = Math.min(
    20,
    ROWS.reduce((high, row) => Math.max(high, row.count), 1),
  );
  return el(
    'div',
    {},
    rangeField('Sentences at least', {
      min: 1,
      max: Math.max(2, most),
      step: 1,
      value: state.sentences,
      show: String,
      change: (value) => {
        state.sentences = value;
      },
    }),
    rangeField('Entities at most', {
      min: Math.min(10, NODES.length),
      max: Math.max(2, Math.min(DRAWN_AT_MOST, NODES.length)),
      step: 10,
      value: Math.min(state.limit, NODES.length),
      show: number,
      change: (value) => {
        state.limit = value;
      },
    }),
  );
}

function documentControls() {
  const list = [...totals.documents].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const holder = el('fieldset', { class: 'papers' });
  const fill = (query) => {
    const wanted = folded(query);
    const found = list.filter(
      ([paper]) =>
        state.documents.has(paper) ||
        !wanted ||
        folded(PAGE.documents[paper].slice(0, 2).join(' ')).includes(wanted),
    );
    holder.replaceChildren(
      el('legend', { class: 'unseen' }, 'Documents'),
      ...found.slice(0, 40).map(([paper, count]) =>
        check(
          name(PAGE.documents[paper][1] || paperName(PAGE.documents[paper][0])),
          state.documents.has(paper),
          (on) => {
            if (on) state.documents.add(paper);
            else state.documents.delete(paper);
            refresh();
          },
          { count, title: PAGE.documents[paper][0] },
        ),
      ),
    );
    if (found.length > 40)
      holder.append(
        el('p', { class: 'muted small' }, `${number(found.length - 40)} more: narrow them by name`),
      );
  };
  fill('');
  const find = el('input', {
    type: 'search',
    placeholder: 'Narrow the list',
    'aria-label': 'Narrow the list of documents',
    oninput: () => fill(find.value),
  });
  return el(
    'div',
    {},
    el(
      'p',
      { class: 'muted small' },
      state.documents.size ? '' : 'All are used until you choose some.',
    ),
    list.length > 8 && find,
    holder,
  );
}

function pictureControls() {
  const size = el(
    'select',
    {
      onchange: () => {
        state.size = size.value;
        radius = radii();
        refresh(true);
      },
    },
    Object.entries(measures).map(([key, { name: words }]) => el('option', { value: key }, words)),
  );
  size.value = state.size;
  return el(
    'div',
    {},
    el('label', { class: 'field' }, 'Size by', size),
    check('Entities without a link', state.unlinked, (on) => {
      state.unlinked = on;
      refresh();
    }),
    check('Only the largest connected part', state.largest, (on) => {
      state.largest = on;
      refresh();
    }),
  );
}
