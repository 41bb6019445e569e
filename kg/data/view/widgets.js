/* The parts that the controls are made of. */

const section = (title, content, open) =>
  el('details', { class: 'section', open }, el('summary', {}, el('h2', {}, title)), content);

function check(label, on, change, extra = {}) {
  const box = el('input', { type: 'checkbox', checked: on, onchange: () => change(box.checked) });
  const { count, mark, title } = extra;
  return el(
    'label',
    { class: 'check', title },
    box,
    mark,
    el('span', { class: 'check-name' }, label),
    count !== undefined && el('span', { class: 'count' }, number(count)),
  );
}

function rangeField(label, { min, max, step, value, show, change }) {
  const out = el('span', { class: 'count' }, show(value));
  const input = el('input', {
    type: 'range',
    min,
    max,
    step,
    value,
    oninput: () => {
      out.textContent = show(Number(input.value));
      change(Number(input.value));
      refreshSoon();
    },
  });
  return el('label', { class: 'field range' }, el('span', {}, label), out, input);
}
