/* Make elements. Strings always become text, never markup. */

const byId = (id) => document.getElementById(id);
const DIGITS = new Intl.NumberFormat('en');
const number = (value) => DIGITS.format(value);
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'tint') node.style.setProperty('--tint', value);
    else if (['value', 'checked', 'disabled'].includes(name)) node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

function svg(tag, props = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/* Names come from documents: isolate their direction from the text around them. */
const name = (text) => el('bdi', {}, text);

const ICONS = {
  filters: 'M3 5h18M6 12h12M10 19h4',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  theme: 'M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z',
  save: 'M12 4v11m0 0-4-4m4 4 4-4M5 20h14',
  help: 'M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17.5v.01',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  expand: 'M12 12m-2.5 0a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M12 4v3M12 17v3M4 12h3M17 12h3',
  path: 'M5 19a2 2 0 1 0 0-.01M19 5a2 2 0 1 0 0-.01M7 19h7a3.5 3.5 0 0 0 0-7h-4a3.5 3.5 0 0 1 0-7h7',
};
const icon = (shape) =>
  svg(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'glyph' },
    svg('path', { d: ICONS[shape] }),
  );

function button(text, action, props = {}) {
  return el('button', { type: 'button', onclick: action, ...props }, text);
}
function iconButton(shape, label, action, props = {}) {
  return el(
    'button',
    { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick: action, ...props },
    icon(shape),
  );
}

/* A small mark in the shape and colour that the picture uses. */
function swatch(shape, colour) {
  const mark =
    {
      square: svg('rect', { x: 2, y: 2, width: 10, height: 10, rx: 1.5 }),
      diamond: svg('path', { d: 'M7 .6 13.4 7 7 13.4.6 7z' }),
      triangle: svg('path', { d: 'M7 1.2 13 12H1z' }),
    }[shape] || svg('circle', { cx: 7, cy: 7, r: 5.6 });
  const node = svg('svg', { viewBox: '0 0 14 14', class: 'swatch', 'aria-hidden': 'true' }, mark);
  node.style.setProperty('--tint', colour);
  return node;
}
function lineSample(kind) {
  const line = svg('path', { d: 'M1 5h20', class: `sample ${kind}` });
  return svg(
    'svg',
    { viewBox: '0 0 26 10', class: 'line', 'aria-hidden': 'true' },
    line,
    ...(kind === 'together'
      ? []
      : [svg('path', { d: 'M20 1.6 25 5l-5 3.4z', class: `tip-of ${kind}` })]),
  );
}

const KIND_WORDS = {
  person: 'Person',
  organisation: 'Organisation',
  initiative: 'Initiative',
  place: 'Place',
  '': 'Other',
};
const KIND_MANY = {
  person: 'People',
  organisation: 'Organisations',
  initiative: 'Initiatives',
  place: 'Places',
  '': 'Others',
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const kindWord = (kind) => KIND_WORDS[kind] || capital(kind);
const kindMany = (kind) => KIND_MANY[kind] || capital(kind);
const STATUS_WORDS = ['asserted', 'negated', 'possible'];
