// The table reads well without this. It adds: choosing what to see, sorting, and a cell that opens where you are.
const by = id => document.getElementById(id);
const nameOf = row => row.cells[0].querySelector('a').textContent;

function parts(matrix) {
  const heads = [...matrix.querySelectorAll('thead tr:nth-child(2) th')];
  // Number of the theme per column: a theme ends with the column that sums it up.
  const themes = heads.map((_, n) => heads.slice(0, n).filter(head => head.classList.contains('sum')).length);
  const body = matrix.querySelector('tbody');
  return { body, heads, themes, corner: matrix.querySelector('.corner'), rows: [...body.rows] };
}

// Other columns and schools are hidden, other cells are left blank.
function choose({ rows, heads, themes }) {
  const [theme, indicator, wanted] = ['pick-theme', 'pick-indicator', 'pick-outcome'].map(id => by(id).value);
  const classes = wanted.split(' ').filter(Boolean);
  const fits = cell => !classes.length || classes.some(name => cell.classList.contains(name));
  const shown = heads.map((head, n) => (theme === '' || themes[n] === +theme)
    && (indicator === '' || head.textContent.trim() === indicator));
  let schools = 0, cells = 0;
  for (const row of rows) {
    let hits = 0;
    heads.forEach((head, n) => {
      const cell = row.cells[n + 1], judged = shown[n] && !head.classList.contains('sum');
      cell.hidden = !shown[n];
      cell.classList.toggle('blank', judged && !fits(cell));
      hits += judged && fits(cell);
    });
    row.hidden = classes.length > 0 && !hits;
    schools += !row.hidden;
    cells += hits;
  }
  heads.forEach((head, n) => { head.hidden = !shown[n]; });
  document.querySelectorAll('#matrix .theme').forEach((head, n) => {
    const span = shown.filter((is, k) => is && themes[k] === n).length;
    head.hidden = !span;
    head.colSpan = span || 1;
  });
  by('shown').textContent = by('shown').dataset.text.replace('{n}', schools).replace('{cells}', cells);
}

function levelOf(cell) {
  const band = cell.querySelector('.band'), level = [...cell.classList].find(name => /^l[0-3]$/.test(name));
  return band ? +band.dataset.step : level ? +level[1] : null;
}

// High to low, low to high, and back to the order of the list. What has no level comes last.
function sort({ body, rows, heads, corner }, head) {
  const next = { none: 'descending', descending: 'ascending', ascending: 'none' };
  const order = head ? next[head.getAttribute('aria-sort') ?? 'none'] : 'none';
  [corner, ...heads].forEach(other => other.removeAttribute('aria-sort'));
  if (order !== 'none') head.setAttribute('aria-sort', order);
  const sign = order === 'descending' ? -1 : 1, column = heads.indexOf(head) + 1;
  const compare = (a, b) => {
    if (head === corner) return -sign * nameOf(a).localeCompare(nameOf(b), document.documentElement.lang);
    const [x, y] = [a, b].map(row => levelOf(row.cells[column]));
    return x === y ? 0 : x === null ? 1 : y === null ? -1 : sign * (x - y);
  };
  body.append(...(order === 'none' ? rows : [...rows].sort(compare)));
}

function beside(body, link, step) {
  const shown = [...body.rows].filter(row => !row.hidden);
  const row = shown[shown.indexOf(link.closest('tr')) + step];
  return row?.cells[link.closest('td').cellIndex]?.querySelector('a');
}

// A cell opens in a dialog: the same text as in the school's section, with its neighbours one key away.
function show(body, link) {
  const target = by(decodeURIComponent(link.hash.slice(1)));
  const summary = target.closest('details').querySelector('summary');
  by('cell-title').textContent = nameOf(link.closest('tr')) + ' · ' + summary.querySelector('.name').textContent;
  const badge = document.createElement('p');
  badge.append(summary.querySelector('.badge').cloneNode(true));
  by('cell-body').replaceChildren(badge, ...[...target.childNodes].map(node => node.cloneNode(true)));
  by('cell-place').href = link.hash;
  by('cell-previous').disabled = !beside(body, link, -1);
  by('cell-next').disabled = !beside(body, link, 1);
  if (!by('cell').open) by('cell').showModal();
}

// Arrow keys walk from cell to cell.
function walk(event) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const link = event.target.closest('td a, th a'), step = steps[event.key];
  if (!link || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  let row = link.closest('tr'), cell = link.closest('td, th').cellIndex;
  const passes = () => row.hidden || row.cells[cell].hidden || !row.cells[cell].querySelector('a');
  do {
    if (step[0]) row = step[0] < 0 ? row.previousElementSibling : row.nextElementSibling;
    cell += step[1];
  } while (row?.cells[cell] && passes());
  row?.cells[cell]?.querySelector('a')?.focus();
}

function listen(table) {
  const { body, heads, corner } = table;
  for (const head of [corner, ...heads]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sort(table, head));
    head.append(button);
  }
  by('controls').addEventListener('change', () => choose(table));
  by('controls').addEventListener('submit', event => event.preventDefault());
  by('controls').addEventListener('reset', () => setTimeout(() => { sort(table, null); choose(table); }));
  by('controls').hidden = false;
  let open = null;
  const turn = link => { open = link; show(body, link); };
  body.addEventListener('click', event => {
    const link = event.target.closest('td a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(link);
  });
  by('cell-previous').addEventListener('click', () => turn(beside(body, open, -1)));
  by('cell-next').addEventListener('click', () => turn(beside(body, open, 1)));
  const dialog = by('cell');
  ['cell-close', 'cell-place'].forEach(id => by(id).addEventListener('click', () => dialog.close()));
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => open?.focus());
  body.addEventListener('keydown', walk);
  body.addEventListener('mouseover', event => {
    const link = event.target.closest('td a');
    if (link && !link.title) link.title = link.getAttribute('aria-label');
  });
}

listen(parts(by('matrix')));
