/* Find entities by any of their names: the index, and the box with suggestions. */

const folded = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const INDEX = NODES.map((node) => {
  const aliases = node.aliases ? node.aliases.split(' | ') : [];
  return { id: node.id, name: folded(node.label), aliases, folded: aliases.map(folded) };
});

/* 0 whole name, 1 beginning, 2 beginning of a word, 3 anywhere; nothing: Infinity. */
function closeness(name, query) {
  const place = name.indexOf(query);
  if (place < 0) return Infinity;
  if (place === 0) return name.length === query.length ? 0 : 1;
  return name.includes(` ${query}`) ? 2 : 3;
}

/* The best matches: own names before other names, better linked entities first. */
function search(text, most = 8) {
  const query = folded(text.trim());
  if (!query) return [];
  const found = [];
  for (const { id, name, aliases, folded: names } of INDEX) {
    let best = closeness(name, query);
    let alias = '';
    names.forEach((item, place) => {
      const near = closeness(item, query) + 0.5;
      if (near < best) {
        best = near;
        alias = aliases[place];
      }
    });
    if (best < Infinity) found.push({ id, alias, best });
  }
  return found.sort((a, b) => a.best - b.best || a.id - b.id).slice(0, most);
}

function searchBox() {
  const list = el('ul', {
    class: 'suggestions',
    id: 'suggestions',
    role: 'listbox',
    'aria-label': 'Matching entities',
    hidden: true,
  });
  const input = el('input', {
    id: 'search',
    type: 'text',
    role: 'combobox',
    placeholder: 'Search names',
    'aria-label': 'Search names and other names',
    'aria-expanded': 'false',
    'aria-controls': 'suggestions',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  let found = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (id) => {
    close();
    input.value = '';
    openFilters(false);
    reveal(id);
  };
  const mark = (place) => {
    active = (place + found.length) % found.length;
    [...list.children].forEach((item, at) =>
      item.setAttribute('aria-selected', String(at === active)),
    );
    input.setAttribute('aria-activedescendant', `suggestion-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  };
  const suggest = () => {
    found = search(input.value);
    list.replaceChildren(
      ...found.map(({ id, alias }, place) =>
        el(
          'li',
          {
            role: 'option',
            id: `suggestion-${place}`,
            'aria-selected': 'false',
            onpointerdown: (event) => {
              event.preventDefault();
              take(id);
            },
          },
          kindSwatch(id),
          el(
            'span',
            { class: 'check-name' },
            name(nameOf(id)),
            alias && el('span', { class: 'muted' }, ' also ', name(alias)),
          ),
          el('span', { class: 'count' }, number(rowsOf[id].length)),
        ),
      ),
    );
    if (!found.length && input.value.trim())
      list.append(
        el(
          'li',
          {
            class: 'muted none',
            role: 'option',
            'aria-disabled': 'true',
            'aria-selected': 'false',
          },
          'No such name',
        ),
      );
    list.hidden = !input.value.trim();
    input.setAttribute('aria-expanded', String(!list.hidden));
    active = -1;
    if (found.length) mark(0);
  };
  input.addEventListener('input', suggest);
  input.addEventListener('focus', suggest);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && found.length) {
      event.preventDefault();
      mark(active + 1);
    } else if (event.key === 'ArrowUp' && found.length) {
      event.preventDefault();
      mark(active - 1);
    } else if (event.key === 'Enter' && found[active]) take(found[active].id);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      input.value = '';
      close();
      input.blur();
    }
  });
  return el(
    'div',
    { class: 'search' },
    icon('search'),
    input,
    el('kbd', { 'aria-hidden': 'true' }, '/'),
    list,
    el('p', { class: 'asking', id: 'asking', hidden: true }),
  );
}
