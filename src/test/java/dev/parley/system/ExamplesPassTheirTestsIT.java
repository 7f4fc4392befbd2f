package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The personas that come with Parley pass their own tests, in text and by voice, over the API. */
class ExamplesPassTheirTestsIT {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @ParameterizedTest
    @ValueSource(strings = {"reception", "orders"})
    void eachTestPassesInEachOfItsModes(String id) {
        var root = "/api/v1/personas/" + id + "/tests";
        var started = LocalMode.as("editor", "POST", root, "{}", Map.of());
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var run = root + "/" + started.body().get("run").asText();

        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !shown(run).get("state").asText().equals("running"));

        var tests = shown(run).get("tests");
        assertThat(tests.findValuesAsText("mode")).contains("text", "voice");
        assertThat(failed(tests)).isEmpty();
    }

    private static JsonNode shown(String run) {
        return LocalMode.as("editor", "GET", run, null, Map.of()).body();
    }

    private static List<String> failed(JsonNode tests) {
        return StreamSupport.stream(tests.spliterator(), false)
                .filter(test -> !test.get("passed").asBoolean())
                .map(JsonNode::toPrettyString)
                .toList();
    }
}
