import { Resampler } from './resampler.js';
import { loudness } from './pcm.js';
import { RATE } from './speaker.js';

/** The caller's microphone: frames of 20 ms at the wire's rate. */
export class Microphone {
  #stream;
  #context;

  /**
   * @param device id, empty for the usual one
   * @param plain without the browser's echo cancelling, noise suppression and gain control
   * @param frame called with the samples of each frame and how loud it is, 0 to 1
   * @param gone called when it is unplugged or taken away
   */
  static async open(device, plain, frame, gone) {
    const stream = await Microphone.#get(device, plain);
    try {
      const context = new AudioContext({ latencyHint: 'interactive' });
      await context.audioWorklet.addModule(new URL('./capture-worklet.js', import.meta.url));
      context.resume();
      stream.getAudioTracks()[0].onended = gone;
      return new Microphone(stream, context, frame);
    } catch (failure) {
      stream.getTracks().forEach(track => track.stop());
      throw failure;
    }
  }

  static #get(device, plain) {
    if (!navigator.mediaDevices) {
      throw new DOMException('only pages that came by https get the microphone', 'SecurityError');
    }
    return navigator.mediaDevices.getUserMedia({
      audio: {
        deviceId: device ? { ideal: device } : undefined,
        channelCount: 1,
        echoCancellation: !plain,
        noiseSuppression: !plain,
        autoGainControl: !plain,
      },
    });
  }

  constructor(stream, context, frame) {
    this.#stream = stream;
    this.#context = context;
    const resampler = new Resampler(context.sampleRate, RATE);
    const node = new AudioWorkletNode(context, 'parley-capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => {
      const samples = resampler.push(data);
      frame(samples, loudness(samples));
    };
    context.createMediaStreamSource(stream).connect(node);
  }

  /** The browser's own, for a way that sends it itself. */
  get stream() {
    return this.#stream;
  }

  /** A muted one goes on, in silence. */
  mute(muted) {
    this.#stream.getTracks().forEach(track => (track.enabled = !muted));
  }

  close() {
    this.#stream.getTracks().forEach(track => track.stop());
    this.#context.close();
  }
}

/** Why there is no microphone, in words for whoever wants to talk. */
export function whyNoMicrophone(failure) {
  switch (failure.name) {
    case 'NotAllowedError':
      return 'The browser does not let this page use the microphone. Allow it beside the address, then press Use the microphone. You can type meanwhile.';
    case 'NotFoundError':
      return 'There is no microphone. Plug one in and press Use the microphone, or type.';
    case 'NotReadableError':
      return 'The microphone is taken by another program. Close that and press Use the microphone, or type.';
    case 'GoneError':
      return 'The microphone is gone. Press Use the microphone for the one that is there now, or type.';
    case 'SecurityError':
      return 'Browsers give the microphone only to pages that came by https. You can type.';
    default:
      return 'The microphone does not work here. You can type.';
  }
}
