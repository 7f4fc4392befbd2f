/**
 * One conversation: whose turn it is, what is cut, who answers, when it ends. The only place where that is decided.
 *
 * <p>Declares {@link dev.parley.conversation.Line} (how a caller is attached) and {@link dev.parley.conversation.Engine}
 * (how heard becomes spoken). Deciding is pure: an event in, effects out, no clock, no thread, no I/O; an executor carries
 * the effects out on the conversation's own thread. May import media, agents, sessions. Facts: ARCHITECTURE §2, §5, §6.
 */
package dev.parley.conversation;
