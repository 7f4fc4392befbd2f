/**
 * Samples that wait to be played, each piece with the item of the conversation that it belongs to. Bounded: what does not fit
 * is left out and counted. Knows how much of the item that sounds has been played, which is what a listener can have heard.
 */
export class Ring {
  #samples;
  #read = 0;
  #length = 0;
  #pieces = []; // { item, left }
  #played = 0;
  #item = null;
  lost = 0;

  constructor(capacity) {
    this.#samples = new Float32Array(capacity);
  }

  get length() {
    return this.#length;
  }

  /** The item that sounds, or sounded last, and how many samples of it have been played. */
  get position() {
    return { item: this.#item, samples: this.#played };
  }

  write(item, samples) {
    const fits = Math.min(samples.length, this.#samples.length - this.#length);
    let at = (this.#read + this.#length) % this.#samples.length;
    for (let i = 0; i < fits; i++) {
      this.#samples[at] = samples[i];
      at = at + 1 === this.#samples.length ? 0 : at + 1;
    }
    this.#length += fits;
    this.lost += samples.length - fits;
    const last = this.#pieces.at(-1);
    if (last?.item === item) {
      last.left += fits;
    } else if (fits > 0) {
      this.#pieces.push({ item, left: fits });
    }
  }

  /** Fills the array as far as there are samples and gives how many; the rest of it stays. */
  read(into) {
    const count = Math.min(into.length, this.#length);
    for (let i = 0; i < count; i++) {
      into[i] = this.#samples[this.#read];
      this.#read = this.#read + 1 === this.#samples.length ? 0 : this.#read + 1;
    }
    this.#length -= count;
    this.#count(count);
    return count;
  }

  /** Drops all that waits. */
  clear() {
    this.#length = 0;
    this.#pieces = [];
  }

  #count(samples) {
    for (let left = samples; left > 0; ) {
      const piece = this.#pieces[0];
      const taken = Math.min(left, piece.left);
      if (piece.item !== this.#item) {
        this.#item = piece.item;
        this.#played = 0;
      }
      this.#played += taken;
      piece.left -= taken;
      left -= taken;
      if (piece.left === 0) {
        this.#pieces.shift();
      }
    }
  }
}
