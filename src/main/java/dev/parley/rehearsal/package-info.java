/**
 * Persona tests: a simulated caller leads a conversation with the persona, and what it says and does is judged.
 *
 * <p>Text mode runs the conversation and the cascade in virtual time with words for sound; voice mode speaks and hears on the
 * node's engine in real time. May import conversation, cascade, agents, speech, media. A run has one thread: the virtual clock's
 * own, or the ticker's. Edge {@code json} reads what models and tools write. Facts: ADR 8, docs/personas.md.
 */
package dev.parley.rehearsal;
