package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers of ours that a test gives to a persona and takes back, while others do: {@link Shared#NUMBERS} to READ. */
final class GivenNumbers implements AutoCloseable {
    private static final String PATH = "/api/v1/personas/numbers";
    private static final int CHANGED_MEANWHILE = 412;

    final String first = unused();
    final String second = unused();

    private GivenNumbers() {}

    static GivenNumbers to(Persona persona) {
        var numbers = new GivenNumbers();
        change(map -> List.of(numbers.first, numbers.second).forEach(number -> map.put(number, persona.id)));
        return numbers;
    }

    private static String unused() {
        return "+15550%06d".formatted(ThreadLocalRandom.current().nextInt(300_000, 900_000));
    }

    @Override
    public void close() {
        change(map -> map.remove(List.of(first, second)));
    }

    private interface Change {
        void in(ObjectNode numbers);
    }

    private static void change(Change change) {
        LocalMode.Answer answer;
        do {
            var shown = LocalMode.asViewer(PATH);
            var numbers = (ObjectNode) shown.body().get("numbers");
            change.in(numbers);
            answer = LocalMode.as(
                    "approver", "PUT", PATH, "{\"numbers\":" + numbers + "}", Map.of("If-Match", shown.header("ETag")));
        } while (answer.status() == CHANGED_MEANWHILE);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }
}
