/* Keep what is seen: a picture (PNG, SVG) or a table (CSV). */

function download(blob, file) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(`${file} saved`);
}

function savePng() {
  const drawn = byId('picture').querySelector('canvas');
  const copy = el('canvas', { width: drawn.width, height: drawn.height });
  const ctx = copy.getContext('2d');
  ctx.fillStyle = hue(INK.paper);
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => download(blob, 'graph.png'), 'image/png');
}

/* The same picture as lines and letters, from the same geometry. */
function makeSvg() {
  const { body, canvas } = network;
  const { scale, translation } = body.view;
  const [width, height] = [canvas.frame.canvas.clientWidth, canvas.frame.canvas.clientHeight];
  const focus = emphasis();
  const at = (id) => ({
    x: body.nodes[id].x * scale + translation.x,
    y: body.nodes[id].y * scale + translation.y,
    r: Math.max(SPECK, body.nodes[id].options.size * scale),
  });
  const root = svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    svg('rect', { width, height, fill: hue(INK.paper) }),
  );
  const faint = (inside) => (focus && !inside ? 0.13 : 1);
  for (const item of scene.pairs) {
    const style = pairStyle(item);
    const [a, b] = item.pair.ends.map(at);
    const opacity = style.color.opacity * faint(focus && focus.pairs.includes(item.pair.id));
    root.append(
      svg('line', {
        x1: a.x,
        y1: a.y,
        x2: b.x,
        y2: b.y,
        stroke: style.color.color,
        'stroke-width': body.edges[item.pair.id].options.width * scale,
        'stroke-opacity': opacity,
        ...(style.dashes
          ? { 'stroke-dasharray': style.dashes.map((dash) => dash * scale).join(' ') }
          : {}),
      }),
    );
    for (const [end, from, to] of [
      ['to', a, b],
      ['from', b, a],
    ]) {
      if (style.arrows && style.arrows[end].enabled)
        root.append(
          arrowHead(from, to, style.color.color, (5 + 2 * style.width) * Math.sqrt(scale), opacity),
        );
    }
  }
  for (const id of [...scene.nodes].sort((a, b) => radius[a] - radius[b]))
    root.append(svgNode(id, at(id), faint(focus && focus.nodes.has(id))));
  const pen = document.createElement('canvas').getContext('2d');
  for (const label of labels(pen, focus, viewNow([]))) {
    const turn = label.angle
      ? { transform: `rotate(${(label.angle * 180) / Math.PI} ${label.x} ${label.y})` }
      : {};
    if (label.long) {
      const [x, y] = [label.x - label.long / 2 - 2, label.y - 6];
      const ground = { x, y, width: label.long + 4, height: 12, fill: hue(INK.paper) };
      root.append(svg('rect', { ...ground, ...turn }));
    }
    const text = svg('text', {
      x: label.x,
      y: label.y,
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      'font-family': LABEL.family,
      'font-size': label.points,
      'font-weight': label.weight,
      fill: label.ink,
      stroke: hue(INK.paper),
      'stroke-width': 3,
      'paint-order': 'stroke',
      ...turn,
    });
    text.append(label.text);
    root.append(text);
  }
  return new XMLSerializer().serializeToString(root);
}

function arrowHead(from, to, colour, long, opacity) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = { x: to.x - Math.cos(angle) * to.r, y: to.y - Math.sin(angle) * to.r };
  const side = (turn) =>
    `${tip.x - long * Math.cos(angle + turn)},${tip.y - long * Math.sin(angle + turn)}`;
  return svg('polygon', {
    points: `${tip.x},${tip.y} ${side(0.4)} ${side(-0.4)}`,
    fill: colour,
    'fill-opacity': opacity,
  });
}

function svgNode(id, { x, y, r }, opacity) {
  const paint = { fill: colourOf(NODES[id]), stroke: hue(INK.paper), 'stroke-width': 1.2, opacity };
  const points = {
    square: [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ],
    diamond: [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
    triangle: [
      [0, -1.1],
      [1, 0.8],
      [-1, 0.8],
    ],
  }[NODES[id].shape];
  if (!points) return svg('circle', { cx: x, cy: y, r, ...paint });
  return svg('polygon', {
    points: points.map(([px, py]) => `${x + px * r},${y + py * r}`).join(' '),
    ...paint,
  });
}

const saveSvg = () => download(new Blob([makeSvg()], { type: 'image/svg+xml' }), 'graph.svg');

/* Spreadsheets run cells that begin like a formula: those get an apostrophe in front. */
function csvCell(value) {
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function makeCsv(key) {
  const columns = columnsOf(key);
  const lines = sortedItems(key).map((item) =>
    columns.map(([, value]) => csvCell(value(item))).join(','),
  );
  return [columns.map(([title]) => title).join(','), ...lines, ''].join('\r\n');
}
const saveCsv = (key) =>
  download(new Blob(['\ufeff', makeCsv(key)], { type: 'text/csv' }), `${key}.csv`);
