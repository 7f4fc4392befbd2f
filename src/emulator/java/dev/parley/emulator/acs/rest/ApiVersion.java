package dev.parley.emulator.acs.rest;

import java.util.Optional;
import java.util.Set;

/** The versions of the call automation API (protocols/acs-call-automation.md §1). */
record ApiVersion(String value) {
    private static final Set<String> KNOWN = Set.of(
            "2023-01-15-preview",
            "2023-03-06",
            "2023-06-15-preview",
            "2023-10-03-preview",
            "2023-10-15",
            "2024-04-15",
            "2024-06-15-preview",
            "2024-09-01-preview",
            "2024-09-15",
            "2024-11-15-preview",
            "2025-05-15",
            "2025-06-15",
            "2025-08-15-preview",
            "2026-03-12");

    /** The first stable one with bidirectional media streaming; dates compare as text. */
    private static final String FIRST_WITH_MEDIA = "2025-05-15";

    static Optional<ApiVersion> of(String value) {
        return Optional.ofNullable(value).filter(KNOWN::contains).map(ApiVersion::new);
    }

    boolean hasMediaStreaming() {
        return value.compareTo(FIRST_WITH_MEDIA) >= 0;
    }
}
