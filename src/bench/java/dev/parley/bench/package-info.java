/** Commands that load a running server and report what its callers heard. No class of the product or the emulator. */
package dev.parley.bench;
