import { byId, element, get, post, put, remove, repeat } from '/emulator/page/api.js';

const tabs = [...document.querySelectorAll('[role=tab]')];

export function startPanels() {
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => open(tab));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) {
        const next = tabs[(index + step + tabs.length) % tabs.length];
        open(next);
        next.focus();
      }
    });
  });
  byId('fault').addEventListener('submit', inject);
  byId('clear-faults').addEventListener('click', () => remove('faults').then(showFaults));
  byId('requests-of').addEventListener('change', showRequests);
  byId('clear-requests').addEventListener('click', () => remove('requests').then(showRequests));
  byId('thinking').addEventListener('submit', think);
  repeat(() => refresh().catch(() => undefined), () => 1500); // the list of calls says when the emulator is away
}

function open(tab) {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute('aria-selected', chosen);
    each.tabIndex = chosen ? 0 : -1;
    byId(each.getAttribute('aria-controls')).hidden = !chosen;
  }
  if (tab.id === 'tab-thinking') {
    showThinking();
  }
  refresh().catch(() => undefined);
}

async function refresh() {
  if (!byId('panel-faults').hidden) {
    await showFaults();
  }
  if (!byId('panel-requests').hidden) {
    await showRequests();
  }
}

async function inject(event) {
  event.preventDefault();
  const fault = {};
  for (const [name, value] of new FormData(event.target)) {
    if (value !== '') {
      fault[name] = name === 'service' || name === 'kind' ? value : Number(value);
    }
  }
  byId('fault-problem').textContent = '';
  try {
    await post('faults', fault);
    await showFaults();
  } catch (error) {
    byId('fault-problem').textContent = error.message;
  }
}

async function showFaults() {
  const faults = await get('faults');
  byId('faults').replaceChildren(...faults.map((fault) => {
    const end = element('button', { type: 'button', text: 'End', 'aria-label': `End ${fault.kind} of ${fault.service}` });
    end.addEventListener('click', () => remove(`faults/${encodeURIComponent(fault.id)}`).then(showFaults));
    const often = fault.times === 0 ? 'until cleared' : `${fault.times} times`;
    return element('li', {},
      element('span', { class: 'what', text: `${fault.service}: ${fault.kind}` }), end,
      element('span', {
        class: 'more',
        text: `after ${fault.afterMs} ms, share ${fault.share}, ${often}; struck ${fault.strikes}${fault.call ? `; call ${fault.call}` : ''}`,
      }));
  }));
}

let requestsPrint = '';

async function showRequests() {
  const of = byId('requests-of').value;
  const requests = (await get(`requests${of === '' ? '' : `?service=${of}`}`)).slice(-60).reverse();
  const print = JSON.stringify(requests.map((each) => [each.number, each.status, Object.keys(each.notes).length]));
  if (print === requestsPrint) {
    return;
  }
  requestsPrint = print;
  byId('no-requests').hidden = requests.length > 0;
  byId('requests').replaceChildren(...requests.map((each) => {
    const bad = each.status >= 400;
    const notes = Object.entries(each.notes).map(([key, value]) => `${key}: ${value}`).join(' · ');
    return element('li', {},
      element('span', { class: 'what', text: `${each.service} ${each.what}` }),
      element('span', { class: bad ? 'status-bad' : 'status-good', text: each.status ?? 'open' }),
      element('span', { class: 'more', text: `${each.time.slice(11, 19)}${each.durationMs === undefined ? '' : `, ${each.durationMs} ms`} · ${notes}` }));
  }));
}

async function showThinking() {
  const now = await get('thinking');
  const form = byId('thinking').elements;
  for (const name of ['tokensPerSecond', 'firstTokenMs', 'filter']) {
    form[name].value = now[name];
  }
  byId('thinking-told').textContent = now.scriptedTurnsLeft === 0 ? '' : `${now.scriptedTurnsLeft} scripted turns are left.`;
}

async function think(event) {
  event.preventDefault();
  const form = event.target.elements;
  try {
    await put('thinking', {
      tokensPerSecond: Number(form.tokensPerSecond.value), firstTokenMs: Number(form.firstTokenMs.value), filter: form.filter.value,
    });
    byId('thinking-told').textContent = 'Set; it counts from the next answer.';
  } catch (error) {
    byId('thinking-told').textContent = error.message;
  }
}
