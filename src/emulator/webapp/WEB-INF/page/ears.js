import { byId, get } from '/emulator/page/api.js';

/** Whether this machine can speak audibly; assumed until the emulator has said otherwise. */
let installed = true;
let live = [];

const MISSING = 'espeak-ng is not installed where the emulator runs, so the agent speaks in tones to human ears too. '
  + 'Install it (apt-get install espeak-ng) and start the emulator again.';
const SHARED = 'A call with a tone ear is live: until it ends, the agent speaks in tones to everyone.';

export async function startEars() {
  byId('ear').addEventListener('change', showEarNote);
  showEarNote();
  try {
    installed = (await get('voice')).audible;
  } catch {
    return; // the list of calls says when the emulator is away
  }
  showEarNote();
}

/** Takes the calls that are live now. */
export function liveCalls(calls) {
  live = calls;
  showEarNote();
}

function showEarNote() {
  const others = (ear) => live.some((call) => call.ear === ear);
  let words = 'Every word you read was decoded from the audio. It sounds like chirps.';
  if (byId('ear').value === 'human') {
    words = !installed ? MISSING : others('tone') ? SHARED : 'The agent speaks audibly: listen to the call to hear what it says.';
  } else if (others('human')) {
    words += ' A call with a human ear is live: it hears tones as long as this one lasts.';
  }
  write(byId('ear-note'), words);
}

/** What to know about the ear of the call that is shown; empty for a tone ear. */
export function earOf(call) {
  if (call.ear !== 'human') {
    return '';
  }
  if (!installed) {
    return MISSING;
  }
  if (call.state !== 'ended' && live.some((each) => each.ear === 'tone')) {
    return SHARED;
  }
  return 'A human ear hears a voice and writes down no words. Listen to the call to hear them.';
}

function write(place, words) {
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
