const NORMAL = 1000;

/** Why the server ended a talk, as it names that and as people say it. */
const ENDINGS = {
  CALLER_HUNG_UP: 'You hung up.',
  AGENT_SAID_GOODBYE: 'The agent said goodbye.',
  CALLER_SILENT: 'Nobody spoke for a while, so the agent hung up.',
  TOO_LONG: 'The time for a talk is up.',
  FAILED: 'Something behind the server failed.',
  ENDED_BY_OPERATOR: 'An operator ended the talk.',
  SERVER_STOPPED: 'The server is being stopped. Call again in a moment.',
  TRANSFERRED: 'The agent wanted to transfer the talk, for which a telephone is needed.',
  TAKEN_OVER: 'The talk went on elsewhere.',
  LINE_LOST: 'The connection was lost.',
};

/**
 * @param reason what the server told, may be empty
 * @param closed how the socket closed, {code, reason}
 */
export function whyEnded(reason, closed) {
  return ENDINGS[reason] ?? (reason || closed.reason || (closed.code === NORMAL ? 'The talk is over.' : 'The connection was lost.'));
}
