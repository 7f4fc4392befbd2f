package dev.parley.emulator.faults;

import java.util.List;

/** The calls in progress, as far as a service needs them to tell for whom it works. Never blocks; any thread may ask. */
@FunctionalInterface
public interface LiveCalls {
    /** The calls that have not ended, in the order they were placed. */
    List<Live> now();

    /**
     * One call in progress.
     *
     * @param id of the control API
     * @param number of the emulated person, in E.164
     */
    record Live(String id, String number) {}
}
