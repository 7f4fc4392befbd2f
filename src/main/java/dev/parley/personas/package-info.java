/**
 * The life of personas: drafts, revisions, publishing, canary, roll back, and who answers which number.
 *
 * <p>{@link dev.parley.personas.PublishedPersonas} is what calls see, from this node's memory ({@link
 * dev.parley.personas.NodePersonas}); {@link dev.parley.personas.Drafts}, {@link dev.parley.personas.Publishing} and {@link
 * dev.parley.personas.Catalogs} are what people do; {@link dev.parley.personas.CanaryCounting} counts calls of canaries and {@link
 * dev.parley.personas.Canaries} ends those that are worse. Each of them reads, decides and commits over the version it read; who was
 * overtaken is told. Imports agents and rehearsal. Edges: {@code cosmos} keeps, {@code http} is the API. Methods that reach the
 * store block and run on the request's thread.
 */
package dev.parley.personas;
