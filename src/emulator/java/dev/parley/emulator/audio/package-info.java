/**
 * Audio as bytes and samples: 16-bit little-endian PCM, WAV headers, sample rates.
 *
 * <p>Pure functions over arrays that belong to the caller; no streams, no threads, no protocol. Imports the JDK alone. WAV
 * facts are from the RIFF/WAVE specification (Microsoft and IBM, Multimedia Programming Interface 1.0, 1991).
 */
package dev.parley.emulator.audio;
