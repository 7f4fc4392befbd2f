package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What readiness tells of a server whose services are all well. */
@Isolated("the faults of other tests show in it")
class ReadinessIT {
    /** A deployment that was away is named for 20 s. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aServerWhoseServicesAreWellIsReady() {
        await("all is well").atMost(SOON).untilAsserted(() -> {
            var readiness =
                    LocalMode.get(LocalMode.PARLEY + "/api/v1/readiness").body();
            assertThat(readiness.get("status").asText())
                    .as(readiness.toString())
                    .isEqualTo("ready");
        });

        var checks =
                LocalMode.get(LocalMode.PARLEY + "/api/v1/readiness").body().get("checks");
        assertThat(checks).hasSizeGreaterThanOrEqualTo(5).allSatisfy(check -> assertThat(
                        check.get("status").asText())
                .as(check.toString())
                .isEqualTo("healthy"));
        var ready = LocalMode.get(LocalMode.PARLEY + "/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body().get("status").asText()).isEqualTo("UP");
    }
}
