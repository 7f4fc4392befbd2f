package dev.parley.agents;

/**
 * Another persona that may take over.
 *
 * @param to who; whether there is such a persona is the store's to say
 * @param when in words for the model
 */
public record HandOff(PersonaId to, String when) {}
