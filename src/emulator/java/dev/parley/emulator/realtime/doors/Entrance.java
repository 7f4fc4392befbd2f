package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.realtime.Admission;
import java.util.Optional;

/**
 * A client that was let in, from the filter to its socket.
 *
 * @param fault that strikes it
 */
record Entrance(Admission admission, Optional<Fault> fault) {}
