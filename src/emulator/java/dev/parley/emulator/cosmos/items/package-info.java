/**
 * What is done with documents: one at a time, several in a batch, a page of many, the change feed.
 *
 * <p>Takes requests of {@code wire}, reads queries by {@code query} and works on a container of {@code store}; an operation that
 * is refused has changed nothing. Runs on the caller's thread.
 */
package dev.parley.emulator.cosmos.items;
