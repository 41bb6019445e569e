/* The sentences: those of two entities, those along a path, and how to cite them. */

function pairPanel(a, b) {
  const rows = rowsBetween(a, b);
  const shown = rows.filter(rowPasses);
  const hidden = rows.length - shown.length;
  return [
    el('div', { class: 'kicker' }, 'Relations of', closeButton()),
    el(
      'h2',
      { class: 'headline two', tabindex: '-1' },
      entityLink(a),
      el('span', { class: 'and' }, 'and'),
      entityLink(b),
    ),
    shown.map((row) =>
      el(
        'section',
        { class: 'group' },
        el('h3', { class: 'statement' }, statement(row)),
        el(
          'p',
          { class: 'facts-of small' },
          badge(row.status),
          [
            plural(row.count, 'sentence'),
            row.documents ? plural(row.documents, 'document') : '',
            dates(row),
          ]
            .filter(Boolean)
            .map((words) => el('span', { class: 'muted' }, words)),
        ),
        quotes(row),
      ),
    ),
    shown.length === 0 &&
      el(
        'p',
        { class: 'muted' },
        rows.length ? 'No relation passes the filters.' : 'No relation is stated between the two.',
      ),
    hidden > 0 &&
      shown.length > 0 &&
      el('p', { class: 'muted small' }, `${plural(hidden, 'relation')} hidden by the filters.`),
  ]
    .flat(2)
    .filter(Boolean);
}

function statement(row) {
  const words = row.stated ? row.label || PAGE.relations[row.relation][1] : 'named together with';
  return [
    name(nameOf(row.source)),
    el('span', { class: 'verb' }, ` ${words} `),
    name(nameOf(row.target)),
  ];
}

function quotes(row) {
  const inside = row.quotes.filter(quotePasses);
  const outside = row.quotes.length - inside.length;
  const cut = row.count - row.quotes.length;
  return [
    ...inside.map((quote) => quotation(quoteOf(quote), row)),
    outside > 0 &&
      el(
        'p',
        { class: 'muted small' },
        `${plural(outside, 'more sentence')} outside the chosen documents or dates.`,
      ),
    cut > 0 &&
      el('p', { class: 'muted small' }, `${plural(cut, 'more sentence')} in evidence.csv.`),
    row.quotes.length === 0 &&
      el('p', { class: 'muted small' }, 'No sentence is kept for this relation.'),
  ].filter(Boolean);
}

function quotation(quote, row) {
  const place =
    quote.end > quote.start ? `characters ${number(quote.start)}–${number(quote.end)}` : '';
  return el(
    'figure',
    { class: `quote ${STATUS_WORDS[quote.status]}` },
    el('blockquote', { dir: 'auto' }, marked(quote, row)),
    el(
      'figcaption',
      { class: 'small' },
      el(
        'div',
        { class: 'from' },
        el('span', { class: 'source', title: quote.id }, name(quote.title || paperName(quote.id))),
        iconButton(
          'copy',
          'Copy this citation',
          (event) => copyText(citation(quote), event.currentTarget),
          { class: 'icon tiny' },
        ),
      ),
      el(
        'div',
        { class: 'muted how' },
        quote.status !== ASSERTED && badge(quote.status),
        quote.date && el('span', {}, quote.date),
        place && el('span', {}, place),
        quote.rule && el('span', { class: 'rule', title: 'The rule that found it' }, quote.rule),
      ),
    ),
  );
}

/* The quote in pieces, with both names marked where they are found in it. */
function marked({ text, source, target }, row) {
  const spans = [];
  for (const [words, node] of [
    [source, row.source],
    [target, row.target],
  ]) {
    const at = placesOf(words, text).find(
      (place) => !spans.some((span) => place < span.to && span.at < place + words.length),
    );
    if (at !== undefined) spans.push({ at, to: at + words.length, node });
  }
  spans.sort((a, b) => a.at - b.at);
  const parts = [];
  let done = 0;
  for (const { at, to, node } of spans) {
    parts.push(
      text.slice(done, at),
      el('mark', { tint: colourOf(NODES[node]), title: nameOf(node) }, text.slice(at, to)),
    );
    done = to;
  }
  return [...parts, text.slice(done)];
}

/* Where some words stand in a text: as whole words first, for "he" is also in "the". */
function placesOf(words, text) {
  const whole = [];
  const inner = [];
  for (let at = words ? text.indexOf(words) : -1; at >= 0; at = text.indexOf(words, at + 1)) {
    const joined =
      /[\p{L}\p{N}]$/u.test(text.slice(0, at)) ||
      /^[\p{L}\p{N}]/u.test(text.slice(at + words.length));
    (joined ? inner : whole).push(at);
  }
  return [...whole, ...inner];
}

const paperName = (id) => id.split(/[\\/]/).pop() || id;
function citation(quote) {
  const place = quote.end > quote.start ? `characters ${quote.start}–${quote.end}` : '';
  const source = [quote.title && `“${quote.title}”`, quote.date, quote.id, place]
    .filter(Boolean)
    .join(', ');
  return `“${quote.text}” — ${source}`;
}

async function copyText(text, where) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers keep the clipboard from pages opened as files: the old way is left.
    const area = el('textarea', { class: 'unseen' });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand('copy');
    area.remove();
  }
  say(done ? 'Citation copied' : 'The browser does not allow copying');
  where.classList.add('done');
  setTimeout(() => where.classList.remove('done'), 1200);
}

function pathPanel() {
  const path = state.path;
  const steps = path.slice(1).map((id, place) => {
    const from = path[place];
    const rows = rowsBetween(from, id).filter(rowPasses);
    const best = rows.length ? rows : rowsBetween(from, id);
    return [
      el(
        'p',
        { class: 'step' },
        button(statement(best[0]), () => choose({ pair: [from, id] }), { class: 'fact' }),
      ),
      best[0].quotes.length > 0 && quotation(quoteOf(best[0].quotes[0]), best[0]),
      el('p', {}, entityLink(id)),
    ];
  });
  return [
    el('div', { class: 'kicker' }, `Path of ${plural(path.length - 1, 'step')}`, closeButton()),
    el(
      'h2',
      { class: 'headline two', tabindex: '-1' },
      entityLink(path[0]),
      el('span', { class: 'and' }, 'to'),
      entityLink(path[path.length - 1]),
    ),
    el(
      'p',
      { class: 'muted small' },
      'The shortest path over the relations that pass the filters; asserted relations come first.',
    ),
    el('div', { class: 'path' }, steps.flat().slice(0, -1).filter(Boolean)),
  ];
}
