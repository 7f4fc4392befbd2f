/**
 * Azure OpenAI chat completions behind {@link dev.parley.agents.ChatModel}, by the SDK azure-ai-openai.
 *
 * <p>{@link dev.parley.agents.openai.AzureOpenAiChat} owns the one client; {@link dev.parley.agents.openai.Answer} is one
 * stream of it. Network threads only hand over: events are delivered on virtual threads, one at a time. Retrying is the
 * conversation's decision, the SDK's is off. No content in reasons or logs. SDK, Reactor and Netty stay here, so that a
 * successor of the SDK is one other edge. Facts: azure-openai-chat, platform §13.
 */
package dev.parley.agents.openai;
