package dev.parley.admission.http;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whom the address of a socket names: {@code ?model=} of realtime clients, the end of {@code /voice/…}. */
final class WishedPersona {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final String MODEL = "model=";
    private static final String VOICE = "/voice/";

    private WishedPersona() {}

    /** Empty where it names none; others are named once the socket is open. */
    static Optional<String> of(String path, String query) {
        var named = path.startsWith(VOICE)
                ? Optional.of(path.substring(VOICE.length()))
                : Stream.of((query == null ? "" : query).split("&"))
                        .filter(pair -> pair.startsWith(MODEL))
                        .map(pair -> pair.substring(MODEL.length()))
                        .findFirst();
        return named.filter(id -> ID.matcher(id).matches());
    }
}
