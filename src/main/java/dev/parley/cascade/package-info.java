/**
 * The engine that hears, thinks and speaks with three services: recogniser, chat model, synthesis.
 *
 * <p>Implements {@link dev.parley.conversation.Engine}. It decides nothing: it runs what the conversation asks for, keeps
 * spoken pieces in order and carries the results back. May import conversation, speech, agents, media.
 */
package dev.parley.cascade;
