/**
 * Audio: formats, positions, pacing. PCM everywhere is 16-bit, little-endian, mono; only the rate varies.
 *
 * <p>Imports no other room. Runs on whatever thread calls it, except {@code Ticker}, which owns one platform thread and
 * paces every line. Facts: ACS frames are 20 ms, 640 bytes at 16 kHz and 960 at 24 kHz (acs-media-streaming §4).
 */
package dev.parley.media;
