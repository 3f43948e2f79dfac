// The table reads well without this. It adds: choosing what to see, sorting, and a cell that opens where you are.
function table() {
  const body = document.querySelector('#matrix tbody');
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll('#matrix thead tr:nth-child(2) th')];
  // Number of the theme per column: a theme ends with the column that sums it up.
  const themes = heads.map((_, n) => heads.slice(0, n).filter(head => head.classList.contains('sum')).length);
  const corner = document.querySelector('#matrix .corner');
  const by = id => document.getElementById(id);
  const nameOf = row => row.cells[0].querySelector('a').textContent;

  // Choosing: other columns and schools are hidden, other cells are left blank.
  const [theme, indicator, outcome] = ['pick-theme', 'pick-indicator', 'pick-outcome'].map(by);
  function choose() {
    const wanted = outcome.value.split(' ').filter(Boolean);
    const plain = head => head.textContent.trim();
    const column = (head, n) => (theme.value === '' || themes[n] === +theme.value)
      && (indicator.value === '' || plain(head) === indicator.value);
    const shownColumns = heads.map(column);
    const fits = cell => !wanted.length || wanted.some(w => cell.classList.contains(w));
    let schools = 0, cells = 0;
    for (const row of rows) {
      let hits = 0;
      shownColumns.forEach((shown, n) => {
        const cell = row.cells[n + 1], sum = heads[n].classList.contains('sum');
        cell.hidden = !shown;
        cell.classList.toggle('blank', shown && !sum && !fits(cell));
        if (shown && !sum && fits(cell)) hits += 1;
      });
      row.hidden = wanted.length > 0 && !hits;
      schools += !row.hidden;
      cells += hits;
    }
    heads.forEach((head, n) => { head.hidden = !shownColumns[n]; });
    document.querySelectorAll('#matrix .theme').forEach((head, n) => {
      const span = shownColumns.filter((shown, k) => shown && themes[k] === n).length;
      head.hidden = !span;
      head.colSpan = span || 1;
    });
    by('shown').textContent = by('shown').dataset.text.replace('{n}', schools).replace('{cells}', cells);
  }
  [theme, indicator, outcome].forEach(select => select.addEventListener('change', choose));
  by('controls').addEventListener('reset', () => setTimeout(() => { sort(null); choose(); }));
  by('controls').addEventListener('submit', event => event.preventDefault());
  by('controls').hidden = false;

  // Sorting: high to low, low to high, and back to the order of the list. What has no level comes last.
  const value = (row, n) => {
    const cell = row.cells[n + 1], band = cell.querySelector('.band');
    const level = [...cell.classList].find(name => /^l[0-3]$/.test(name));
    return band ? +band.dataset.step : level ? +level[1] : null;
  };
  function sort(head) {
    const next = { none: 'descending', descending: 'ascending', ascending: 'none' };
    const now = head && (head.getAttribute('aria-sort') ?? 'none');
    const order = head ? next[now] : 'none';
    [corner, ...heads].forEach(h => h.removeAttribute('aria-sort'));
    if (order !== 'none') head.setAttribute('aria-sort', order);
    const sign = order === 'descending' ? -1 : 1;
    const compare = (a, b) => {
      if (head === corner) return -sign * nameOf(a).localeCompare(nameOf(b), document.documentElement.lang);
      const n = heads.indexOf(head), [x, y] = [value(a, n), value(b, n)];
      return x === y ? 0 : x === null ? 1 : y === null ? -1 : sign * (x - y);
    };
    body.append(...(order === 'none' ? rows : [...rows].sort(compare)));
  }
  for (const head of [corner, ...heads]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sort(head));
    head.append(button);
  }

  // A cell opens in a dialog: the same text as in the school's section, with its neighbours one key away.
  const dialog = by('cell');
  let open = null;
  function show(link) {
    open = link;
    const target = by(decodeURIComponent(link.hash.slice(1)));
    const summary = target.closest('details').querySelector('summary');
    by('cell-title').textContent = nameOf(link.closest('tr')) + ' · ' + summary.querySelector('.name').textContent;
    const badge = document.createElement('p');
    badge.append(summary.querySelector('.badge').cloneNode(true));
    by('cell-body').replaceChildren(badge, ...[...target.childNodes].map(node => node.cloneNode(true)));
    by('cell-place').href = link.hash;
    by('cell-previous').disabled = !beside(link, -1);
    by('cell-next').disabled = !beside(link, 1);
    if (!dialog.open) dialog.showModal();
  }
  function beside(link, step) {
    const shown = [...body.rows].filter(row => !row.hidden);
    const row = shown[shown.indexOf(link.closest('tr')) + step];
    return row?.cells[link.closest('td').cellIndex]?.querySelector('a');
  }
  body.addEventListener('click', event => {
    const link = event.target.closest('td a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
  by('cell-previous').addEventListener('click', () => show(beside(open, -1)));
  by('cell-next').addEventListener('click', () => show(beside(open, 1)));
  by('cell-close').addEventListener('click', () => dialog.close());
  by('cell-place').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => open?.focus());

  // Arrow keys walk from cell to cell.
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  body.addEventListener('keydown', event => {
    const link = event.target.closest('td a, th a'), step = steps[event.key];
    if (!link || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    let row = link.closest('tr'), cell = link.closest('td, th').cellIndex;
    do {
      if (step[0]) row = step[0] < 0 ? row.previousElementSibling : row.nextElementSibling;
      cell += step[1];
    } while (row && row.cells[cell] && (row.hidden || !row.cells[cell].querySelector('a') || row.cells[cell].hidden));
    row?.cells[cell]?.querySelector('a')?.focus();
  });
  body.addEventListener('mouseover', event => {
    const link = event.target.closest('td a');
    if (link && !link.title) link.title = link.getAttribute('aria-label');
  });
}
if (document.getElementById('matrix')) table();
