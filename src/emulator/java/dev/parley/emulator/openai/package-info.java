/**
 * Azure OpenAI chat completions as the service answers them: both URL forms, strict about key, api-version, deployment and
 * request, over SSE chunk by chunk or as one body, with content filter results, usage, tool calls and errors.
 *
 * <p>What is answered decides {@code dev.parley.emulator.thinking}. Each request runs on a virtual thread of its own, which
 * paces the chunks and notes in the request log at which chunk the client hung up. Shapes: Azure OpenAI REST reference and
 * the OpenAI specification (CreateChatCompletionStreamResponse), read November 2026.
 */
package dev.parley.emulator.openai;
