/* Colours and sizes, and what they stand for. */

const PALETTE = {
  person: ['#d9704f', '#ee8d6c'],
  organisation: ['#3e78c2', '#6ea3ea'],
  initiative: ['#2f9479', '#4fbf9f'],
  place: ['#a9862f', '#d6b14f'],
};
/* Ten colours at most: more cannot be told apart (ipysigma holds to the same). */
const SPARE = [
  ['#3e78c2', '#6ea3ea'],
  ['#d9704f', '#ee8d6c'],
  ['#2f9479', '#4fbf9f'],
  ['#8a5fb5', '#b48be0'],
  ['#a9862f', '#d6b14f'],
  ['#c2557d', '#e883a8'],
  ['#4b8ea8', '#76bcd6'],
  ['#6d8b35', '#a0c05e'],
  ['#9a6a4f', '#c79a7f'],
];
const GREY = ['#8b919c', '#8f96a3'];
const LINES = {
  stated: ['#66748f', '#8794b0'],
  negated: ['#c0453c', '#f0857c'],
  possible: ['#b07a16', '#dba94a'],
  together: ['#c9ccd3', '#3d434e'],
};
const INK = {
  text: ['#232833', '#e8eaee'],
  soft: ['#5d6675', '#a3abb8'],
  paper: ['#fbfaf8', '#15171c'],
};

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
let themeChosen = '';
const onPaper = window.matchMedia('print');
function theme() {
  if (onPaper.matches) return 0;
  return Number(themeChosen ? themeChosen === 'dark' : darkScheme.matches);
}
const hue = (pair) => pair[theme()];

/* The graph's own colours are kept where they mean the kind or the community. */
function ownColours(meaning) {
  const found = new Map();
  for (const node of NODES) {
    const key = meaning(node);
    if (!node.color || (found.has(key) && found.get(key) !== node.color)) return null;
    found.set(key, node.color);
  }
  const distinct = new Set(found.values()).size;
  return distinct && distinct <= 11 && distinct >= Math.min(2, found.size) ? found : null;
}
/* On a dark ground the same hue, a little nearer to white. */
function lighter(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(part + (255 - part) * 0.22)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
const kindColours = PAGE.kinds.map(
  (kind, place) => PALETTE[kind] || SPARE[(place + 3) % SPARE.length],
);
const communityOrder = [...totals.communities]
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  .map(([name]) => name);
const communityColours = new Map(communityOrder.map((name, place) => [name, SPARE[place] || GREY]));
const ownKinds = ownColours((node) => node.kind);
const ownCommunities = ownKinds ? null : ownColours((node) => node.community);
if (ownKinds)
  ownKinds.forEach((colour, kind) => {
    kindColours[kind] = [colour, lighter(colour)];
  });
if (ownCommunities)
  ownCommunities.forEach((colour, community) =>
    communityColours.set(community, [colour, lighter(colour)]),
  );
const colourBy = () => state.colour || 'kind';
const colourOf = (node) =>
  hue(colourBy() === 'kind' ? kindColours[node.kind] : communityColours.get(node.community));

const measures = {
  given: { name: 'importance', of: null },
  mentions: { name: 'mentions', of: (node) => node.mentions },
  documents: { name: 'documents', of: (node) => node.documents },
  relations: {
    name: 'stated relations',
    of: (node) => rowsOf[node.id].filter((row) => row.stated).length,
  },
};
function radii() {
  const { of } = measures[state.size];
  if (!of) return NODES.map((node) => node.size);
  const values = NODES.map((node) => Math.sqrt(of(node)));
  const most = Math.max(1, ...values.slice(0, 5000));
  return values.map((value) => 5 + 19 * Math.min(1, value / most));
}
let radius = radii();
