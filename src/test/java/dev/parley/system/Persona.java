package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.LocalMode.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A persona of a test's own, worked on through the API. */
final class Persona {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final String ROOT = "/api/v1/personas";

    final String id;
    private String version = "";

    private Persona(String id) {
        this.id = id;
    }

    static Persona unnamed() {
        return new Persona("test-" + Long.toString(System.nanoTime(), 36) + "-" + MADE.incrementAndGet());
    }

    /** One whose name ends with that word. */
    static Persona of(String word) {
        return new Persona(unnamed().id + "-" + word);
    }

    /** Front matter with these lines under {@code parley}, each indented as it is given. */
    String text(String greeting, String... lines) {
        return "---\nname: " + id + "\nparley:\n  greeting: " + greeting + "\n  tools: [end_call]\n"
                + String.join(
                        "",
                        List.of(lines).stream().map(line -> "  " + line + "\n").toList())
                + "---\nsystem:\nYou are a desk. We are open from 9 in the morning to 5 in the afternoon on Monday.\n";
    }

    Answer creates(String text) {
        return remembered(sends("editor", "POST", "?id=" + id, text, Map.of()));
    }

    Answer saves(String text) {
        return remembered(sends("editor", "PUT", "/" + id, text, Map.of("If-Match", version)));
    }

    Answer publishes(String json) {
        return does("POST", "/publish", json);
    }

    /** As the approver, over the version seen last. */
    Answer does(String method, String path, String json) {
        return remembered(LocalMode.as("approver", method, ROOT + "/" + id + path, json, Map.of("If-Match", version)));
    }

    Answer shown() {
        return remembered(LocalMode.as("viewer", "GET", ROOT + "/" + id, null, Map.of("Accept", "application/json")));
    }

    String version() {
        return version;
    }

    static Answer sends(String user, String method, String path, String text, Map<String, String> headers) {
        var request = LocalMode.request(LocalMode.PARLEY + ROOT + path)
                .header("Authorization", LocalMode.basic(user))
                .header("Content-Type", "text/x-prompty")
                .method(method, BodyPublishers.ofString(text));
        headers.forEach(request::header);
        return LocalMode.send(request);
    }

    private Answer remembered(Answer answer) {
        if (answer.status() < 300 && !answer.header("ETag").isEmpty()) {
            version = answer.header("ETag");
        }
        return answer;
    }

    static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
        return answer;
    }
}
