/* Labels: of constant size, the most important first, none across another. */

const LABEL = {
  family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  most: 140,
  tried: 400,
  edges: 70,
  edgesFromAfar: 40,
  crowd: 600,
  crop: 30,
};
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const widths = new Map();
const cropped = NODES.map(() => null);

function shortName(id) {
  if (cropped[id] === null) {
    const name = nameOf(id).replace(DIRECTIONS, '').replace(/\s+/g, ' ');
    const letters = [...name];
    cropped[id] =
      letters.length > LABEL.crop ? `${letters.slice(0, LABEL.crop - 1).join('')}…` : name;
  }
  return cropped[id];
}

function textWidth(ctx, font, text) {
  if (!widths.has(font)) widths.set(font, new Map());
  const known = widths.get(font);
  if (!known.has(text)) {
    ctx.font = font;
    known.set(text, ctx.measureText(text).width);
  }
  return known.get(text);
}

/* Where each label goes: pure geometry, used by the canvas and by the SVG export.
   `view.taken` are the boxes that something else covers. */
function labels(ctx, focus, view) {
  const placed = [...view.taken];
  const out = nodeLabels(ctx, focus, view, placed);
  out.push(...edgeLabels(ctx, focus, view, placed));
  return out;
}

const crosses = (box, o) => box.x1 < o.x2 && box.x2 > o.x1 && box.y1 < o.y2 && box.y2 > o.y1;
function free(box, taken, except = null) {
  for (const o of taken) if (o !== except && crosses(box, o)) return false;
  return true;
}
const spotOf = (node, view) => ({
  x: node.x * view.scale + view.translation.x,
  y: node.y * view.scale + view.translation.y,
  size: Math.max(SPECK, node.options.size * view.scale),
});

function nodeLabels(ctx, focus, view, placed) {
  const chosen = focus
    ? [focus.centre, ...(state.pair || [])].filter((id) => id !== undefined)
    : [];
  const near = (id) => (chosen.includes(id) ? 2 : focus && focus.nodes.has(id) ? 1 : 0);
  const seen = inView(focus && !state.hops ? focus.nodes : scene.nodes, view).sort(
    (a, b) => near(b.id) - near(a.id) || radius[b.id] - radius[a.id] || a.id - b.id,
  );
  const marks = seen
    .slice(0, 150)
    .map(({ x, y, size }) => ({ x1: x - size, x2: x + size, y1: y - size, y2: y + size }));
  const larger = marks.slice(0, 40);
  const centre = rings && view.pointOf(state.node);
  const out = [];
  for (const [place, { id, x, y, size }] of seen.slice(0, LABEL.tried).entries()) {
    if (out.length >= LABEL.most) break;
    const main = chosen.includes(id);
    const weight = main || radius[id] > 13 ? 600 : 500;
    const points = main ? 14 : Math.round(11 + 3.5 * Math.min(1, (radius[id] - 4) / 20));
    const font = `${weight} ${points}px ${LABEL.family}`;
    const text = shortName(id);
    const spots = spotsAround({ x, y, size }, textWidth(ctx, font, text), points, centre);
    const unhidden = spots.filter((box) => within(box, view) && free(box, placed));
    const spot =
      unhidden.find((box) => free(box, marks, marks[place])) ||
      (place < 24 || focus ? unhidden.find((box) => free(box, larger.slice(0, place))) : null) ||
      (main ? spots[0] : null);
    if (!spot) continue;
    placed.push(spot);
    const ink = hue(focus && !near(id) ? INK.soft : INK.text);
    out.push({ text, font, points, weight, x: spot.cx, y: spot.cy, ink });
  }
  return out;
}

function inView(ids, view) {
  const seen = [];
  for (const id of ids) {
    const node = network.body.nodes[id];
    const spot = node && spotOf(node, view);
    if (spot && spot.x > 0 && spot.y > 0 && spot.x < view.width && spot.y < view.height)
      seen.push({ id, ...spot });
  }
  return seen;
}
const within = (box, view) =>
  box.x1 > 0 && box.y1 > 0 && box.x2 < view.width && box.y2 < view.height;

/* Where a label may stand, best first: below its mark, or away from the centre of rings. */
function spotsAround({ x, y, size }, wide, points, centre) {
  const below = [x, y + size + points * 0.5 + 4];
  const above = [x, y - size - points * 0.5 - 4];
  const right = [x + size + wide / 2 + 5, y];
  const left = [x - size - wide / 2 - 5, y];
  let order = [below, above, right, left];
  if (centre) {
    const [dx, dy] = [x - centre.x, y - centre.y];
    const sideways = dx > 0 ? [right, left] : [left, right];
    const upright = dy > 0 ? [below, above] : [above, below];
    order =
      Math.abs(dx) > 0.8 * Math.abs(dy)
        ? [sideways[0], ...upright, sideways[1]]
        : [upright[0], ...sideways, upright[1]];
  }
  return order.map(([cx, cy]) => ({
    cx,
    cy,
    x1: cx - wide / 2 - 3,
    x2: cx + wide / 2 + 3,
    y1: cy - points * 0.5 - 2,
    y2: cy + points * 0.5 + 2,
  }));
}

function edgeLabels(ctx, focus, view, placed) {
  const font = `500 10.5px ${LABEL.family}`;
  const out = [];
  if (!focus && view.scale < 0.9 && scene.pairs.length > LABEL.crowd) return out;
  // Names may touch a mark where there is no other room; the words on lines never do.
  for (const { x, y, size } of inView(scene.nodes, view))
    placed.push({ x1: x - size, x2: x + size, y1: y - size, y2: y + size });
  const most = focus || view.scale >= 0.9 ? LABEL.edges : LABEL.edgesFromAfar;
  const near = focus && !state.hops;
  const ids = near ? [...focus.pairs] : scene.pairs.map(({ pair }) => pair.id);
  for (const id of ids.sort((a, b) => widthOf[b] - widthOf[a] || a - b)) {
    if (out.length >= most) break;
    const [a, b] = PAIRS[id].ends.map((end) => network.body.nodes[end]);
    if (!PAIRS[id].stated || !a || !b || a === b) continue;
    const [from, to] = [spotOf(a, view), spotOf(b, view)];
    const x = (from.x + to.x) / 2;
    const y = (from.y + to.y) / 2;
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const room = Math.hypot(to.x - from.x, to.y - from.y) - from.size - to.size - 22;
    if (room < 30) continue;
    const text = pairLabel(id);
    const long = textWidth(ctx, font, text);
    if (long > room) continue;
    let angle = Math.atan2(to.y - from.y, to.x - from.x);
    if (Math.abs(angle) > Math.PI / 2) angle -= Math.sign(angle) * Math.PI;
    const w = (Math.abs(Math.cos(angle)) * long + Math.abs(Math.sin(angle)) * 11) / 2;
    const h = (Math.abs(Math.sin(angle)) * long + Math.abs(Math.cos(angle)) * 11) / 2;
    const box = { x1: x - w, x2: x + w, y1: y - h, y2: y + h };
    if (!free(box, placed)) continue;
    placed.push(box);
    out.push({ text, font, points: 10.5, weight: 500, x, y, angle, long, ink: hue(INK.soft) });
  }
  return out;
}

function pairLabel(id) {
  const rows = (scene.rowsOfPair.get(id) || PAIRS[id].rows).map((row) => ROWS[row]);
  const best = rows.reduce((a, b) =>
    b.status < a.status || (b.status === a.status && b.count > a.count) ? b : a,
  );
  const mark = ['', 'not ', 'perhaps '][best.status];
  const kinds = new Set(rows.map((row) => row.label)).size;
  const name = (best.label || PAGE.relations[best.relation][1]).replace(DIRECTIONS, '');
  const short =
    [...name].length > LABEL.crop ? `${[...name].slice(0, LABEL.crop - 1).join('')}…` : name;
  return mark + short + (kinds > 1 ? ` +${kinds - 1}` : '');
}

function paintLabels(ctx, all) {
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = hue(INK.paper);
  for (const label of all) {
    ctx.save();
    ctx.font = label.font;
    ctx.translate(label.x, label.y);
    if (label.angle) ctx.rotate(label.angle);
    // The line would show between the words.
    ctx.fillStyle = hue(INK.paper);
    if (label.long) ctx.fillRect(-label.long / 2 - 2, -6, label.long + 4, 12);
    ctx.strokeText(label.text, 0, 0);
    ctx.fillStyle = label.ink;
    ctx.fillText(label.text, 0, 0);
    ctx.restore();
  }
}
