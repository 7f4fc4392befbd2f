/**
 * What the emulator saw: every request and socket of every emulated service, for tests and for the page.
 *
 * <p>A service opens an entry where a request begins, notes what a test may ask about, and closes it with the status it
 * answered. The log is a bounded ring; any thread may write. It is read by {@code GET /emulator/requests} in
 * {@code dev.parley.emulator.control} and never written to the server's log, because notes may hold spoken words.
 */
package dev.parley.emulator.requests;
