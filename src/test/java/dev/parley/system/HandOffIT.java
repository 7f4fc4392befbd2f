package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A caller is handed to another persona, hears that one with its own voice, and is remembered to have heard it. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
class HandOffIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Of no other persona. */
    private static final String VOICE = "en-GB-RyanNeural";

    @Test
    void aModelThatHearsAndSpeaksHandsOverToAnotherVoice() {
        var caller = Caller.calls(Caller.CONCIERGE);
        caller.untilParleySaid("Good day, this is the concierge", SOON);

        caller.asksUntilParleySaid("When is dinner served in the restaurant?", "This is Anton", SOON);
        caller.asksUntilParleySaid("What does the kitchen recommend?", "The kitchen recommends", SOON);

        assertThat(agents(caller)).containsExactly("concierge", "restaurant");
        assertThat(requests("realtime"))
                .filteredOn(notes -> notes.path("says").asText().startsWith("This is Anton"))
                .isNotEmpty()
                .allMatch(notes -> notes.path("voice").asText().equals("cedar"));
        var view = ended(caller);
        assertThat(Caller.allHeard(view))
                .contains("Anton")
                .doesNotContain("What may I do for you"); // nobody is greeted twice
        assertThat(view.get("protocolErrors")).isEmpty();
    }

    @Test
    void threeServicesHandOverToAnotherVoice() {
        isHandedToTheWorkshop();
    }

    @Test
    void aModelThatHearsAndSpeaksHandsOverToThreeServices() {
        isHandedToTheWorkshop("pipeline: realtime", "voice: marin");
    }

    /** @param lines of who hands over */
    private static void isHandedToTheWorkshop(String... lines) {
        var workshop = Persona.of("repair");
        ok(workshop.creates(workshop.text("Workshop here.", "voice: " + VOICE)
                .replace("You are a desk.", "You are Emma, the mechanic. A repair takes two days.")));
        ok(workshop.publishes("{}"));
        var desk = Persona.unnamed();
        var handOffs = "handOffs: [{to: " + workshop.id + ", when: The caller asks for a repair.}]";
        var all = Stream.concat(Stream.of(lines), Stream.of(handOffs)).toArray(String[]::new);
        ok(desk.creates(desk.text("Desk of the bicycle shop.", all)));
        ok(desk.publishes("{}"));
        try (var numbers = GivenNumbers.to(desk)) {
            var caller = Caller.calls(numbers.first);
            caller.untilParleySaid("Desk of the bicycle shop.", SOON);

            caller.asksUntilParleySaid("How long does a repair take?", "This is Emma", SOON);

            assertThat(agents(caller)).containsExactly(desk.id, workshop.id);
            assertThat(requests("speech"))
                    .anyMatch(notes -> notes.path("voice").asText().equals(VOICE));
            assertThat(Caller.allHeard(ended(caller))).contains("two days").doesNotContain("Workshop here");
        }
    }

    private static JsonNode ended(Caller caller) {
        caller.hangUp();
        return caller.untilEnded(SOON);
    }

    /** Who spoke, one after the other. */
    private static List<String> agents(Caller caller) {
        return stream(caller.asParleySeesIt().get("transcript"))
                .filter(line -> line.get("speaker").asText().equals("agent"))
                .map(line -> line.get("persona").asText())
                .distinct()
                .toList();
    }

    private static List<JsonNode> requests(String service) {
        return stream(LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=" + service)
                        .body())
                .map(request -> request.get("notes"))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
