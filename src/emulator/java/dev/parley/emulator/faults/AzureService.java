package dev.parley.emulator.faults;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the Azure services that are emulated. */
public enum AzureService {
    SPEECH,
    OPENAI,
    ACS,
    COSMOS,
    REALTIME;

    /** The name used by the control API: {@code speech}, {@code openai}, {@code acs}, {@code cosmos}, {@code realtime}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service of a name of the control API, exact in case. */
    public static Optional<AzureService> named(String wire) {
        return Stream.of(values())
                .filter(service -> service.wire().equals(wire))
                .findFirst();
    }
}
