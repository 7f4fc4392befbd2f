/** Ready-made callers. The numbers are those of local mode. */
const RECEPTION = '+15550100001';
const ORDERS = '+15550100002';

export const scripts = [
  {
    name: 'Asks for the opening hours, barges in, says goodbye',
    to: RECEPTION,
    steps: [
      { say: 'When are you open on Monday?' },
      { say: 'Tell me about your company.' },
      { bargeIn: 'Sorry, only one thing. Where can I park?', afterWords: 6 },
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
    name: 'Leaves a message, asked one thing at a time',
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
    name: 'Asks where an order is and buys something',
    to: ORDERS,
    steps: [
      { say: 'Where is my order A-1042?' },
      { say: 'I would like to order two desk lamps.' },
      { say: 'Thank you, that is all. Goodbye.' },
      { silenceMs: 5000 },
    ],
  },
  {
    name: 'Types the order number on the keys',
    to: ORDERS,
    steps: [{ say: 'Where is my order?' }, { dtmf: '1042#' }, { silenceMs: 4000 }, { hangUp: true }],
  },
  { name: 'Coughs and says nothing', to: RECEPTION, steps: [{ noiseMs: 600 }, { silenceMs: 40_000 }] },
  { name: 'Driven by hand', to: RECEPTION, steps: [] },
];

/** One step a line. */
export const written = (steps) =>
  steps.length === 0 ? '' : `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]`;
