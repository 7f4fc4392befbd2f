import { fromBase64 } from './pcm.js';

/** Hz: what the wire has; the browser fits it to the loudspeaker. */
export const RATE = 24_000;

/** Plays the other side's speech and knows how much of it has sounded. */
export class Speaker {
  #context;
  #node;
  #flushes = [];
  #told;

  /**
   * @param device id of the loudspeaker, empty for the usual one
   * @param told called with 'started' and 'drained' and the item whose sound began or ended
   */
  static async open(device, told) {
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
    await context.audioWorklet.addModule(new URL('./playback-worklet.js', import.meta.url));
    context.resume(); // not awaited: where the browser wants a click first it would never end
    const speaker = new Speaker(context, told);
    await speaker.use(device);
    return speaker;
  }

  constructor(context, told) {
    this.#context = context;
    this.#told = told;
    this.#node = new AudioWorkletNode(context, 'parley-playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#node.port.onmessage = ({ data }) => this.#hear(data);
    this.#node.connect(context.destination);
  }

  /** Where the browser lets a page choose. */
  async use(device) {
    if (this.#context.setSinkId) {
      await this.#context.setSinkId(device).catch(() => this.#context.setSinkId('')); // it is no longer plugged in
    }
  }

  play(item, base64) {
    const samples = fromBase64(base64);
    this.#node.port.postMessage({ write: samples, item }, [samples.buffer]);
  }

  /** Silence at once. Gives the item that was cut, if one was, and how many ms of it were heard. */
  flush() {
    return new Promise(done => {
      this.#flushes.push(done);
      this.#node.port.postMessage({ flush: true });
    });
  }

  /** ms between a sample's turn and its sound. */
  get delayMs() {
    return 1000 * (this.#context.outputLatency || this.#context.baseLatency || 0);
  }

  close() {
    this.#node.disconnect();
    this.#context.close();
  }

  #hear({ what, item, samples, more }) {
    if (what !== 'flushed') {
      this.#told(what, item);
      return;
    }
    const heardMs = Math.max(0, Math.floor((1000 * samples) / RATE - this.delayMs));
    this.#flushes.shift()?.(more && item ? { item, heardMs } : null);
  }
}
