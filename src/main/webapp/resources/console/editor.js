// The text of a persona: line numbers, faults at their lines, a check while one types. Everything it shows came from the server.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  const PAUSE_MS = 400; // long enough to type a word, short enough to notice a slip
  const findings = () => document.getElementById('findings'); // a save may put a new one in its place
  const text = () => document.getElementById('edit:text');
  let waiting = 0;
  let lines = -1;

  function marked() {
    const faulty = new Map();
    for (const item of findings().querySelectorAll('li[data-line]')) {
      const line = Number(item.dataset.line);
      if (faulty.get(line) !== 'error') {
        faulty.set(line, item.className);
      }
    }
    return faulty;
  }

  function number(faulty) {
    const gutter = document.querySelector('.gutter');
    const rows = document.createDocumentFragment();
    lines = text().value.split('\n').length;
    for (let line = 1; line <= lines; line++) {
      const row = document.createElement('span');
      row.textContent = line;
      row.className = faulty.get(line) || '';
      rows.append(row);
    }
    gutter.replaceChildren(rows);
    follow();
  }

  function follow() {
    document.querySelector('.gutter').scrollTop = text().scrollTop;
  }

  function clean() {
    const state = findings().querySelector('[data-clean]');
    return !state || state.dataset.clean === 'true';
  }

  function show() {
    number(marked());
    const note = document.getElementById('unsaved');
    if (note) {
      note.hidden = clean();
    }
  }

  function jump(line, column) {
    const area = text();
    const rows = area.value.split('\n');
    const before = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    const start = before + Math.min(Math.max(column, 1) - 1, (rows[line - 1] || '').length);
    area.focus();
    area.setSelectionRange(start, before + (rows[line - 1] || '').length);
    area.scrollTop = Math.max(0, line - 4) * parseFloat(getComputedStyle(area).lineHeight);
    follow();
  }

  document.addEventListener('input', event => {
    if (event.target !== text()) {
      return;
    }
    const state = findings().querySelector('[data-clean]');
    state.dataset.clean = 'false';
    if (event.target.value.split('\n').length !== lines) {
      number(marked());
    }
    const note = document.getElementById('unsaved');
    if (note) {
      note.hidden = false;
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => window.checkText && window.checkText(), PAUSE_MS);
  });
  document.addEventListener('scroll', event => event.target === text() && follow(), true);
  document.addEventListener('click', event => {
    const button = event.target.closest('button.jump');
    if (button) {
      jump(Number(button.dataset.line), Number(button.dataset.column));
    }
  });
  document.addEventListener('keydown', event => {
    const save = document.getElementById('edit:save');
    if (save && event.key === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save.click();
    }
  });
  window.addEventListener('beforeunload', event => clean() || event.preventDefault());
  jQuery(document).on('pfAjaxComplete', show);
  show();
});
