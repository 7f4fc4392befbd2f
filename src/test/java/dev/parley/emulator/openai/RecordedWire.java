package dev.parley.emulator.openai;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client that keeps what it is sent, and hangs up after so many pieces. */
final class RecordedWire implements Wire {
    final List<String> sent = new ArrayList<>();
    int status;
    Map<String, String> headers = Map.of();
    boolean dropped;
    private final int patience;

    RecordedWire() {
        this(Integer.MAX_VALUE);
    }

    RecordedWire(int patience) {
        this.patience = patience;
    }

    @Override
    public void head(int status, String contentType, Map<String, String> headers) {
        this.status = status;
        this.headers = headers;
    }

    @Override
    public void send(String text) throws IOException {
        if (sent.size() >= patience) {
            throw new IOException("The client has hung up");
        }
        sent.add(text);
    }

    @Override
    public void drop() {
        dropped = true;
    }

    /** The chunks of a stream, without {@code [DONE]}. */
    List<JsonObject> chunks() {
        return sent.stream()
                .map(event -> event.substring("data: ".length()).strip())
                .filter(data -> !data.equals("[DONE]"))
                .map(RecordedWire::json)
                .toList();
    }

    JsonObject body() {
        return json(String.join("", sent));
    }

    JsonObject error() {
        return body().getJsonObject("error");
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
