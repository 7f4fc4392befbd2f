/**
 * What the emulated language model thinks: a script where a test gave one, else the demo model.
 *
 * <p>Pure: a {@link dev.parley.emulator.thinking.Question} in, a {@link dev.parley.emulator.thinking.Thought} out, no protocol
 * and no clock; {@code dev.parley.emulator.openai} puts it on the wire. The demo model knows nothing but the request: the
 * system prompt, the history and the tool schemas. It is deterministic and keeps no state between requests; what it still has
 * to ask for it finds by going through the history again. Any thread may ask.
 */
package dev.parley.emulator.thinking;
