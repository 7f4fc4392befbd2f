const KEY = 'parley.talk';

/** What somebody chose last, kept in this browser where it lets a page keep anything. */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // nothing kept, or not by this page
  }
}

export function remember(choice) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...choice }));
  } catch (failure) {
    console.info('this browser keeps no choices', failure.name);
  }
}

/** Fills the two lists with what is plugged in; names are known once the page may use the microphone. */
export async function listDevices(microphones, speakers) {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const { microphone, speaker } = remembered();
  fill(microphones, all.filter(one => one.kind === 'audioinput'), microphone);
  fill(speakers, all.filter(one => one.kind === 'audiooutput'), speaker);
}

function fill(list, devices, chosen) {
  const named = devices.filter(one => one.deviceId && !['default', 'communications'].includes(one.deviceId));
  list.replaceChildren(new Option('As the system has it', ''), ...named.map(one => new Option(one.label || 'Another one', one.deviceId)));
  list.value = named.some(one => one.deviceId === chosen) ? chosen : '';
}
