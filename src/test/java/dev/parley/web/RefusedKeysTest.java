package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.web.RefusedKeys.Service;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedKeysTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private long nanos;
    private final RefusedKeys keys = new RefusedKeys(PAUSE, () -> nanos);

    @Test
    void whileNoKeyIsRefusedEveryRequestMayBeSent() {
        assertThat(attempts()).isEqualTo(10);
        assertThat(keys.fault(Service.OPENAI)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aServiceThatRefusesTheKeyIsNamedAndNotAsked(int status) {
        keys.answered(Service.OPENAI, status);
        pass(Duration.ofSeconds(7));

        assertThat(keys.fault(Service.OPENAI)).contains("Azure OpenAI refuses our key, for 7 s");
        assertThat(attempts()).isZero();
    }

    @Test
    void oneAttemptIsLetThroughPerPause() {
        keys.refused(Service.OPENAI);
        for (int pause = 1; pause <= 3; pause++) {
            pass(PAUSE);
            assertThat(attempts()).as("in pause " + pause).isOne();
        }
    }

    @Test
    void aRefusedAttemptBeginsThePauseAnewAndKeepsSinceWhen() {
        keys.refused(Service.OPENAI);
        pass(PAUSE);
        attempts();
        pass(Duration.ofSeconds(2));
        keys.refused(Service.OPENAI);
        pass(Duration.ofSeconds(29));

        assertThat(attempts()).isZero();
        assertThat(keys.fault(Service.OPENAI)).contains("Azure OpenAI refuses our key, for 61 s");
    }

    @Test
    void allIsWellOnceAnOperationSucceeds() {
        keys.refused(Service.OPENAI);

        keys.answered(Service.OPENAI, 200);

        assertThat(keys.fault(Service.OPENAI)).isEmpty();
        assertThat(attempts()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500, 503})
    void anyOtherFailureChangesNothing(int status) {
        keys.answered(Service.OPENAI, status);
        assertThat(keys.refuses(Service.OPENAI)).isFalse();

        keys.refused(Service.OPENAI);
        keys.answered(Service.OPENAI, status);
        assertThat(keys.refuses(Service.OPENAI)).isTrue();
    }

    @Test
    void servicesAreApart() {
        keys.refused(Service.OPENAI);

        assertThat(keys.mayAsk(Service.SPEECH)).isTrue();
        assertThat(keys.fault(Service.ACS)).isEmpty();
    }

    private int attempts() {
        return (int)
                IntStream.range(0, 10).filter(i -> keys.mayAsk(Service.OPENAI)).count();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
