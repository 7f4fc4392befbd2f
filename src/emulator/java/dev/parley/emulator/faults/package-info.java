/**
 * What goes wrong on request: faults that a tester injects per Azure service.
 *
 * <p>Every emulated service asks {@link dev.parley.emulator.faults.Faults#strike} where a request or a socket begins and
 * plays the fault it is given in its own protocol; nothing here knows a protocol. Any thread may ask. The control API over
 * it is {@code /emulator/faults} in {@code dev.parley.emulator.control}.
 */
package dev.parley.emulator.faults;
