/** The emulator's control API and page: place calls, speak, inject faults, read back what was seen. No Azure protocol. */
package dev.parley.emulator.control;
