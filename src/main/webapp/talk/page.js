import { ask } from './api.js';
import { listDevices, remember, remembered } from './choices.js';
import { pushToTalk } from './push-to-talk.js';
import { Talk } from './talk.js';
import { TranscriptView } from './transcript-view.js';

/** The page where one talks to a persona: what is pressed goes to the talk, what the talk tells is shown. */
const by = id => document.getElementById(id);
const root = by('talk').dataset.root;
const view = new TranscriptView(by('transcript'));
const STATES = {
  connecting: 'connecting…',
  listening: 'listening',
  thinking: 'thinking…',
  speaking: 'speaking',
  ended: 'ended',
};
const WAYS = {
  server: 'Tools, limits, transcript and record of the call are the server’s.',
  direct: 'The server is not between: no tools, and it keeps no transcript and no record of the talk.',
};

let personas = [];
let talk = null;

const chosen = name => document.querySelector(`input[name=${name}]:checked`).value;
const live = () => talk !== null && talk.state !== 'ended';
const pushes = () => chosen('mode') === 'push';

function problem(words) {
  by('problem').textContent = words;
  by('problem').hidden = !words;
}

/** Once for each change: somebody who listens by screen reader hears the agent, so lesser states are only seen. */
function news(words) {
  by('news').textContent = words;
}

function show() {
  by('state').dataset.state = talk.state;
  by('state').textContent = STATES[talk.state];
  view.show(talk.transcript.lines);
  by('empty').hidden = talk.transcript.lines.length > 0;
  by('talk').classList.toggle('on', live());
  by('live').hidden = talk.state === 'connecting' || talk.state === 'ended';
  by('stop').disabled = talk.state !== 'speaking';
}

function showLevel() {
  by('level').firstElementChild.style.transform = `scaleX(${live() ? talk.level : 0})`;
  if (live()) {
    requestAnimationFrame(showLevel);
  }
}

function showPersona() {
  if (personas.length === 0) {
    return; // not known yet; what is chosen meanwhile stays
  }
  const persona = personas.find(one => one.id === by('persona').value);
  const direct = document.querySelector('input[value=direct]');
  by('about').textContent = persona?.description ?? '';
  direct.disabled = live() || !persona?.direct;
  if (!persona?.direct) {
    document.querySelector('input[value=server]').checked = true;
  }
  by('way-hint').textContent = persona && !persona.direct ? 'This persona is reached through the server alone.' : WAYS[chosen('way')];
}

function lockChoices(locked) {
  for (const one of by('setup').querySelectorAll('#persona, input[type=radio], #call')) {
    one.disabled = locked;
  }
  showPersona();
}

async function call() {
  setMuted(false);
  by('mute').hidden = pushes();
  by('hold').hidden = !pushes();
  by('retry-microphone').hidden = true;
  by('reason').hidden = true;
  problem('');
  view.clear();
  const [persona, way, mode] = [by('persona').value, chosen('way'), chosen('mode')];
  const [microphone, speaker, plain] = [by('microphone').value, by('speaker').value, by('plain').checked];
  remember({ persona, way, mode });
  view.agent = personas.find(one => one.id === persona).name;
  named(view.agent);
  talk = new Talk({ root, persona, way, mode, microphone, speaker, plain }, { changed: show, problem, ended, noMicrophone, named });
  lockChoices(true);
  show();
  news('Connecting.');
  try {
    await talk.begin();
    news('Connected.');
    (pushes() ? by('hold') : by('with')).focus();
    showLevel();
    await listDevices(by('microphone'), by('speaker'));
  } catch (failure) {
    over('not connected', 'idle');
    problem(failure.message);
    by('problem').scrollIntoView({ block: 'nearest' }); // on a phone it is below the button
    waitFor(failure.waitS ?? 0);
  }
}

function ended(reason) {
  over('ended', 'ended');
  news(`Ended. ${reason}`);
  by('reason').textContent = reason;
  by('reason').hidden = false;
}

function over(word, state) {
  show();
  by('state').textContent = word;
  by('state').dataset.state = state;
  lockChoices(false);
  by('call').textContent = 'Call again';
  by('call').focus();
}

/** Counts down where the server said when there is room again. */
function waitFor(seconds) {
  by('call').disabled = seconds > 0;
  by('call').textContent = seconds > 0 ? `Call again in ${seconds} s` : 'Call again';
  if (seconds > 0) {
    setTimeout(() => waitFor(seconds - 1), 1000);
  }
}

function noMicrophone(words) {
  problem(words);
  by('retry-microphone').hidden = false;
  by('mute').hidden = true;
}

function named(name) {
  by('with').textContent = name;
}

function setMuted(muted) {
  by('mute').setAttribute('aria-pressed', String(muted));
  by('mute').textContent = muted ? 'Unmute' : 'Mute';
  talk?.mute(muted);
}

async function useDevices() {
  const devices = { microphone: by('microphone').value, speaker: by('speaker').value, plain: by('plain').checked };
  remember(devices);
  if (live()) {
    await talk.useDevices(devices);
    setMuted(by('mute').getAttribute('aria-pressed') === 'true');
  }
}

async function list() {
  const last = remembered();
  const asked = new URLSearchParams(location.search).get('persona');
  try {
    personas = await ask(`${root}/api/v1/talk/personas`);
  } catch (failure) {
    problem(failure.message);
    return;
  }
  by('persona').replaceChildren(...personas.map(one => new Option(one.name, one.id)));
  const first = [asked, last.persona, personas.find(one => one.byDefault)?.id].find(id => personas.some(one => one.id === id));
  by('persona').value = first ?? personas[0]?.id;
  for (const [name, value] of [['way', last.way], ['mode', last.mode]]) {
    document.querySelector(`input[name=${name}][value="${value === undefined ? '' : CSS.escape(value)}"]`)?.click();
  }
  by('plain').checked = last.plain ?? false;
  by('call').disabled = personas.length === 0;
  problem(personas.length === 0 ? 'No persona is published yet.' : '');
  showPersona();
}

by('setup').addEventListener('change', showPersona);
by('setup').addEventListener('submit', event => {
  event.preventDefault();
  call();
});
for (const id of ['microphone', 'speaker', 'plain']) {
  by(id).addEventListener('change', useDevices);
}
by('mute').addEventListener('click', () => setMuted(by('mute').getAttribute('aria-pressed') !== 'true'));
by('stop').addEventListener('click', () => talk.interrupt());
by('hang-up').addEventListener('click', () => talk.hangUp());
by('retry-microphone').addEventListener('click', () => {
  problem('');
  by('retry-microphone').hidden = true;
  by('mute').hidden = pushes();
  talk.useMicrophone();
});
by('typed').addEventListener('submit', event => {
  event.preventDefault();
  const words = by('words').value.trim();
  by('words').value = '';
  if (words) {
    talk.type(words);
  }
});
addEventListener('pagehide', () => live() && talk.hangUp());
by('speaker-field').hidden = !('setSinkId' in (window.AudioContext?.prototype ?? {}));
pushToTalk(by('hold'), () => live() && pushes(), { hold: () => talk.hold(), letGo: () => talk.letGo() });
addEventListener('keydown', event => event.key === 'Escape' && live() && talk.interrupt());
navigator.mediaDevices?.addEventListener('devicechange', () => listDevices(by('microphone'), by('speaker')));
await listDevices(by('microphone'), by('speaker'));
await list();
