import { byId, element, get, post, repeat } from '/emulator/page/api.js';
import { Dialogue } from '/emulator/page/dialogue.js';
import { showFigures } from '/emulator/page/figures.js';
import { scripts, written } from '/emulator/page/scripts.js';

const dialogue = new Dialogue();
const NAMES = { '+15550100001': 'Reception', '+15550100002': 'Order desk' };
const ENDED_BY = {
  caller: 'the caller hung up', agent: 'the agent hung up', unanswered: 'nobody answered', rejected: 'rejected', error: 'failed',
};
let chosen = decodeURIComponent(location.hash.slice(1)) || null;
let live = false;
let listPrint = '';

export function startCalls() {
  readyScripts();
  keypad();
  byId('place').addEventListener('submit', place);
  byId('say').addEventListener('submit', say);
  byId('hang-up').addEventListener('click', () => act('hangUp', {}));
  byId('load-audio').addEventListener('click', listen);
  repeat(refreshList, () => 1000);
  repeat(refreshChosen, () => (live ? 250 : 1000));
}

function readyScripts() {
  const ready = byId('ready');
  ready.append(...scripts.map((script, index) => element('option', { value: index, text: script.name })));
  const fill = () => {
    const script = scripts[Number(ready.value)];
    byId('script').value = written(script.steps);
    byId('place').elements.to.value = script.to;
  };
  ready.addEventListener('change', fill);
  fill();
}

function keypad() {
  byId('keys').append(...[...'123456789*0#'].map((tone) => {
    const key = element('button', { type: 'button', text: tone, 'aria-label': { '*': 'star', '#': 'hash' }[tone] ?? tone });
    key.addEventListener('click', () => act('dtmf', { tones: tone }));
    return key;
  }));
}

async function place(event) {
  event.preventDefault();
  const form = event.target.elements;
  const problem = byId('place-problem');
  problem.textContent = '';
  try {
    const order = {
      from: form.from.value, to: form.to.value, ear: form.ear.value, sampleRate: Number(form.sampleRate.value),
      downlinkMs: Number(form.downlinkMs.value), jitterMs: Number(form.jitterMs.value),
    };
    if (form.script.value.trim() !== '') {
      order.script = JSON.parse(form.script.value);
    }
    const { id } = await post('calls', order);
    choose(id);
    await refreshList();
    byId('dialogue').scrollIntoView({ block: 'nearest' });
  } catch (error) {
    problem.textContent = error instanceof SyntaxError ? 'The script is not well-formed JSON.' : error.message;
  }
}

async function say(event) {
  event.preventDefault();
  const field = byId('say-text');
  const text = field.value.trim();
  if (text !== '' && (await act('say', { text }))) {
    field.value = '';
  }
  field.focus();
}

async function act(verb, body) {
  try {
    await post(`calls/${encodeURIComponent(chosen)}/${verb}`, body);
    await refreshChosen();
    return true;
  } catch (error) {
    byId('place-problem').textContent = error.message;
    return false;
  }
}

function choose(id) {
  chosen = id;
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  byId('audio').hidden = true;
  byId('audio').removeAttribute('src');
  listPrint = '';
  refreshChosen();
}

async function refreshList() {
  try {
    const calls = await get('calls');
    pulse(true, calls.filter((call) => call.state !== 'ended').length);
    const newest = calls.toReversed();
    if (chosen === null && newest.length > 0) {
      choose(newest[0].id);
    }
    const print = JSON.stringify(newest.map((call) => [call.id, call.state, call.endedBy, call.said.length, call.heard.length]));
    if (print !== listPrint) {
      listPrint = print;
      showList(newest);
    }
  } catch {
    pulse(false, 0);
  }
}

function showList(calls) {
  byId('no-calls').hidden = calls.length > 0;
  const focused = document.activeElement?.dataset?.call;
  byId('calls').replaceChildren(...calls.map((call) => {
    const button = element('button', { type: 'button', 'data-call': call.id, 'aria-current': call.id === chosen },
      element('span', { class: 'number', text: NAMES[call.to] ?? call.to ?? call.id }),
      element('span', { class: `badge ${call.state}`, text: call.state }),
      element('span', { class: 'more', text: call.said.at(-1)?.text ?? call.heard.at(-1)?.text ?? call.from ?? '' }));
    button.addEventListener('click', () => choose(call.id));
    return element('li', {}, button);
  }));
  if (focused) {
    byId('calls').querySelector(`[data-call="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function refreshChosen() {
  if (chosen === null) {
    return;
  }
  try {
    const call = await get(`calls/${encodeURIComponent(chosen)}`);
    if (call.id === chosen) {
      show(call);
    }
  } catch {
    live = false; // the list's own request tells whether the emulator is there
  }
}

function show(call) {
  live = call.state !== 'ended';
  byId('talk-title').textContent = `${NAMES[call.to] ?? call.to ?? 'Call'}${live ? '' : `: ${ENDED_BY[call.endedBy] ?? 'ended'}`}`;
  byId('talk-sub').textContent =
    [call.from && `${call.from} to ${call.to}`, call.sampleRate && `${call.sampleRate / 1000} kHz`, call.ear && `${call.ear} ear`,
      call.downlinkMs ? `downlink ${call.downlinkMs} ms` : ''].filter(Boolean).join(' · ');
  const badge = byId('talk-state');
  badge.hidden = false;
  badge.className = `badge ${call.state}`;
  badge.textContent = call.state;
  byId('by-hand').hidden = call.state !== 'connected';
  byId('listen').hidden = call.said.length + call.heard.length === 0;
  byId('load-audio').textContent = live ? 'Listen so far' : 'Listen to the call';
  dialogue.show(call);
  showFigures(call);
}

function listen() {
  const audio = byId('audio');
  audio.hidden = false;
  audio.src = `/emulator/calls/${encodeURIComponent(chosen)}/audio.wav?at=${Date.now()}`;
  audio.play().catch(() => audio.focus());
}

function pulse(up, liveCalls) {
  byId('pulse').className = `pulse ${up ? 'up' : 'down'}`;
  const words = up ? (liveCalls === 0 ? 'Ready' : liveCalls === 1 ? '1 live call' : `${liveCalls} live calls`) : 'The emulator does not answer';
  const place = byId('pulse').querySelector('.words');
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
