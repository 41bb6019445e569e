/* The left-hand panel: search, legend and filters. */

function buildControls() {
  const sections = [
    searchBox(),
    PAGE.kinds.length > 0 && section('Kinds', kindList(), true),
    ROWS.length > 0 && section('Relations', relationList(), true),
    totals.stated > 0 && section('Certainty', statusList(), true),
    ROWS.length > 0 && section('How much', amountControls(), true),
    totals.documents.size > 0 &&
      section('Documents', documentControls(), totals.documents.size <= 20),
    communityOrder.length > 1 &&
      section('Communities', communityList(), colourBy() === 'community'),
    NODES.length > 0 && section('Picture', pictureControls(), false),
    NODES.length > 0 &&
      el(
        'div',
        { class: 'side-foot' },
        button('Reset filters', resetFilters, { class: 'soft', id: 'reset' }),
      ),
  ];
  byId('filters').replaceChildren(...sections.filter(Boolean));
  byId('timeline').replaceChildren(...(totals.dates.length ? [dateControls()] : []));
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
  return el('fieldset', {}, el('legend', { class: 'unseen' }, 'Kinds of entity'), list);
}
const shapeOf = (kind) => (NODES.find((node) => node.kind === kind) || { shape: 'dot' }).shape;

function communityList() {
  const leader = new Map();
  for (const node of NODES) if (!leader.has(node.community)) leader.set(node.community, node.label);
  const coloured = colourBy() === 'community';
  const line = (community) =>
    check(
      ['around ', name(leader.get(community))],
      !state.communities.size || state.communities.has(community),
      (on) => toggleCommunity(community, on),
      {
        count: totals.communities.get(community),
        mark: coloured && swatch('dot', hue(communityColours.get(community))),
      },
    );
  const listed = communityOrder.slice(0, SPARE.length);
  const rest = communityOrder.length - listed.length;
  return el(
    'fieldset',
    {},
    el('legend', { class: 'unseen' }, 'Communities'),
    listed.map(line),
    rest > 0 &&
      el(
        'p',
        { class: 'muted small' },
        `and ${plural(rest, 'smaller one')}${coloured ? ', in grey' : ''}`,
      ),
  );
}
function toggleCommunity(community, on) {
  if (!state.communities.size) communityOrder.forEach((item) => state.communities.add(item));
  if (on) state.communities.add(community);
  else state.communities.delete(community);
  if (state.communities.size === communityOrder.length) state.communities.clear();
  refresh();
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
  );
}
const relationTitle = (relation) =>
  PAGE.relations[relation][0] === 'stated' ? 'other statements' : PAGE.relations[relation][1];

function statusList() {
  const words = ['Asserted', 'Negated', 'Possible'];
  const marks = ['stated', 'negated', 'possible'];
  const line = (word, status) =>
    totals.statuses.has(status) &&
    check(word, !state.hideStatuses.has(status), (on) => toggle(state.hideStatuses, status, on), {
      count: totals.statuses.get(status),
      mark: lineSample(marks[status]),
    });
  return el(
    'fieldset',
    {},
    el('legend', { class: 'unseen' }, 'Certainty of stated relations'),
    words.map(line),
  );
}

function amountControls() {
  const most = Math.min(
    20,
    ROWS.reduce((high, row) => Math.max(high, row.count), 1),
  );
  const set = (key) => (value) => {
    state[key] = value;
  };
  const flag = (words, key, title) =>
    check(
      words,
      state[key],
      (on) => {
        state[key] = on;
        refresh();
      },
      { title },
    );
  return el(
    'div',
    {},
    NODES.length > 10 &&
      rangeField('Entities at most', {
        min: 10,
        max: Math.min(DRAWN_AT_MOST, NODES.length),
        step: 10,
        value: Math.min(state.limit, NODES.length),
        show: number,
        change: set('limit'),
      }),
    most > 1 &&
      rangeField('Sentences at least', {
        min: 1,
        max: most,
        step: 1,
        value: state.sentences,
        show: String,
        change: set('sentences'),
      }),
    totals.together > 0 &&
      STRONGEST > 0 &&
      rangeField('Association at least', {
        min: 0,
        max: STRONGEST,
        step: STRONGEST / 50,
        value: state.strength,
        show: (value) => value.toFixed(2),
        change: set('strength'),
      }),
    flag('Thin out a crowd', 'thin', 'Draw the strongest two lines for each entity, no more'),
    flag('Only the largest connected part', 'largest'),
    flag('Entities without a link', 'unlinked'),
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
  const choice = (words, options, value, change) => {
    const box = el(
      'select',
      {
        onchange: () => {
          change(box.value);
          refresh(true);
        },
      },
      options.map(([key, text]) => el('option', { value: key }, text)),
    );
    box.value = value;
    return el('label', { class: 'field' }, words, box);
  };
  const colours = [
    ['kind', 'kind'],
    ['community', 'community'],
  ];
  const sizes = Object.entries(measures).map(([key, { name: words }]) => [key, words]);
  return el(
    'div',
    {},
    communityOrder.length > 1 &&
      choice('Colour by', colours, colourBy(), (value) => {
        state.colour = value === 'kind' ? '' : value;
      }),
    choice('Size by', sizes, state.size, (value) => {
      state.size = value;
      radius = radii();
    }),
  );
}
