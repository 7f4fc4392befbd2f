/**
 * The administrators' pages: personas to list, write, look at, publish and take back. Decides nothing; what may be done stands in
 * {@link dev.parley.personas}.
 *
 * <p>Here is what pages show, as plain values; pages and their beans are the edge {@code faces}. May import personas and agents.
 * Runs on the request's thread.
 */
package dev.parley.console;
