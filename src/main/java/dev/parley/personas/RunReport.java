package dev.parley.personas;

import dev.parley.rehearsal.RehearsalResult;
import java.util.List;

/** Writes results of tests down, for people and for the store. Thread-safe. */
public interface RunReport {
    /** A JSON array, one object a test. */
    String json(List<RehearsalResult> results);
}
