/**
 * The Realtime protocol of OpenAI as a way to talk to a persona: any client library of it works. What the persona decides
 * (instructions, tools, voice, turn detection, limits) a client cannot change.
 *
 * <p>One endpoint, decoders and the wording; decisions are the conversation's. Sockets' threads, never blocking. Imports
 * line, call, web. Facts: protocols/azure-openai-realtime.md §2 to §5, GA shapes.
 */
package dev.parley.line.openai;
