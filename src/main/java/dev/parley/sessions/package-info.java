/**
 * What outlives a node: the plan of an answered call, later the snapshot of a conversation.
 *
 * <p>Imports no other room. {@link dev.parley.sessions.SessionStore} is the port; its edges are {@code memory} and, where
 * there is more than one node, Redis. Every entry has a time to live. Facts: ARCHITECTURE §8.
 */
package dev.parley.sessions;
