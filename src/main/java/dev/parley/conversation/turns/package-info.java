/**
 * When a turn of the caller ends and what interrupts the agent: strategies, one small class each.
 *
 * <p>Pure and without state of a call; run on the conversation's thread. May import agents. Facts: ARCHITECTURE §6.
 */
package dev.parley.conversation.turns;
