/**
 * What was said, from the events of the other side. A list of lines in their order:
 * {id, who: 'caller' | 'agent' | 'tool', text, pending, cut, heard, response, latency, parts}. Without a page, so that it
 * can be tried without one.
 */
export class Transcript {
  lines = [];
  #callerSpeaks = false;

  /** Takes one event; whether a line changed. Events that are of no interest here change nothing. */
  take(event) {
    const reader = READERS[event.type];
    return Boolean(reader) && reader(this, event) !== false;
  }

  /** What the user typed, before the other side knows of it. */
  typed(id, text) {
    this.lines.push({ id, who: 'caller', text, pending: false });
  }

  /** The time from the caller's last sound to the first of the answer, as it was here. */
  answeredAfter(item, ms) {
    const line = this.find(item);
    if (line) {
      line.latency = ms;
    }
  }

  find(id) {
    return this.lines.find(line => line.id === id);
  }

  line(id, who) {
    const known = this.find(id);
    if (known) {
      return known;
    }
    const made = { id, who, text: '', pending: true };
    if (who === 'tool' && this.#callerSpeaks) {
      made.early = true;
    }
    this.lines.splice(who === 'caller' ? this.lines.findLastIndex(line => !line.early) + 1 : this.lines.length, 0, made);
    return made;
  }

  /** Meanwhile the server may think ahead: its tools belong behind what the caller is saying. */
  callerSpeaks(speaks) {
    this.#callerSpeaks = speaks;
    return false;
  }
}

const READERS = {
  'input_audio_buffer.speech_started': all => all.callerSpeaks(true),
  'input_audio_buffer.committed': (all, event) => {
    all.line(event.item_id, 'caller');
    all.callerSpeaks(false);
  },
  'conversation.item.added': added,
  'conversation.item.created': added,
  'conversation.item.input_audio_transcription.delta': (all, event) => {
    all.line(event.item_id, 'caller').text += event.delta;
  },
  'conversation.item.input_audio_transcription.completed': (all, event) => {
    const line = all.line(event.item_id, 'caller');
    line.text = event.transcript.trim() || '(nothing understood)';
    line.pending = false;
  },
  'conversation.item.input_audio_transcription.failed': (all, event) => {
    Object.assign(all.line(event.item_id, 'caller'), { text: '(not understood)', pending: false });
  },
  'response.output_audio_transcript.delta': said,
  'response.output_text.delta': said,
  'response.output_audio_transcript.done': (all, event) => saidAll(all, event, event.transcript),
  'response.output_text.done': (all, event) => saidAll(all, event, event.text),
  'response.done': (all, event) => {
    const lines = all.lines.filter(line => line.response === event.response.id);
    lines.forEach(line => (line.pending = false));
    return lines.length > 0;
  },
  'conversation.item.truncated': (all, event) => cut(all.find(event.item_id)),
  'parley.cut': (all, event) => {
    const line = all.find(event.item_id) ?? all.lines.findLast(one => one.response === event.response_id);
    return cut(line, event.heard);
  },
  'parley.turn': (all, event) => {
    const line = all.lines.findLast(one => one.who === 'agent' && one.response === event.response_id);
    if (!line) {
      return false;
    }
    line.parts = event.parts;
    line.cut ||= event.cut;
  },
  'parley.tool': (all, event) => {
    const line = all.line(event.call_id, 'tool');
    Object.assign(line, { text: event.name, status: event.status, pending: event.status === 'started' });
  },
};

/** Items of other kinds, such as calls of tools, are no lines; one of ours that comes back is known. */
function added(all, { item }) {
  if (item.type !== 'message' || item.role === 'system') {
    return false;
  }
  const text = (item.content ?? []).map(part => part.text ?? part.transcript ?? '').join(' ');
  const line = all.line(item.id, item.role === 'user' ? 'caller' : 'agent');
  if (text) {
    Object.assign(line, { text, pending: item.status === 'in_progress' });
  }
}

function said(all, event) {
  const line = all.line(event.item_id, 'agent');
  line.response = event.response_id;
  line.text += event.delta;
}

/** A cut text keeps its unheard rest to show, so the shorter one does not replace it. */
function saidAll(all, event, text) {
  const line = all.line(event.item_id, 'agent');
  line.response = event.response_id;
  if (text && !(line.cut && text.length < line.text.length)) {
    line.text = text;
  }
}

function cut(line, heard) {
  if (!line) {
    return false;
  }
  line.cut = true;
  line.pending = false;
  if (heard !== undefined) {
    line.heard = heard;
  }
}

/**
 * A line's text as [heard, unheard]. What the other side says was heard may differ in spaces, so its words are counted.
 * Where it says nothing the whole counts as heard.
 */
export function heardAndRest(line) {
  if (!line.cut || line.heard === undefined) {
    return [line.text, ''];
  }
  const words = line.heard.trim().split(/\s+/).filter(Boolean).length;
  const end = new RegExp(`^\\s*(?:\\S+\\s*){${words}}`).exec(line.text)?.[0].length ?? line.text.length;
  return [line.text.slice(0, end), line.text.slice(end)];
}
