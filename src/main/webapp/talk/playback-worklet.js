import { Ring } from './ring.js';

const LONGEST_S = 30; // of speech that waits; the server sends a fraction of a second ahead
const START_MS = 40; // of speech before it sounds, so that a late piece makes no gap
const TAIL_MS = 80; // a piece shorter than that sounds after so long

/**
 * Plays what is written to it. Messages in: {write, item} with samples, {flush}. Messages out: {started}, {drained} and
 * {flushed}, each with the item and how many samples of it were played, and of the flushed one whether more was to come.
 */
class Playback extends AudioWorkletProcessor {
  #ring = new Ring(LONGEST_S * sampleRate);
  #sounding = false;
  #waited = 0; // samples of time since the first piece that does not sound yet

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (data.flush ? this.#flush() : this.#ring.write(data.item, data.write));
  }

  process(_, [[channel]]) {
    this.#sounding ||= this.#mayStart(channel.length);
    if (this.#sounding) {
      const began = this.#waited > 0;
      this.#waited = 0;
      const played = this.#ring.read(channel);
      if (began) {
        this.#tell('started');
      }
      if (played < channel.length) {
        this.#sounding = false;
        this.#tell('drained');
      }
    }
    return true;
  }

  #mayStart(samples) {
    if (this.#ring.length === 0) {
      return false;
    }
    this.#waited += samples;
    return this.#ring.length >= (START_MS * sampleRate) / 1000 || this.#waited >= (TAIL_MS * sampleRate) / 1000;
  }

  #flush() {
    const more = this.#ring.length > 0;
    this.#ring.clear();
    this.#sounding = false;
    this.#waited = 0;
    this.#tell('flushed', more);
  }

  #tell(what, more = false) {
    this.port.postMessage({ what, more, lost: this.#ring.lost, ...this.#ring.position });
  }
}

registerProcessor('parley-playback', Playback);
