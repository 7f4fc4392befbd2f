package dev.parley.rehearsal;

import java.util.OptionalLong;

/**
 * What followed one act of the caller, in milliseconds; empty where it did not happen.
 *
 * @param step the act, from 1
 * @param firstSound end of what the caller said to the first sound of the agent, whatever it says
 * @param reply the same to the first sound of the answer: openers and fillers do not count
 * @param bargeIn begin of what the caller said to the agent's silence, where the agent spoke
 */
public record ReplyTimes(int step, OptionalLong firstSound, OptionalLong reply, OptionalLong bargeIn) {}
