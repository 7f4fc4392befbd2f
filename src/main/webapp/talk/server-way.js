import { ask, Refused } from './api.js';
import { whyEnded } from './endings.js';

const SOCKET = '/api/v1/realtime';
const OPENS_WITHIN_MS = 15_000;
const MOST_UNSENT = 500_000; // bytes: some 8 s of speech; beyond that the line is too slow for it
const NORMAL = 1000;

/** The way through this server: events of the Realtime protocol on a socket, audio both ways in them. */
export class ServerWay {
  #socket;
  #events;
  #ended;
  #reason = '';

  /**
   * @param root the server's, before its paths
   * @param events called with each event
   * @param ended called once with why the socket closed; not after {@link close}
   */
  static async open(root, persona, events, ended) {
    const socket = new WebSocket(await address(root, persona));
    await new Promise((open, failed) => {
      const late = setTimeout(() => failed(new Refused('The server did not answer in time.')), OPENS_WITHIN_MS);
      socket.onopen = () => {
        clearTimeout(late);
        open();
      };
      socket.onclose = () => {
        clearTimeout(late);
        whyRefused(root).then(failed);
      };
    }).catch(failure => {
      socket.onclose = null;
      socket.close();
      throw failure;
    });
    return new ServerWay(socket, events, ended);
  }

  constructor(socket, events, ended) {
    this.#socket = socket;
    this.#events = events;
    this.#ended = ended;
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    socket.onclose = closed => this.#ended(whyEnded(this.#reason, closed));
  }

  send(event) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(event));
    }
  }

  /** A frame that would only come too late is left out. */
  audio(base64) {
    if (this.#socket.bufferedAmount < MOST_UNSENT) {
      this.send({ type: 'input_audio_buffer.append', audio: base64 });
    }
  }

  close() {
    this.#socket.onclose = null;
    this.#socket.close(NORMAL);
  }

  #take(event) {
    if (event.type === 'parley.ended') {
      this.#reason = event.reason;
    }
    this.#events(event);
  }
}

async function address(root, persona) {
  const { ticket } = await ask(`${root}/api/v1/tickets`, { path: SOCKET });
  const url = new URL(root + SOCKET, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.search = new URLSearchParams({ model: persona, ticket });
  return url;
}

/** A browser does not tell why a socket was refused; whether there is room says the ticket too. */
async function whyRefused(root) {
  try {
    await address(root, '');
    return new Refused('The server did not take the call.');
  } catch (failure) {
    return failure;
  }
}
