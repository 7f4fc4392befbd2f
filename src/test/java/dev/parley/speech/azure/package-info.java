/** The Azure Speech adapters with the real SDK, against a socket that misbehaves on demand and against the emulator. */
package dev.parley.speech.azure;
