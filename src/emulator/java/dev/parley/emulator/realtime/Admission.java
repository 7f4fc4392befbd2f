package dev.parley.emulator.realtime;

import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.Dialect;

/**
 * As what a client was let in.
 *
 * @param settings what the session begins with: the defaults, or what a client secret was made for
 */
public record Admission(String deployment, Dialect dialect, SessionSettings settings) {}
