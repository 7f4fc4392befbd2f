/**
 * The wire contracts by which a caller is attached, one edge each; {@code acs} is the phone.
 *
 * <p>A line translates, paces, hands over; it decides nothing. One writer per socket. May import call, conversation,
 * media. Facts: acs-media-streaming, prior-systems §2.1.
 */
package dev.parley.line;
