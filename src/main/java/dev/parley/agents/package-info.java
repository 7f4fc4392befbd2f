/**
 * Who answers: personas, their prompt, their tools, and the language model that thinks for them.
 *
 * <p>Imports no other room. Edges: {@code openai} (azure-ai-openai behind {@link dev.parley.agents.ChatModel}),
 * {@code prompty} (persona files). Personas are immutable; a call keeps the one it began with. Facts: prompty,
 * azure-openai-chat.
 */
package dev.parley.agents;
