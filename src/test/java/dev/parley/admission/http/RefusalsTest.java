package dev.parley.admission.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admission.Answer.Reason;
import dev.parley.admission.Answer.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told to whoever may not talk now. */
class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "TALKS_AT_ONCE, 429",
        "TALKS_A_MINUTE, 429",
        "MINUTES_OF_TODAY, 429",
        "TOKENS_OF_TODAY, 429",
        "ALL_BUSY, 503",
        "SERVICE_BUSY, 503",
        "CLOSED, 503"
    })
    void ownLimitsAreTooManyRequestsAndThoseOfAllAreNotNow(Reason reason, int status) {
        var problem = Refusals.problem(new Refused(reason, Duration.ofSeconds(10)));

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).startsWith(reason.words());
    }

    @Test
    void nobodyIsToldToComeAgainAtOnce() {
        assertThat(Refusals.seconds(Duration.ofMillis(300))).isEqualTo("1");
        assertThat(Refusals.seconds(Duration.ofSeconds(17))).isEqualTo("17");
    }
}
