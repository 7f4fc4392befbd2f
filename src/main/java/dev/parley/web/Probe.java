package dev.parley.web;

import java.util.Optional;

/** Looks whether something Parley depends on is there. A bean per dependency; rooms with dependencies of their own add some. */
public interface Probe {
    /** Name in readiness answers, as {@code azure_openai}. */
    String component();

    /** What is wrong, in plain words, empty when all is well; called on a virtual thread and given up after a second. */
    Optional<String> fault();

    /** Whether calls need it; a fault of anything else degrades this server and keeps it ready. */
    default boolean needed() {
        return true;
    }
}
