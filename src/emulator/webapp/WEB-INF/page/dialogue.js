import { byId, element } from '/emulator/page/api.js';

/** What a human ear writes down instead of words. */
const VOICE = '(an audible voice)';
/** A pause within which keys are one number. */
const SAME_NUMBER_MS = 1500;
/** A pause within which two sentences of the agent are one turn. */
const SAME_TURN_MS = 700;
const seconds = (ms) => (ms / 1000).toFixed(1);

/** Shows what was said and heard, and touches only the lines that changed, so that a screen reader reads each once. */
export class Dialogue {
  #list = byId('dialogue');
  #call = null;
  #lines = new Map();

  show(call) {
    if (this.#call !== call.id) {
      this.clear();
      this.#call = call.id;
    }
    const lines = [
      ...turns(call.heard),
      ...call.said.map((line, index) => ({ ...line, who: 'caller', key: `caller-${index}` })),
      ...presses(call.pressed),
    ].sort((a, b) => a.startMs - b.startMs);
    if (lines.length === 0) {
      this.#nothing(call);
      return;
    }
    this.#list.querySelector('.none')?.remove();
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 60;
    let before = null;
    for (const line of lines) {
      const print = `${line.text}|${line.endMs}|${line.cutAfter}`;
      let known = this.#lines.get(line.key);
      if (known === undefined) {
        known = { item: element('li'), print: '' };
        this.#lines.set(line.key, known);
      }
      if (known.print !== print) {
        known.print = print;
        write(known.item, line);
      }
      const place = before === null ? this.#list.firstElementChild : before.nextElementSibling;
      if (place !== known.item) {
        this.#list.insertBefore(known.item, place);
      }
      before = known.item;
    }
    if (atEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  clear() {
    this.#call = null;
    this.#lines.clear();
    this.#list.replaceChildren();
  }

  #nothing(call) {
    const words = { ringing: 'Ringing', ended: 'Nobody spoke.' }[call.state] ?? 'Connected; nobody has spoken yet.';
    if (this.#list.textContent !== words) {
      this.#list.replaceChildren(element('li', { class: 'none', text: words }));
    }
  }
}

/** The agent's sentences, those of one breath together; `cutAfter` counts the words of the whole turn. */
function turns(heard) {
  const all = [];
  heard.forEach((line, index) => {
    const cut = line.cutAfterWord !== null;
    const last = all.at(-1);
    if (last !== undefined && last.cutAfter === null && line.startMs - last.endMs < SAME_TURN_MS) {
      const before = last.text.split(' ').length;
      last.text = `${last.text} ${line.text}`.trim();
      last.endMs = line.endMs;
      last.cutAfter = cut ? before + line.cutAfterWord : null;
    } else {
      all.push({ ...line, who: 'agent', key: `agent-${index}`, cutAfter: line.cutAfterWord });
    }
  });
  return all;
}

function presses(pressed) {
  const all = [];
  pressed.forEach((line, index) => {
    const last = all.at(-1);
    if (last !== undefined && line.startMs - last.endMs < SAME_NUMBER_MS) {
      last.text += ` ${line.text}`;
      last.endMs = line.endMs;
    } else {
      all.push({ ...line, who: 'caller keys', key: `keys-${index}` });
    }
  });
  return all;
}

function write(item, line) {
  const agent = line.who === 'agent';
  const cut = agent && line.cutAfter !== null;
  item.className = `line ${line.who}${cut ? ' cut' : ''}${agent && line.text === VOICE ? ' voice' : ''}`;
  item.replaceChildren(
    element('div', { class: 'who' },
      element('span', { text: { agent: 'Agent, as heard', caller: 'Caller' }[line.who] ?? 'Caller, by keys' }),
      element('time', { text: `${seconds(line.startMs)} to ${seconds(line.endMs)} s` })),
    element('span', { class: 'words', text: line.text }));
  if (cut) {
    const after = line.cutAfter === 0 ? 'before a whole word' : line.cutAfter === 1 ? 'after 1 word' : `after ${line.cutAfter} words`;
    item.append(element('span', { class: 'cut-mark', text: `✂ cut ${after}` }));
  }
}
