package dev.parley.emulator.acs;

import dev.parley.emulator.acs.events.SigningKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The token with which the media socket of a call is opened: right, or wrong in one way that a server must notice. */
public enum MediaToken {
    VALID("valid"),
    /** Signed with a key that is not the published one. */
    FORGED("forged"),
    /** Its time is over, by more than any clock is wrong. */
    EXPIRED("expired"),
    /** Meant for another resource. */
    WRONG_AUDIENCE("wrongAudience");

    /** protocols/acs-media-streaming.md §1; each attempt has a token of its own. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final String wire;

    MediaToken(String wire) {
        this.wire = wire;
    }

    /** The name used by the control API, such as {@code wrongAudience}. */
    public String wire() {
        return wire;
    }

    /** The token of a name of the control API, exact in case. */
    public static Optional<MediaToken> named(String wire) {
        return Stream.of(values()).filter(token -> token.wire.equals(wire)).findFirst();
    }

    String from(SigningKeys keys) {
        return switch (this) {
            case VALID -> keys.token(LIFETIME);
            case FORGED -> keys.forgedToken(LIFETIME);
            case EXPIRED -> keys.expiredToken(LIFETIME);
            case WRONG_AUDIENCE -> keys.tokenForAnother(LIFETIME);
        };
    }
}
