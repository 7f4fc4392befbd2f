import { byId, element } from '/emulator/page/api.js';

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function times(numbers) {
  return numbers.length === 0 ? ['none', ''] : [`${median(numbers)} ms`, numbers.length === 1 ? 'once' : `median of ${numbers.join(', ')}`];
}

/** What was measured of a call. */
export function showFigures(call) {
  const problems = call.protocolErrors ?? [];
  const rows = [
    ['Reply', ...times(call.replyMs)],
    ['Barge-in to stop', ...times(call.bargeInToStopMs)],
    ['Gaps over 40 ms', call.gaps, call.maxGapMs ? `longest ${call.maxGapMs} ms` : '', call.gaps > 0],
    ['Late pieces', call.lateFrames, ''],
    ['Stop messages', call.stopMessages, call.framesAfterStop ? `then ${call.framesAfterStop} pieces while the caller went on` : ''],
    ['Pieces in / frames out', `${call.framesIn} / ${call.framesOut}`, ''],
  ];
  if (problems.length > 0) {
    rows.push(['Protocol errors', problems.length, problems.at(-1), true]);
  }
  byId('figures').hidden = false;
  byId('figures').replaceChildren(...rows.map(([name, value, more, wrong]) => {
    const figure = element('dd', { text: value });
    if (more) {
      figure.append(element('small', { text: more }));
    }
    return element('div', wrong ? { class: 'wrong' } : {}, element('dt', { text: name }), figure);
  }));
}
