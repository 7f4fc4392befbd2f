/**
 * The emulator's control API and page: place calls, speak, inject faults, read back what was seen. No Azure protocol.
 *
 * <p>Resources only: they check what came, ask the part that does the work, and shape the answer. Wrong input gets a problem
 * document (RFC 9457) that names the field. Other tools rely on the paths and members under {@code /emulator}.
 */
package dev.parley.emulator.control;
