/**
 * {@link dev.parley.sessions.SessionStore} in the memory of one node: the default, right where there is one node only.
 *
 * <p>Bounded: the oldest entry makes room. Every entry ends by its time to live. Thread-safe by one short lock; nothing
 * blocks. Imports sessions alone. Facts: ARCHITECTURE §8.
 */
package dev.parley.sessions.memory;
