/**
 * The person at the other end of an emulated call: a script, a mouth that speaks tone speech, an ear that decodes what
 * arrives, and the stopwatches of reference/latency.md.
 *
 * <p>Nothing here has a clock or a thread: each 20 ms the media clock brings the time, in milliseconds since the call was
 * connected. May import the JDK, {@code acs.media} and {@code tone}. Not thread-safe: {@link
 * dev.parley.emulator.acs.caller.CallAudio} is the monitor around everything else.
 */
package dev.parley.emulator.acs.caller;
