package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that is not Parley, and calls on the emulator that are announced to it; ended with the test. */
abstract class EmulatedAcs {
    static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration SOON = Duration.ofSeconds(20);

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();
    private final List<String> placed = new ArrayList<>();
    AnsweringServer server;
    MediaServer media;

    @BeforeEach
    void startServers() throws IOException {
        server = new AnsweringServer();
        media = new MediaServer();
    }

    @AfterEach
    void stopServers() throws Exception {
        for (String id : placed) {
            send("DELETE", "/emulator/calls/" + id, null);
        }
        server.close();
        media.close();
        http.shutdownNow();
    }

    SdkClient sdk(String audioFormat) {
        return new SdkClient(media.url(), audioFormat, SdkClient.KEY);
    }

    HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + path))
                        .timeout(SOON)
                        .header("Content-Type", "application/json")
                        .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    String place(String options) throws IOException, InterruptedException {
        String body = "{\"from\":\"+15551230000\",\"to\":\"+18005550100\",\"announceTo\":\"" + server.url("/grid?key=k")
                + "\"" + options + "}";
        var answer = send("POST", "/emulator/calls", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = JSON.readTree(answer.body()).get("id").asText();
        placed.add(id);
        return id;
    }

    JsonNode view(String id) {
        try {
            return JSON.readTree(send("GET", "/emulator/calls/" + id, null).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String contextOfTheCall() {
        await("announced").atMost(SOON).until(() -> !server.announced().isEmpty());
        return server.announced()
                .getFirst()
                .get("data")
                .get("incomingCallContext")
                .asText();
    }

    MediaServer.Connection connection(int number) {
        await("media socket").atMost(SOON).until(() -> media.connections().size() > number);
        return media.connections().get(number);
    }

    static String audio(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\""
                + Base64.getEncoder().encodeToString(bytes.array()) + "\"}}";
    }

    /** The agent's sentence in pieces of 100 ms, all at once. */
    static void speak(MediaServer.Connection connection, String text, int rate) {
        short[] pcm = ToneEncoder.encode(text, rate).pcm();
        for (int at = 0; at < pcm.length; at += rate / 10) {
            connection.send(audio(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + rate / 10))));
        }
    }

    static String heardBy(MediaServer.Connection connection, int rate) throws IOException {
        var decoder = new ToneDecoder(rate);
        var words = new ArrayList<String>();
        for (String message : connection.messages()) {
            JsonNode json = JSON.readTree(message);
            if (json.get("kind").asText().equals("AudioData")) {
                var shorts = ByteBuffer.wrap(Base64.getDecoder()
                                .decode(json.get("audioData").get("data").asText()))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer();
                short[] pcm = new short[shorts.remaining()];
                shorts.get(pcm);
                for (ToneEvent event : decoder.hear(pcm, 0, pcm.length)) {
                    if (event instanceof ToneEvent.Heard heard) {
                        words.add(heard.word().text());
                    }
                }
            }
        }
        return String.join(" ", words);
    }
}
