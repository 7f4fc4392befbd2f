package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.realtime.settings.SessionSettings;

/** The way back to one client. Any thread may use it; nothing blocks. */
public interface Wire {
    void tell(String text);

    /** Sends all that was sent before, and closes. */
    void close(int code, String reason);

    /** Lets happen on the socket what the fault says, when it says. */
    void play(Fault fault);

    /** What the session is set to from now on. */
    default void settled(SessionSettings settings) {}
}
