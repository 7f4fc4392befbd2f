package dev.parley.call.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.web.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests that carry an idempotency key. */
class IdempotentRequestsTest {
    private final IdempotentRequests requests = new IdempotentRequests();
    private final AtomicInteger carriedOut = new AtomicInteger();

    @Test
    void theSameKeyAndBodyGetTheSameAnswerOfOneRequest() {
        assertThat(once("ann", "k", "body").join()).isEqualTo(1);
        assertThat(once("ann", "k", "body").join()).isEqualTo(1);
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void keysOfDifferentUsersDoNotMeet() {
        assertThat(once("ann", "k", "body").join()).isEqualTo(1);
        assertThat(once("bob", "k", "other body").join()).isEqualTo(2);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        once("ann", "k", "body");

        assertThatThrownBy(() -> once("ann", "k", "other"))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(422));
    }

    @Test
    void aFailedRequestMayBeRepeated() {
        assertThatThrownBy(() -> requests.once("ann", "k", bytes("body"), () -> {
                            throw new IllegalArgumentException("no");
                        })
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class);

        assertThat(once("ann", "k", "body").join()).isEqualTo(1);
    }

    @Test
    void emptyAndEndlessKeysAreRefused() {
        assertThatThrownBy(() -> once("ann", " ", "body")).isInstanceOf(RequestRefused.class);
        assertThatThrownBy(() -> once("ann", "k".repeat(256), "body")).isInstanceOf(RequestRefused.class);
    }

    private CompletableFuture<Integer> once(String user, String key, String body) {
        CompletionStage<Integer> answer = requests.once(
                user, key, bytes(body), () -> CompletableFuture.completedFuture(carriedOut.incrementAndGet()));
        return answer.toCompletableFuture();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
