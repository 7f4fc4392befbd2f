/** Ready-made callers. The numbers are those of local mode. */
const RECEPTION = '+15550100001';
const ORDERS = '+15550100002';

export const scripts = [
  {
    name: 'Opening hours, barge-in',
    to: RECEPTION,
    steps: [
      { say: 'When are you open on Monday?' },
      { bargeIn: 'Sorry, when are you open on Saturday?', afterWords: 4 },
      { say: 'And where can I park?' },
      { say: 'That is all, thank you. Goodbye!' },
      { silenceMs: 6000 },
    ],
  },
  {
    name: 'Interrupts the greeting',
    to: RECEPTION,
    steps: [
      { bargeIn: 'Excuse me, when are you open on Saturday?', afterWords: 3 },
      { say: 'Thank you, goodbye.' },
      { silenceMs: 5000 },
    ],
  },
  {
    name: 'Leaves a message',
    to: RECEPTION,
    steps: [
      { say: 'I would like to leave a message.' },
      { say: 'My name is Ada Lovelace.' },
      { say: 'Please tell Tomas that the drawings are ready.' },
      { say: 'No, that is all. Goodbye.' },
      { silenceMs: 5000 },
    ],
  },
  {
    name: 'Tracks an order, buys lamps',
    to: ORDERS,
    steps: [
      { say: 'Where is my order A-1042?' },
      { say: 'I would like to order two desk lamps.' },
      { say: 'Thank you, that is all. Goodbye.' },
      { silenceMs: 5000 },
    ],
  },
  {
    name: 'Types an order number',
    to: ORDERS,
    steps: [{ say: 'Where is my order?' }, { dtmf: '1042#' }, { silenceMs: 4000 }, { hangUp: true }],
  },
  { name: 'Coughs, then says nothing', to: RECEPTION, steps: [{ noiseMs: 600 }, { silenceMs: 40_000 }] },
  { name: 'By hand, without a script', to: RECEPTION, steps: [] },
];

/** One step a line. */
export const written = (steps) =>
  steps.length === 0 ? '' : `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]`;
