import { ask, Refused } from './api.js';

const CONNECTS_WITHIN_MS = 12_000;

/**
 * The way directly to the model, by WebRTC: the browser sends and plays the audio itself, events come over a data channel. This
 * server only gives the token: no tools, no transcript and no record of the talk are kept there.
 */
export class DirectWay {
  #peer = new RTCPeerConnection();
  #channel = this.#peer.createDataChannel('oai-events');
  #audio = new Audio();
  #ended;
  #over = false;

  /**
   * @param stream the microphone's, null without one
   * @param events called with each event
   * @param ended called once with why the connection is gone; not after {@link close}
   */
  static async open(root, persona, stream, events, ended) {
    const token = await ask(`${root}/api/token?personaId=${encodeURIComponent(persona)}`);
    const way = new DirectWay(stream, events, ended);
    try {
      await way.#connect(token);
      return way;
    } catch (failure) {
      way.close();
      throw failure;
    }
  }

  constructor(stream, events, ended) {
    this.#ended = ended;
    this.#audio.autoplay = true;
    this.#peer.ontrack = ({ streams }) => (this.#audio.srcObject = streams[0]);
    this.#channel.onmessage = ({ data }) => events(JSON.parse(data));
    const track = stream?.getAudioTracks()[0];
    if (track) {
      this.#peer.addTrack(track, stream);
    } else {
      this.#peer.addTransceiver('audio', { direction: 'recvonly' });
    }
  }

  send(event) {
    if (this.#channel.readyState === 'open') {
      this.#channel.send(JSON.stringify(event));
    }
  }

  /** The browser sends the audio itself. */
  audio() {}

  close() {
    this.#over = true;
    this.#audio.srcObject = null;
    this.#peer.close();
  }

  async #connect({ clientSecret, realtimeUrl }) {
    await this.#peer.setLocalDescription();
    const answer = await fetch(realtimeUrl, {
      method: 'POST',
      headers: { Authorization: `Bearer ${clientSecret}`, 'Content-Type': 'application/sdp' },
      body: this.#peer.localDescription.sdp,
      signal: AbortSignal.timeout(CONNECTS_WITHIN_MS),
    }).catch(() => {
      throw new Refused('The model cannot be reached from this browser. Talk through the server instead.');
    });
    if (!answer.ok) {
      throw new Refused(`The model refused the talk: it answered ${answer.status}.`);
    }
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    await this.#opened();
    this.#peer.onconnectionstatechange = () => this.#look();
    this.send({ type: 'response.create' }); // the persona's greeting
  }

  #opened() {
    return new Promise((open, failed) => {
      const late = setTimeout(
        () => failed(new Refused('The model answered, but no sound comes through: a firewall is between, or this is the emulator on a machine for which it has no media. Talk through the server instead.')),
        CONNECTS_WITHIN_MS,
      );
      const opened = () => {
        clearTimeout(late);
        open();
      };
      this.#channel.onopen = opened;
      if (this.#channel.readyState === 'open') {
        opened();
      }
    });
  }

  #look() {
    if (['failed', 'closed'].includes(this.#peer.connectionState) && !this.#over) {
      this.#over = true;
      this.#ended('The connection was lost.');
    }
  }
}
