import { heardAndRest } from './transcript.js';

const NAMES = { caller: 'You', agent: 'Agent', tool: 'Tool' };
const NEAR_THE_END = 80; // pixels: who has scrolled further up reads, and is left there

/** Shows a transcript's lines; what was said is put in as text. Lines that did not change are left alone. */
export class TranscriptView {
  #list;
  #shown = new Map(); // id → { item, as }
  agent = NAMES.agent;

  constructor(list) {
    this.#list = list;
  }

  clear() {
    this.#list.replaceChildren();
    this.#shown.clear();
  }

  show(lines) {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    const follows = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    lines.forEach((line, at) => this.#line(line, at));
    if (follows) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  #line(line, at) {
    const as = JSON.stringify(line);
    const known = this.#shown.get(line.id);
    if (known?.as === as) {
      return;
    }
    const item = known?.item ?? this.#list.insertBefore(document.createElement('li'), this.#list.children[at] ?? null);
    item.className = `line ${line.who}${line.pending ? ' pending' : ''}${line.cut ? ' cut' : ''}`;
    item.dataset.id = line.id;
    item.replaceChildren(...(line.who === 'tool' ? tool(line) : this.#said(line)));
    this.#shown.set(line.id, { item, as });
  }

  #said(line) {
    const [heard, rest] = heardAndRest(line);
    const words = element('p', 'words', element('span', 'heard', heard || '…'));
    if (line.cut) {
      words.append(element('span', 'cut-mark', '✂', element('span', 'unseen', ' cut here. ')));
    }
    if (rest) {
      words.append(element('s', 'unheard', element('span', 'unseen', 'Not heard: '), rest));
    }
    const who = element('b', 'who', line.who === 'agent' ? this.agent : NAMES[line.who]);
    const times = timing(line);
    return times ? [who, words, element('p', 'times', times)] : [who, words];
  }
}

const DOING = { started: 'works…', done: 'done', failed: 'failed' };

function tool(line) {
  return [element('p', 'words', element('code', '', line.text), ' ', DOING[line.status] ?? line.status)];
}

const PARTS = {
  hear_ms: 'hear',
  first_token_ms: 'think',
  act_ms: 'tools',
  speak_ms: 'speak',
};

/** How long the caller waited, and what the server says the time went to. */
function timing(line) {
  if (line.latency === undefined) {
    return '';
  }
  const parts = Object.entries(PARTS)
    .filter(([name]) => line.parts?.[name] !== undefined)
    .map(([name, word]) => ` · ${word} ${line.parts[name]} ms`);
  return `heard after ${(line.latency / 1000).toFixed(2)} s${parts.join('')}`;
}

function element(name, className, ...parts) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...parts);
  return made;
}
