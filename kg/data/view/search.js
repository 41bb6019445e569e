/* Find entities by any of their names. */

const folded = (text) => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();

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
      if (near < best) { best = near; alias = aliases[place]; }
    });
    if (best < Infinity) found.push({ id, alias, best });
  }
  return found.sort((a, b) => a.best - b.best || a.id - b.id).slice(0, most);
}
