package dev.parley.agents;

/**
 * A tool as the model sees it.
 *
 * @param name 1 to 64 of A-Z a-z 0-9 _ - (azure-openai-chat §3)
 * @param description when to use it
 * @param parameters JSON schema of its arguments object, as text
 */
public record ToolSchema(String name, String description, String parameters) {}
