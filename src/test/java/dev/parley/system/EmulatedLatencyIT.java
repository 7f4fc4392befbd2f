package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Services that take as long as Azure's. */
@Isolated("every call of the server would be slow")
class EmulatedLatencyIT {
    private static final String LATENCY = LocalMode.EMULATOR + "/emulator/latency";

    @AfterEach
    void fastAgain() {
        LocalMode.put(LATENCY, "{\"preset\":\"none\"}");
    }

    @Test
    void aCallIsAnsweredAsLateAsAzuresServicesAreAndTheDrawsAreTold() {
        LocalMode.put(LATENCY, "{\"preset\":\"azure\"}");
        var caller = Caller.calls(
                Caller.RECEPTION, says("Where can I park my car?"), says("Where is your office, please?"), hangsUp());

        var view = caller.untilEnded(Duration.ofSeconds(120));

        var set = LocalMode.get(LATENCY).body();
        assertThat(set.get("preset").asText()).isEqualTo("azure");
        for (var stage : new String[] {"finalMs", "partialMs", "firstTokenMs", "firstByteMs", "networkMs"}) {
            assertThat(set.at("/stages/" + stage + "/drawn/count").asInt())
                    .as(stage + " of " + set)
                    .isPositive();
        }
        assertThat(set.at("/stages/firstByteMs/drawn/p50").asDouble()).isBetween(350.0, 450.0);
        assertThat(replies(view))
                .as("no answer before the final transcript is there, on its way to the caller: %s", view)
                .hasSize(2)
                .allMatch(ms -> ms > set.at("/stages/finalMs/drawn/p50").asDouble() / 2);
    }

    private static List<Integer> replies(JsonNode view) {
        return StreamSupport.stream(view.get("replyMs").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
