/** The control API. Every failure is an Error whose message can be shown. */
async function ask(method, path, body) {
  const answer = await fetch(`/emulator/${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Error('The emulator does not answer.');
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})); // not a problem document: the status says it
    throw new Error(problem.title ?? `The emulator answered ${answer.status}.`);
  }
  return answer;
}

async function askJson(method, path, body) {
  const text = await (await ask(method, path, body)).text();
  return text === '' ? null : JSON.parse(text);
}

export const get = (path) => askJson('GET', path);
export const post = (path, body) => askJson('POST', path, body);
export const put = (path, body) => askJson('PUT', path, body);
export const remove = (path) => askJson('DELETE', path);

export const getSound = async (path) => (await ask('GET', path)).blob();

/** An element with text and attributes; children come after the text. */
export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Runs a task again and again, `ms` after it ended, while the page is visible. */
export function repeat(task, ms) {
  const round = async () => {
    if (!document.hidden) {
      await task();
    }
    setTimeout(round, ms());
  };
  round();
}
