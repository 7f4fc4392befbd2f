// Runs tests and shows what came of them, through the API; whatever was said is put in as text.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  const PAUSE_MS = 1000;
  const place = document.getElementById('tests');
  const tests = place.dataset.api + encodeURIComponent(place.dataset.persona) + '/tests';
  const title = document.getElementById('result-title');
  const results = document.getElementById('results');
  let shown = '';

  async function ask(address, body) {
    const answer = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: { 'X-Parley-Console': '1', 'Content-Type': 'application/json', Accept: 'application/json' },
      body: body && JSON.stringify(body),
    });
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error([json.detail || 'The server did not do it.', ...(json.errors || [])].join(' '));
    }
    return json;
  }

  function element(name, className, ...parts) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...parts);
    return made;
  }

  function badge(passed) {
    return element('span', 'badge ' + (passed ? 'published' : 'failed'), passed ? 'passed' : 'failed');
  }

  function spoken(run) {
    return run.transcript.map(line =>
      element('li', line.who, element('b', '', line.who), line.text + (line.cut ? ' ✂' : '')));
  }

  function verdict(one) {
    const step = one.step ? 'Step ' + one.step + ': ' : '';
    return element('li', one.passed ? '' : 'failed', step + one.expectation + (one.passed || !one.reason ? '' : ' – ' + one.reason));
  }

  function call(run, number) {
    const more = element('details', '', element('summary', '', 'Call ' + number + (run.passed ? '' : ', failed') + ': what was said'));
    const replies = run.latencies.filter(times => times.replyMs != null).map(times => times.replyMs + ' ms');
    more.append(element('ol', 'dialogue', ...spoken(run)));
    if (replies.length) {
      more.append(element('p', 'hint', 'Answers after ' + replies.join(', ')));
    }
    const parts = [element('ul', 'verdicts', ...run.verdicts.map(verdict)), more];
    return run.fault ? [element('p', 'wrong', run.fault), ...parts] : parts;
  }

  function result(test) {
    const head = element('div', 'head', element('h3', '', test.test), element('span', 'badges', badge(test.passed),
      element('span', 'badge', test.mode === 'voice' ? 'in sound' : 'in words'),
      element('span', 'badge', test.required ? 'required' : 'optional')));
    return element('div', 'result', head, ...test.runs.flatMap((run, at) => call(run, at + 1)));
  }

  function show(run) {
    const words = run.passed == null ? 'Running: ' + (run.tests || []).length + ' done' : run.passed ? 'All that is required passed' : 'Not all that is required has passed';
    if (title.textContent !== words) {
      title.textContent = words;
    }
    const open = [...results.querySelectorAll('details')].map(one => one.open);
    results.replaceChildren(...(run.tests || []).map(result));
    results.querySelectorAll('details').forEach((one, at) => one.open = open[at] || false);
  }

  async function follow(id) {
    shown = id;
    results.replaceChildren();
    for (let run; shown === id; await new Promise(later => setTimeout(later, PAUSE_MS))) {
      run = await ask(tests + '/' + id);
      if (shown === id) {
        show(run);
      }
      if (run.passed != null || String(run.state).toLowerCase() === 'cancelled') {
        return list();
      }
    }
  }

  async function list() {
    const all = await ask(tests);
    document.getElementById('no-runs').hidden = all.length > 0;
    document.getElementById('runs').replaceChildren(...all.map(run => {
      const button = element('button', '', badge(run.passed), ' ' + new Date(run.at).toLocaleString() + ', ' + run.by);
      button.type = 'button';
      button.addEventListener('click', () => attempt(() => follow(run.run)));
      return element('li', '', button);
    }));
  }

  async function attempt(deed) {
    const refused = document.getElementById('refused');
    refused.textContent = '';
    try {
      await deed();
    } catch (problem) {
      refused.textContent = problem.message;
    }
  }

  place.querySelectorAll('button[data-mode]').forEach(button => button.addEventListener('click', () => attempt(async () => {
    const run = await ask(tests, button.dataset.mode ? { mode: button.dataset.mode } : {});
    await follow(run.run);
  })));
  attempt(list);
});
