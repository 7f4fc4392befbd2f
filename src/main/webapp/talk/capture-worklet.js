/** Hands the microphone's samples on in frames of 20 ms, at the context's rate. */
class Capture extends AudioWorkletProcessor {
  #frame = new Float32Array(Math.round(sampleRate / 50));
  #filled = 0;

  process([[channel]]) {
    for (let at = 0; channel && at < channel.length; ) {
      const part = channel.subarray(at, at + this.#frame.length - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#frame.length) {
        this.port.postMessage(this.#frame, [this.#frame.buffer]);
        this.#frame = new Float32Array(Math.round(sampleRate / 50));
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('parley-capture', Capture);
