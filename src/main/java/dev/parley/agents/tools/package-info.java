/**
 * Tools: annotated methods of CDI beans, shown to the model as functions with a JSON schema, and run for it.
 *
 * <p>{@link dev.parley.agents.tools.CdiTools} finds and runs them, {@link dev.parley.agents.tools.ArgumentType} knows schema
 * and check of each Java type, {@link dev.parley.agents.tools.Results} makes JSON of what they return. Tools run on virtual
 * threads, each within its own time. Arguments and results are what people said: they never reach a log. JSON-P stays here.
 * Facts: azure-openai-chat §3.
 */
package dev.parley.agents.tools;
