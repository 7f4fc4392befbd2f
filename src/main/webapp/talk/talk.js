import { DirectWay } from './direct-way.js';
import { Microphone, whyNoMicrophone } from './microphone.js';
import { toBase64 } from './pcm.js';
import { ServerWay } from './server-way.js';
import { Speaker } from './speaker.js';
import { Transcript } from './transcript.js';

const VOICE = 0.33; // of loudness: -40 dB below the loudest; what is less is no speech
const FRAME_MS = 20;
const LET_GO_MS = 100; // people let the button go with their last sound
const LAST_WORDS_MS = 2_000; // to play what came before the end

/** Races that cost nothing: the answer was over already, or had begun already. */
const HARMLESS = ['response_cancel_not_active', 'conversation_already_has_active_response'];

/**
 * One talk, from the call to its end. Whose turn it is the other side decides; this carries sound and words there and back,
 * stops playing when the caller interrupts, and knows what to show.
 */
export class Talk {
  transcript = new Transcript();
  state = 'connecting';
  level = 0;
  #choice;
  #told;
  #way;
  #microphone;
  #speaker;
  #held = false;
  #letGo;
  #answering = null; // id of the response that comes in
  #awaited = false; // the caller has finished, no answer yet
  #sounding = false;
  #cutOff = new Set(); // responses that were stopped here, of which more may be on its way
  #lastVoice = 0;
  #askedAt = null; // when the caller ended what awaits an answer
  #typed = 0;

  /**
   * @param choice {root, persona, way: 'server' | 'direct', mode: 'open' | 'push', microphone, speaker, plain}
   * @param told {changed(), problem(words), ended(words), noMicrophone(words), named(name)}
   */
  constructor(choice, told) {
    this.#choice = choice;
    this.#told = told;
  }

  /** Throws a {@link Refused} when there is no talk. Without microphone or loudspeaker it goes on in writing. */
  async begin() {
    await this.useMicrophone();
    const events = event => this.#take(event);
    const ended = reason => this.#end(reason);
    try {
      const { root, persona, way } = this.#choice;
      if (way === 'direct') {
        this.#way = await DirectWay.open(root, persona, this.#microphone?.stream, events, ended);
      } else {
        await this.#openSpeaker();
        this.#way = await ServerWay.open(root, persona, events, ended);
      }
    } catch (failure) {
      this.state = 'ended';
      this.#release();
      throw failure;
    }
    this.#show();
  }

  async useMicrophone() {
    try {
      const { microphone, plain } = this.#choice;
      const frame = (samples, loud) => this.#heard(samples, loud);
      const gone = () => this.#told.noMicrophone(whyNoMicrophone({ name: 'GoneError' }));
      const opened = await Microphone.open(microphone, plain, frame, gone);
      this.#microphone?.close();
      this.#microphone = opened;
      this.mute(this.#isDirect && this.#pushes);
    } catch (failure) {
      this.#told.noMicrophone(whyNoMicrophone(failure));
    }
  }

  /** Another microphone or loudspeaker, in the middle of the talk. */
  async useDevices(choice) {
    Object.assign(this.#choice, choice);
    await this.#speaker?.use(this.#choice.speaker);
    if (!this.#isDirect) {
      await this.useMicrophone();
    }
  }

  mute(muted) {
    this.#microphone?.mute(muted);
  }

  /** The button is pressed: whatever is said stops. */
  hold() {
    clearTimeout(this.#letGo);
    if (!this.#held) {
      this.#held = true;
      this.interrupt();
      this.#microphone?.mute(false);
      this.#show();
    }
  }

  letGo() {
    if (!this.#held) {
      return;
    }
    this.#letGo = setTimeout(() => {
      this.#held = false;
      if (this.#isDirect) {
        this.#microphone?.mute(true); // the model finds the end of the turn in the silence
      } else {
        this.#way.send({ type: 'input_audio_buffer.commit' });
      }
      this.#show();
    }, LET_GO_MS);
  }

  /** Stops what is said. */
  async interrupt() {
    if (this.#answering) {
      this.#cutOff.add(this.#answering);
      this.#way.send({ type: 'response.cancel' });
    }
    if (this.#isDirect && this.#sounding) {
      this.#way.send({ type: 'output_audio_buffer.clear' }); // the model plays, this page only hears it
    }
    await this.#silence();
  }

  async type(text) {
    const id = `typed_${Date.now().toString(36)}_${++this.#typed}`;
    this.transcript.typed(id, text);
    await this.interrupt();
    const item = { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
    this.#way.send({ type: 'conversation.item.create', item });
    this.#way.send({ type: 'response.create' });
    this.#awaited = true;
    this.#askedAt = performance.now();
    this.#show();
  }

  hangUp() {
    this.#way?.close();
    this.#silence();
    this.#end('You hung up.');
  }

  get #pushes() {
    return this.#choice.mode === 'push';
  }

  get #isDirect() {
    return this.#choice.way === 'direct';
  }

  async #openSpeaker() {
    try {
      this.#speaker = await Speaker.open(this.#choice.speaker, (what, item) => this.#sounds(what === 'started', item));
    } catch (failure) {
      console.warn('no sound', failure);
      this.#told.problem('This browser plays no sound here; read what is said.');
    }
  }

  /** A frame of the caller's. */
  #heard(samples, loud) {
    const on = !this.#pushes || this.#held;
    this.level = on ? loud : 0;
    if (on && loud > VOICE) {
      this.#lastVoice = performance.now() - FRAME_MS;
    }
    if (on && samples.length > 0) {
      this.#way?.audio(toBase64(samples));
    }
  }

  #take(event) {
    this.transcript.take(event);
    switch (event.type) {
      case 'parley.call':
        this.#told.named(event.persona.name);
        break;
      case 'input_audio_buffer.speech_started':
        this.#awaited = false;
        this.#silence();
        break;
      case 'input_audio_buffer.committed':
        this.#awaited = true;
        this.#askedAt = this.#lastVoice || performance.now();
        break;
      case 'response.created':
        this.#answering = event.response.id;
        break;
      case 'response.output_audio.delta':
        if (!this.#cutOff.has(event.response_id)) {
          this.#speaker?.play(event.item_id, event.delta);
        }
        break;
      case 'output_audio_buffer.started':
        this.#sounds(true, this.transcript.lines.findLast(line => line.who === 'agent')?.id);
        break;
      case 'output_audio_buffer.stopped':
        this.#sounds(false);
        break;
      case 'output_audio_buffer.cleared':
        this.#silence();
        break;
      case 'response.done':
        this.#answered(event.response);
        break;
      case 'error':
        this.#refused(event.error);
        break;
    }
    this.#show();
  }

  #answered(response) {
    this.#cutOff.delete(response.id);
    if (this.#answering === response.id) {
      this.#answering = null;
      this.#awaited = false;
    }
    if (response.status === 'failed') {
      this.#told.problem('There is no answer to that: something behind the server failed. Ask again.');
    }
  }

  #refused(error) {
    if (error.code === 'input_audio_buffer_commit_empty') {
      this.#told.problem('Nothing was heard. Hold the button while you speak.');
    } else if (!HARMLESS.includes(error.code)) {
      this.#told.problem(`That was not done: ${error.message}`);
    }
  }

  /** What is here of an answer is heard no further; the other side learns how far it was. */
  async #silence() {
    const cut = await this.#speaker?.flush();
    this.#sounding = false;
    if (cut) {
      const { item, heardMs } = cut;
      this.#way?.send({ type: 'conversation.item.truncate', item_id: item, content_index: 0, audio_end_ms: heardMs });
    }
    this.#show();
  }

  #sounds(sounding, item) {
    this.#sounding = sounding;
    if (sounding && item && this.#askedAt !== null) {
      const now = performance.now() + (this.#speaker?.delayMs ?? 0);
      this.transcript.answeredAfter(item, Math.round(now - this.#askedAt));
      this.#askedAt = null;
    }
    this.#show();
  }

  #show() {
    if (this.state !== 'ended' && this.#way) {
      const busy = this.#answering || this.#awaited;
      this.state = this.#sounding ? 'speaking' : busy && !this.#held ? 'thinking' : 'listening';
    }
    this.#told.changed();
  }

  #end(reason) {
    if (this.state === 'ended') {
      return;
    }
    this.state = 'ended';
    setTimeout(() => this.#release(), this.#sounding ? LAST_WORDS_MS : 0);
    this.#told.changed();
    this.#told.ended(reason);
  }

  #release() {
    clearTimeout(this.#letGo);
    this.#microphone?.close();
    this.#speaker?.close();
    this.#microphone = this.#speaker = undefined;
    this.level = 0;
  }
}
