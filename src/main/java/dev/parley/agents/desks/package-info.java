/**
 * The tools of the example personas: an order desk and a reception, over data files beside the persona files.
 *
 * <p>They show how a tool is written, and are real enough to talk to. What callers leave (orders, messages) is kept in the
 * memory of this node alone, bounded, and gone when the server stops: a firm puts its own systems behind tools of its own.
 * {@link dev.parley.agents.desks.CallDesk} is for every persona. JSON-P stays here.
 */
package dev.parley.agents.desks;
