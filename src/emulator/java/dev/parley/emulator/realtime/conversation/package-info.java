/**
 * What was said in a Realtime session: items in order, read strictly from clients, shown as events show them, and turned into
 * the question that the model is asked.
 *
 * <p>Items are immutable; a conversation belongs to one session and is used under its lock. Facts: the sheet
 * {@code azure-openai-realtime}, section 3; OpenAI specification, schemas RealtimeConversationItem*.
 */
package dev.parley.emulator.realtime.conversation;
