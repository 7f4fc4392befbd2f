/** Samples between -1 and 1 as the wire has them: 16-bit little-endian PCM, mono, in base64. */
export function toBase64(samples) {
  const bytes = new DataView(new ArrayBuffer(samples.length * 2));
  samples.forEach((sample, i) => bytes.setInt16(2 * i, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
  return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer))); // frames are short: a few thousand bytes
}

/** A half sample at the end is left out. */
export function fromBase64(text) {
  const binary = atob(text);
  const samples = new Float32Array(binary.length >> 1);
  for (let i = 0; i < samples.length; i++) {
    const unsigned = binary.charCodeAt(2 * i) | (binary.charCodeAt(2 * i + 1) << 8);
    samples[i] = (unsigned << 16 >> 16) / 32768;
  }
  return samples;
}

/** How loud, 0 (60 dB below the loudest, or less) to 1. */
export function loudness(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return Math.max(0, Math.min(1, 1 + Math.log10(power + 1e-12) / 6));
}
