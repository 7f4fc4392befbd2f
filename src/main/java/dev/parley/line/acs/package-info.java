/**
 * The phone: the media socket that ACS opens, one per call.
 *
 * <p>Messages come in by the container's threads, one at a time per socket, and audio goes straight to the conversation's
 * engine; they go out by one writer per socket, paced by the shared ticker. Nothing but media messages is ever written here.
 * Jackson's streaming parser reads one in 1.2 µs, everything tolerated; JSON-P takes 1.0 µs for the plain shape: a scanner by
 * hand would win nothing beside the 25 µs of the socket. Facts: acs-media-streaming, prior-systems §2.1, §10.7, §12.7.
 */
package dev.parley.line.acs;
