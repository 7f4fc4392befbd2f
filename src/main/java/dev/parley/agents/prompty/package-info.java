/**
 * Persona files: {@code .prompty} text in the three dialects in the wild, read, checked and turned into personas.
 *
 * <p>The way of a text: {@link dev.parley.agents.prompty.PromptyText} splits it, {@link
 * dev.parley.agents.prompty.FrontMatter} reads the YAML with positions, {@link dev.parley.agents.prompty.References} fills in
 * variables and files, {@link dev.parley.agents.prompty.Dialects} brings it to the newest dialect, {@link
 * dev.parley.agents.prompty.PersonaSchema} checks it and knows the defaults, {@link dev.parley.agents.prompty.PersonaReader}
 * reads our keys, and {@link dev.parley.agents.prompty.Findings} keeps what is wrong. A file is trusted as little as a form: no code, no reflection, no
 * path out of its folder. YAML, Jinja and Mustache libraries stay here. Facts: prompty.
 */
package dev.parley.agents.prompty;
