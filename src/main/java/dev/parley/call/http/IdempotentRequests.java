package dev.parley.call.http;

import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Requests that carry an {@code Idempotency-Key}: repeated, they get the answer of the first; with another body they are
 * refused. A failed one is forgotten, so that it may be repeated. Keeps the newest ten thousand of this node. Thread-safe.
 */
@ApplicationScoped
public class IdempotentRequests {
    private static final int MOST = 10_000;
    private static final int LONGEST_KEY = 255;

    private final Map<String, Remembered> requests = new LinkedHashMap<>();

    private record Remembered(String bodyHash, CompletableFuture<?> answer) {}

    /**
     * @param user whose key it is: keys of different users do not meet
     * @param work begins the request; called once
     */
    @SuppressWarnings("unchecked") // a key is used with one kind of request only
    <T> CompletionStage<T> once(String user, String key, byte[] body, Supplier<CompletionStage<T>> work) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new RequestRefused(
                    Problem.of(400, "Not valid", "Idempotency-Key: 1 to " + LONGEST_KEY + " characters."));
        }
        var name = user + "\n" + key;
        var hash = hash(body);
        var answer = new CompletableFuture<T>();
        synchronized (requests) {
            var known = requests.get(name);
            if (known != null && !known.bodyHash().equals(hash)) {
                throw new RequestRefused(
                        Problem.of(422, "Not valid", "Idempotency-Key: was used with another body already."));
            }
            if (known != null) {
                return (CompletableFuture<T>) known.answer();
            }
            makeRoom();
            requests.put(name, new Remembered(hash, answer));
        }
        begin(name, work, answer);
        return answer;
    }

    private <T> void begin(String name, Supplier<CompletionStage<T>> work, CompletableFuture<T> answer) {
        try {
            work.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    forget(name);
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            forget(name);
            answer.completeExceptionally(refused);
        }
    }

    private void forget(String name) {
        synchronized (requests) {
            requests.remove(name);
        }
    }

    private void makeRoom() {
        if (requests.size() >= MOST) {
            var oldest = requests.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
