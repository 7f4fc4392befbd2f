import { byId, element, get, post, put, remove, repeat } from '/emulator/page/api.js';
import { shownCall } from '/emulator/page/calls.js';

const FAULTS = {
  refuse: 'Answers with an error status at once.',
  delay: 'Answers rightly, but so many milliseconds later.',
  stall: 'Begins rightly and then falls silent, with the connection left open.',
  reset: 'Begins rightly and then drops the connection.',
  garbage: 'Begins rightly and then sends something that is not of the protocol.',
  throttle: 'Answers 429; the milliseconds are the wait it asks for.',
  wrongKey: 'Answers as if the key were wrong.',
};

const tabs = [...document.querySelectorAll('[role=tab]')];

export function startPanels() {
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => open(tab));
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
      if (to !== undefined) {
        const next = tabs[(to + tabs.length) % tabs.length];
        event.preventDefault();
        open(next);
        next.focus();
      }
    });
  });
  byId('fault').addEventListener('submit', inject);
  byId('fault-kind').addEventListener('change', tellFault);
  tellFault();
  byId('clear-faults').addEventListener('click', () => endFaults('faults'));
  byId('requests-of').addEventListener('change', showRequests);
  byId('clear-requests').addEventListener('click', () => remove('requests').then(showRequests));
  byId('thinking').addEventListener('submit', think);
  byId('who-thinks').addEventListener('change', showRelay);
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
  byId('bench').hidden = !(await get('bench')).on;
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
  byId('fault-problem').textContent = '';
  byId('fault-note').textContent = '';
  for (const [name, value] of new FormData(event.target)) {
    if (name === 'shown') {
      if (shownCall() === null) {
        byId('fault-problem').textContent = 'No call is shown.';
        return;
      }
      fault.call = shownCall();
    } else if (value !== '') {
      fault[name] = name === 'service' || name === 'kind' ? value : Number(value);
    }
  }
  try {
    const added = await post('faults', fault);
    byId('fault-note').textContent = added.note ?? '';
    await showFaults();
  } catch (error) {
    byId('fault-problem').textContent = error.message;
  }
}

function tellFault() {
  byId('fault-told').textContent = FAULTS[byId('fault-kind').value];
}

async function endFaults(path) {
  try {
    await remove(path);
    await showFaults();
  } catch (error) {
    byId('fault-problem').textContent = error.message;
  }
}

let faultsPrint = '';

async function showFaults() {
  const faults = await get('faults');
  const print = JSON.stringify(faults);
  if (print === faultsPrint) {
    return; // what has the keyboard's focus stays
  }
  faultsPrint = print;
  byId('no-faults').hidden = faults.length > 0;
  byId('faults').replaceChildren(...faults.map((fault) => {
    const end = element('button', { type: 'button', text: 'End', 'aria-label': `End ${fault.kind} of ${fault.service}` });
    end.addEventListener('click', () => endFaults(`faults/${encodeURIComponent(fault.id)}`));
    const terms = [
      fault.afterMs > 0 && `after ${fault.afterMs} ms`,
      fault.status > 0 && `status ${fault.status}`,
      fault.share < 1 && `share ${fault.share}`,
      fault.times === 0 ? 'until cleared' : fault.times === 1 ? 'once' : `${fault.times} times`,
      fault.call && `call ${short(fault.call)} alone`,
      ...['deployment', 'language', 'heard', 'voice', 'spoken', 'operation', 'path', 'moment'].map((limit) => fault[limit] && `${limit} ${fault[limit]}`),
      `struck ${fault.strikes}`,
    ];
    return element('li', {},
      element('span', { class: 'what' }, chip(fault.service), fault.kind), end,
      element('span', { class: 'more', text: terms.filter(Boolean).join(' · ') }));
  }));
}

const chip = (service) => element('span', { class: `chip ${service}`, text: service });

/** Long identifiers by their first eight characters, type names without their house. */
const short = (text) => String(text).replace(/\b([0-9a-f]{8})-[0-9a-f-]{27}\b/g, '$1…').replace('Microsoft.Communication.', '');

let requestsPrint = '';

async function showDocuments() {
  const held = (await get('cosmos')).map((each) => `${each.documents} in ${each.database}/${each.container}`);
  byId('documents').textContent = held.length === 0 ? 'Cosmos holds no documents.' : `Cosmos holds ${held.join(', ')}.`;
}

async function showSessions() {
  const open = (await get('realtime')).sessions;
  const of = [...new Set(open.map((each) => each.deployment))].join(', ');
  byId('sessions').textContent = open.length === 0 ? 'No realtime session is open.'
    : `${open.length} realtime ${open.length === 1 ? 'session is' : 'sessions are'} open, of ${of}.`;
}

async function showRequests() {
  await showDocuments();
  await showSessions();
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
    const notes = Object.entries(each.notes).map(([key, value]) => `${key}: ${short(value)}`);
    const time = new Date(each.time).toLocaleTimeString([], { hourCycle: 'h23' });
    return element('li', {},
      element('span', { class: 'what', title: each.what }, chip(each.service), short(each.what)),
      element('span', { class: bad ? 'status-bad' : 'status-good', text: each.status ?? 'open' }),
      element('span', { class: 'more', text: [time, each.durationMs !== undefined && `${each.durationMs} ms`, ...notes].filter(Boolean).join(' · ') }));
  }));
}

async function showThinking() {
  const [now, latency] = await Promise.all([get('thinking'), get('latency')]);
  const form = byId('thinking').elements;
  for (const name of ['tokensPerSecond', 'firstTokenMs', 'filter']) {
    form[name].value = now[name];
  }
  form.who.value = now.relay ? 'relay' : 'demo';
  for (const name of ['baseUrl', 'model', 'apiKeyEnv']) {
    form[name].value = now.relay?.[name] ?? '';
  }
  showRelay();
  form.latency.value = latency.preset;
  byId('thinking').dataset.shown = 'true';
  byId('thinking-told').textContent = now.scriptedTurnsLeft === 0 ? '' : `${now.scriptedTurnsLeft} scripted turns are left.`;
}

function showRelay() {
  const form = byId('thinking').elements;
  const relays = form.who.value === 'relay';
  byId('relay').hidden = !relays;
  form.baseUrl.required = relays;
}

function relayOf(form) {
  if (form.who.value !== 'relay') {
    return null;
  }
  const given = ['baseUrl', 'model', 'apiKeyEnv'].filter((name) => form[name].value.trim() !== '');
  return Object.fromEntries(given.map((name) => [name, form[name].value.trim()]));
}

async function think(event) {
  event.preventDefault();
  const form = event.target.elements;
  try {
    await put('thinking', {
      tokensPerSecond: Number(form.tokensPerSecond.value), firstTokenMs: Number(form.firstTokenMs.value), filter: form.filter.value,
      relay: relayOf(form),
    });
    if (form.latency.value !== 'own') {
      await put('latency', { preset: form.latency.value });
    }
    byId('thinking-told').textContent = 'Set; it counts from the next answer.';
  } catch (error) {
    byId('thinking-told').textContent = error.message;
  }
}
