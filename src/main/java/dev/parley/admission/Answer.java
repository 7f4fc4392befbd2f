package dev.parley.admission;

import java.time.Duration;
import java.util.Locale;

/** What became of a {@link Wish}. */
public sealed interface Answer {
    /** Talk; who was admitted ends the lease when the talk is over. */
    record Admitted(Lease lease) implements Answer {}

    /** Not now. {@code retryAfter}: whole seconds, more than none. */
    record Refused(Reason reason, Duration retryAfter) implements Answer {}

    /** Why not, in plain words; the first four are limits of the user's own, the others everybody's. */
    enum Reason {
        TALKS_AT_ONCE("You have as many talks as you may at once.", true),
        TALKS_A_MINUTE("You begin talks too often.", true),
        MINUTES_OF_TODAY("You have talked as long as you may today.", true),
        TOKENS_OF_TODAY("Your talks have used as many tokens of the model as they may today.", true),
        ALL_BUSY("There are as many talks as there may be at once.", false),
        SERVICE_BUSY("The speech service takes no new talk now.", false),
        CLOSED("This server takes no new talk now.", false);

        private final String words;
        private final boolean own;

        Reason(String words, boolean own) {
            this.words = words;
            this.own = own;
        }

        public String words() {
            return words;
        }

        /** A limit of this user: others may still talk. */
        public boolean own() {
            return own;
        }

        /** For metrics and logs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
