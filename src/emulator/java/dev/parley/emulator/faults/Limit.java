package dev.parley.emulator.faults;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** To what a fault may be limited besides a call: a fact that a service's own protocol carries. */
public enum Limit {
    /** The deployment that is asked, of chat or realtime. */
    DEPLOYMENT(AzureService.OPENAI, AzureService.REALTIME),
    /** The language in which a recogniser listens. */
    LANGUAGE(AzureService.SPEECH),
    /** Words that the recogniser has understood, wherever they stand in an utterance; the fault begins with them. */
    HEARD(AzureService.SPEECH),
    /** The voice that is to speak. */
    VOICE(AzureService.SPEECH),
    /** Words that are to be spoken, wherever they stand in the text. */
    SPOKEN(AzureService.SPEECH),
    /** What a Cosmos request asks for: account, database, container, ranges, create, read, query, batch, changes and so on. */
    OPERATION(AzureService.COSMOS),
    /** Words that stand anywhere in the path of a Cosmos request, such as {@code /colls/Personas}. */
    PATH(AzureService.COSMOS),
    /**
     * When a fault may begin: {@code connect} or {@code response} of a realtime session, the request for a client {@code secret}
     * or the one with a browser's {@code sdp}; {@code connect} of speech.
     */
    MOMENT(AzureService.REALTIME, AzureService.SPEECH);

    private static final Map<AzureService, List<String>> MOMENTS = Map.of(
            AzureService.REALTIME, List.of("connect", "response", "secret", "sdp"),
            AzureService.SPEECH, List.of("connect"));

    private static final Set<Limit> OF_RECOGNITION = Set.of(LANGUAGE, HEARD);
    private static final Set<Limit> OF_SYNTHESIS = Set.of(VOICE, SPOKEN);
    /** What a speech client tells behind its upgrade, a language aside. */
    private static final Set<Limit> OF_MESSAGES = Set.of(HEARD, VOICE, SPOKEN);

    private final Set<AzureService> services;

    Limit(AzureService... services) {
        this.services = Set.of(services);
    }

    /** The name used by the control API, such as {@code deployment}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why no request can ever be within these limits; empty if there may be some. */
    public static Optional<String> contradiction(AzureService service, Map<Limit, String> wanted) {
        var limits = wanted.keySet();
        var foreign = Stream.of(values())
                .filter(limit -> limits.contains(limit) && !limit.services.contains(service))
                .findFirst();
        if (foreign.isPresent()) {
            return Optional.of("\"" + foreign.get().wire() + "\" is nothing that " + service.wire() + " can tell");
        }
        if (limits.contains(MOMENT) && MOMENTS.get(service).stream().noneMatch(wanted.get(MOMENT)::equalsIgnoreCase)) {
            return Optional.of(
                    "\"moment\" of " + service.wire() + " must be one of " + String.join(", ", MOMENTS.get(service)));
        }
        if (limits.stream().anyMatch(OF_RECOGNITION::contains)
                && limits.stream().anyMatch(OF_SYNTHESIS::contains)) {
            return Optional.of(
                    "No speech request has both: language and heard are of recognition, voice and spoken of synthesis");
        }
        return limits.contains(MOMENT) && limits.stream().anyMatch(OF_MESSAGES::contains)
                ? Optional.of("When it connects, nobody has said yet what is heard or spoken, or by which voice")
                : Optional.empty();
    }

    boolean fits(String wanted, String known) {
        return switch (this) {
            case DEPLOYMENT, LANGUAGE, VOICE, OPERATION, MOMENT -> known.equalsIgnoreCase(wanted);
            case HEARD, SPOKEN, PATH -> known.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
        };
    }
}
