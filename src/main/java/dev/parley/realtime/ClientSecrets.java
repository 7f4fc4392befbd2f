package dev.parley.realtime;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Secrets of short life with which a browser talks to the model itself, by WebRTC. Thread-safe. */
public interface ClientSecrets {
    /** Asks for one, returns at once. Completes in bounded time, exceptionally with {@link SecretRefused}. */
    CompletionStage<ClientSecret> mint(Setup setup);

    /**
     * What is baked in, by the persona alone. The session has no tools: those run on this server, which it does not pass through.
     * The model finds the end of a turn, answers and stops by itself.
     *
     * @param voice name of the service
     * @param endOfSpeech quiet that ends a turn
     * @param eagerness where what was said ends a turn, and not quiet alone
     * @param mostTokens of one answer
     */
    record Setup(
            String instructions,
            String voice,
            Locale language,
            Duration endOfSpeech,
            Optional<Eagerness> eagerness,
            Optional<Integer> mostTokens) {
        @Override
        public String toString() {
            return "Setup[" + voice + ", " + language + "]";
        }
    }

    /**
     * @param value secret
     * @param expiresAt a session must have begun by then
     * @param address where the browser sends its offer; names the model that the secret is for
     */
    record ClientSecret(String value, Instant expiresAt, URI address) {
        @Override
        public String toString() {
            return "ClientSecret[" + expiresAt + "]";
        }
    }
}
