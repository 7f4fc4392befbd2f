import { byId, element } from '/emulator/page/api.js';

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Shows what was said and heard, and touches only the lines that changed, so that a screen reader reads each once. */
export class Dialogue {
  #list = byId('dialogue');
  #call = null;
  #lines = new Map();

  show(call) {
    if (this.#call !== call.id) {
      this.#call = call.id;
      this.#lines.clear();
      this.#list.replaceChildren();
    }
    const lines = [
      ...call.heard.map((line, index) => ({ ...line, who: 'agent', key: `agent-${index}` })),
      ...call.said.map((line, index) => ({ ...line, who: 'caller', key: `caller-${index}` })),
    ].sort((a, b) => a.startMs - b.startMs);
    if (lines.length === 0) {
      this.#nothing(call);
      return;
    }
    this.#list.querySelector('.none')?.remove();
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 60;
    let before = null;
    let added = false;
    for (const line of lines) {
      const print = `${line.text}|${line.endMs}|${line.cutAfterWord}`;
      let known = this.#lines.get(line.key);
      if (known === undefined) {
        known = { item: element('li'), print: '' };
        this.#lines.set(line.key, known);
        added = true;
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
    if (atEnd || added) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  #nothing(call) {
    const words = call.state === 'ringing' ? 'Ringing' : call.state === 'ended' ? 'Nobody spoke.' : 'Connected; nobody has spoken yet.';
    this.#list.replaceChildren(element('li', { class: 'none', text: words }));
  }
}

function write(item, line) {
  const cut = line.who === 'agent' && line.cutAfterWord !== null && line.cutAfterWord !== undefined;
  item.className = `line ${line.who}${cut ? ' cut' : ''}`;
  item.replaceChildren(
    element('div', { class: 'who' },
      element('span', { text: line.who === 'agent' ? 'Agent, as heard' : 'Caller' }),
      element('time', { text: `${seconds(line.startMs)} to ${seconds(line.endMs)}` })),
    element('span', { text: line.text }));
  if (cut) {
    const words = line.cutAfterWord === 1 ? '1 word' : `${line.cutAfterWord} words`;
    item.append(element('span', { class: 'cut-mark', text: `✂ cut here after ${words}` }));
  }
}
