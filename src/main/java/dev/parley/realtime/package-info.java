/**
 * The engine of one speech-to-speech model, which hears and speaks for itself.
 *
 * <p>Implements {@link dev.parley.conversation.Engine}; declares {@link dev.parley.realtime.RealtimeModel}. The conversation
 * alone decides when the model answers and what is cut: the model's own turn detection only tells that a turn is over. May
 * import conversation, agents, media. Runs on the threads of the line, the conversation and the model's adapter, under one
 * lock per call. Facts: azure-openai-realtime.
 */
package dev.parley.realtime;
