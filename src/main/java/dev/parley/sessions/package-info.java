/**
 * What outlives a node: the plan of an answered call, what became of it, and what its conversation remembers.
 *
 * <p>Imports no other room. {@link dev.parley.sessions.SessionStore} is the port; its edges are {@code memory} and, where
 * there is more than one node, {@code redis}. Everybody uses {@link dev.parley.sessions.SurvivingStore}, which goes on in
 * this node's memory while Redis is gone. Every entry has a time to live. Facts: ARCHITECTURE §8.
 */
package dev.parley.sessions;
