/**
 * The phone: the media socket that ACS opens, one per call.
 *
 * <p>Comes in by the container's threads, one at a time per socket, and goes straight to the conversation's engine; goes out
 * by one writer per socket, paced by the shared ticker. Jackson's streaming parser reads the messages. Nothing but media messages is ever written here. Facts: acs-media-streaming, prior-systems §2.1, §10.7,
 * §12.7.
 */
package dev.parley.line.acs;
