/** The control API. Every failure is an Error whose message can be shown. */
async function ask(method, path, body) {
  const answer = await fetch(`/emulator/${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (!answer.ok) {
    let title = `The emulator answered ${answer.status}.`;
    try {
      title = JSON.parse(text).title ?? title;
    } catch {
      // not a problem document: the status says it
    }
    throw new Error(title);
  }
  return text === '' ? null : JSON.parse(text);
}

export const get = (path) => ask('GET', path);
export const post = (path, body) => ask('POST', path, body);
export const put = (path, body) => ask('PUT', path, body);
export const remove = (path) => ask('DELETE', path);

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
