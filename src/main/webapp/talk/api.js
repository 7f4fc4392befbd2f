const OURS = { 'X-Parley-Console': '1', Accept: 'application/json' };
const TOO_MANY = 429;
const NOT_NOW = 503;

/** What the server did not do, in words for whoever asked. */
export class Refused extends Error {
  /** @param waitS after so many seconds it may help to ask again; 0: nobody says so */
  constructor(words, waitS = 0) {
    super(words);
    this.waitS = waitS;
  }
}

/** Asks this server: a GET, or a POST where there is a body. Throws {@link Refused}. */
export async function ask(address, body) {
  const answer = await fetch(address, {
    method: body ? 'POST' : 'GET',
    headers: body ? { ...OURS, 'Content-Type': 'application/json' } : OURS,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {
    throw new Refused('The server cannot be reached.');
  });
  if (!answer.ok) {
    throw await refusal(answer);
  }
  return answer.json();
}

/** Why an answer is none. */
async function refusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const later = answer.status === TOO_MANY || answer.status === NOT_NOW;
  const waitS = later ? Number(answer.headers.get('Retry-After')) || 5 : 0;
  switch (answer.status) {
    case 401:
      return new Refused('You are not signed in any more. Load this page again to sign in.');
    case 403:
      return new Refused('You may not talk to personas here.');
    default:
      return new Refused(problem.detail || `The server answered ${answer.status}.`, waitS);
  }
}
