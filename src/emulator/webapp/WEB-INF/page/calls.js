import { byId, element, get, getSound, post, remove, repeat } from '/emulator/page/api.js';
import { Dialogue } from '/emulator/page/dialogue.js';
import { earOf, liveCalls } from '/emulator/page/ears.js';
import { showFigures } from '/emulator/page/figures.js';
import { scripts, written } from '/emulator/page/scripts.js';

const dialogue = new Dialogue();
const NAMES = { '+15550100001': 'Reception', '+15550100002': 'Order desk' };
const ENDED_BY = {
  caller: 'the caller hung up', agent: 'the agent hung up', unanswered: 'nobody answered', rejected: 'rejected', transfer: 'transferred', error: 'failed',
};
/** The call that is shown, or null; one of a link until the list says that it is known. */
let chosen = decodeURIComponent(location.hash.slice(1)) || null;
let known = false;
let live = false;
let listPrint = '';

export function startCalls() {
  readyScripts();
  keypad();
  byId('place').addEventListener('submit', place);
  byId('place').addEventListener('invalid', (event) => {
    byId('place-problem').textContent = `That is not a phone number. ${event.target.title}.`;
  }, true);
  byId('say').addEventListener('submit', say);
  byId('hang-up').addEventListener('click', () => act('hangUp', {}));
  byId('forget').addEventListener('click', forget);
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
    byId('script-title').textContent = script.steps.length === 0 ? 'Script' : `Script, ${script.steps.length} steps`;
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
    known = true;
    choose(id);
    await refreshList();
    if (matchMedia('(max-width: 760px)').matches) {
      byId('talk').scrollIntoView(); // below the form on a phone
    }
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
  byId('talk-problem').textContent = '';
  try {
    await post(`calls/${encodeURIComponent(chosen)}/${verb}`, body);
    await refreshChosen();
    return true;
  } catch (error) {
    byId('talk-problem').textContent = error.message;
    return false;
  }
}

async function forget() {
  const gone = chosen;
  chosen = null;
  try {
    await remove(`calls/${encodeURIComponent(gone)}`);
  } catch (error) {
    byId('talk-problem').textContent = error.message;
  }
  await refreshList();
  byId('talk-title').focus();
}

function choose(id) {
  chosen = id;
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  silence();
  byId('talk-problem').textContent = '';
  listPrint = '';
  refreshChosen();
}

/** Which call is shown: the identifier, or null. */
export const shownCall = () => chosen;

async function refreshList() {
  const before = chosen;
  try {
    const calls = await get('calls');
    if (chosen !== before) {
      return; // chosen meanwhile: this list may be older than that call
    }
    const talking = calls.filter((call) => call.state !== 'ended');
    pulse(true, talking.length);
    liveCalls(talking);
    const newest = calls.toReversed();
    known = newest.some((call) => call.id === chosen);
    if (!known && newest.length > 0) {
      known = true;
      choose(newest[0].id);
    } else if (!known) {
      showNone();
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

/** Who the call is about: the desk that was called, or that calls. */
const desk = (call) => NAMES[call.direction === 'outbound' ? call.from : call.to] ?? call.to;

function showList(calls) {
  byId('no-calls').hidden = calls.length > 0;
  const focused = document.activeElement?.dataset?.call;
  byId('calls').replaceChildren(...calls.map((call) => {
    const time = new Date(call.placed).toLocaleTimeString([], { hourCycle: 'h23' });
    const words = call.said.at(-1)?.text ?? call.heard.at(-1)?.text;
    const button = element('button', { type: 'button', 'data-call': call.id, 'aria-current': call.id === chosen },
      element('span', { class: 'number', text: desk(call) }),
      element('span', { class: `badge ${call.state}`, text: call.state }),
      element('span', { class: 'more', text: words ? `${time} · ${words}` : time }));
    button.addEventListener('click', () => choose(call.id));
    return element('li', {}, button);
  }));
  if (focused) {
    byId('calls').querySelector(`[data-call="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function refreshChosen() {
  if (chosen === null || !known) {
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
  const outbound = call.direction === 'outbound';
  byId('talk-title').textContent = `${desk(call)}${outbound ? ' dials' : ''}${live ? '' : `: ${ENDED_BY[call.endedBy] ?? 'ended'}`}`;
  byId('talk-sub').textContent =
    [`${call.from} to ${call.to}`, `${call.sampleRate / 1000} kHz`, `${call.ear} ear`,
      call.downlinkMs ? `downlink ${call.downlinkMs} ms` : '', call.jitterMs ? `jitter ${call.jitterMs} ms` : '']
      .filter(Boolean).join(' · ');
  const badge = byId('talk-state');
  badge.hidden = false;
  badge.className = `badge ${call.state}`;
  badge.textContent = call.state;
  byId('hang-up').hidden = !live;
  byId('forget').hidden = live;
  const note = earOf(call);
  byId('talk-note').hidden = note === '';
  byId('talk-note').textContent = note;
  byId('by-hand').hidden = call.state !== 'connected';
  byId('listen').hidden = call.framesOut === 0;
  byId('load-audio').hidden = !live && !byId('audio').hidden;
  byId('load-audio').textContent = live ? 'Listen so far' : 'Listen to the call';
  byId('save-audio').hidden = live;
  byId('save-audio').href = `/emulator/calls/${encodeURIComponent(call.id)}/audio.wav`;
  dialogue.show(call);
  showFigures(call);
}

function showNone() {
  live = false;
  dialogue.clear();
  byId('talk-title').textContent = 'No call yet';
  byId('talk-sub').textContent = 'Place one: the dialogue appears here as it happens.';
  for (const part of ['talk-state', 'hang-up', 'forget', 'talk-note', 'by-hand', 'listen', 'figures']) {
    byId(part).hidden = true;
  }
}

/** Plays the audio whole from memory, so that its length is known and any place can be sought. */
async function listen() {
  const audio = byId('audio');
  byId('talk-problem').textContent = '';
  try {
    const sound = await getSound(`calls/${encodeURIComponent(chosen)}/audio.wav`);
    silence();
    audio.src = URL.createObjectURL(sound);
    audio.hidden = false;
    await audio.play();
  } catch (error) {
    byId('talk-problem').textContent = error.message;
  }
}

function silence() {
  const audio = byId('audio');
  URL.revokeObjectURL(audio.src);
  audio.removeAttribute('src');
  audio.hidden = true;
}

function pulse(up, liveCalls) {
  byId('pulse').className = `pulse ${up ? 'up' : 'down'}`;
  const words = up ? (liveCalls === 0 ? 'Ready' : liveCalls === 1 ? '1 live call' : `${liveCalls} live calls`) : 'The emulator does not answer';
  const place = byId('pulse').querySelector('.words');
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
