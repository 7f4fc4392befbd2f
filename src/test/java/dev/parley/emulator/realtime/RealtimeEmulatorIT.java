package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.WebSocketHandshakeException;
import com.openai.models.realtime.RealtimeServerEvent;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.clientsecrets.ClientSecretCreateParams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The official Java client against the running emulator. */
@Isolated
class RealtimeEmulatorIT {
    static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");
    static final String KEY = "local-openai-key";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterEach
    void forget() throws Exception {
        control("DELETE", "faults", "");
        control("DELETE", "realtime", "");
        control("DELETE", "thinking/script", "");
    }

    @Test
    void answersATypedLineInWords() throws Exception {
        try (var client = OfficialClient.connected(KEY)) {
            client.send(
                    "{'type':'session.update','session':{'type':'realtime','output_modalities':['text'],'instructions':"
                            + "'You are Nora. We are open Monday to Friday from nine to five.'}}");
            client.types("When are you open?");

            String said = client.until(RealtimeServerEvent::isResponseDone).stream()
                    .filter(RealtimeServerEvent::isResponseOutputTextDelta)
                    .map(event -> event.asResponseOutputTextDelta().delta())
                    .reduce("", String::concat);
            assertThat(said).isEqualTo("We are open Monday to Friday from nine to five.");
        }
    }

    @Test
    void hearsAQuestionAndSpeaksTheAnswer() throws Exception {
        script("When do you open?", "At nine in the morning.");
        try (var client = OfficialClient.connected(KEY)) {
            client.says("When do you open?");
            List<RealtimeServerEvent> events = client.until(RealtimeServerEvent::isResponseDone);

            assertThat(events).anyMatch(RealtimeServerEvent::isInputAudioBufferSpeechStarted);
            assertThat(OfficialClient.words(events)).isEqualTo("At nine in the morning.");
            assertThat(events)
                    .filteredOn(RealtimeServerEvent::isResponseOutputAudioDelta)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void isInterruptedInTheMiddleOfAWordAndForgetsWhatWasNotHeard() throws Exception {
        control("PUT", "realtime", "{\"speed\":1}");
        script("story", "Once upon a time there was a king who had three sons and a horse that could sing.");
        try (var client = OfficialClient.connected(KEY)) {
            client.types("Tell me a story.");
            client.until(RealtimeServerEvent::isResponseOutputAudioDelta);
            client.says("Stop!");
            var cut =
                    client.until(RealtimeServerEvent::isResponseDone).getLast().asResponseDone();

            assertThat(cut.response().status().orElseThrow().asString()).isEqualTo("cancelled");
            String item = cut.response()
                    .output()
                    .orElseThrow()
                    .getFirst()
                    .asRealtimeConversationItemAssistantMessage()
                    .id()
                    .orElseThrow();
            client.send("{'type':'conversation.item.truncate','item_id':'" + item
                    + "','content_index':0,'audio_end_ms':300}");
            client.until(RealtimeServerEvent::isConversationItemTruncated);
        }
    }

    @Test
    void turnsAwayAWrongKeyAndAnUnknownDeployment() {
        assertThatThrownBy(() -> OfficialClient.connected("wrong-key"))
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(401));
        assertThatThrownBy(() -> OfficialClient.connected(KEY, "gpt-9"))
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(404));
    }

    @Test
    void endsASessionWhenItsTimeIsOver() throws Exception {
        control("PUT", "realtime", "{\"sessionSeconds\":1}");
        try (var client = OfficialClient.connected(KEY)) {
            var error = client.until(RealtimeServerEvent::isError).getLast().asError();

            assertThat(error.error().code().orElseThrow()).isEqualTo("session_expired");
            assertThatThrownBy(() -> client.until(event -> false)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void breaksOrEndsASessionWhenATestWantsIt() throws Exception {
        try (var client = OfficialClient.connected(KEY)) {
            String id = idOf(client);
            assertThat(control("POST", "realtime/sessions/" + id + "/expire", "")
                            .statusCode())
                    .isEqualTo(204);
            client.until(RealtimeServerEvent::isError);
        }
        try (var client = OfficialClient.connected(KEY)) {
            assertThat(control("DELETE", "realtime/sessions/" + idOf(client), "")
                            .statusCode())
                    .isEqualTo(204);
            assertThatThrownBy(() -> client.until(event -> false)).isInstanceOf(RuntimeException.class);
        }
        assertThat(control("DELETE", "realtime/sessions/sess_none", "").statusCode())
                .isEqualTo(404);
    }

    private static String idOf(OfficialClient client) {
        return ObjectMappers.jsonMapper()
                .valueToTree(client.first())
                .at("/session/id")
                .asText();
    }

    @Test
    void takesTenMegabytesAtOnce() throws Exception {
        try (var client = OfficialClient.connected(KEY)) {
            client.send(
                    "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':null}}}}");
            client.send("{'type':'input_audio_buffer.append','audio':'" + "A".repeat(10_000_000) + "'}");
            client.send("{'type':'input_audio_buffer.commit'}");

            assertThat(client.until(RealtimeServerEvent::isInputAudioBufferCommitted))
                    .noneMatch(RealtimeServerEvent::isError);
        }
    }

    @Test
    void refusesAndDropsConnectionsByFaults() throws Exception {
        control(
                "POST",
                "faults",
                "{\"service\":\"realtime\",\"kind\":\"throttle\",\"moment\":\"connect\",\"times\":1}");
        assertThatThrownBy(() -> OfficialClient.connected(KEY))
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(429));
        control(
                "POST",
                "faults",
                "{\"service\":\"realtime\",\"kind\":\"reset\",\"moment\":\"connect\",\"afterMs\":300,\"times\":1}");
        try (var client = OfficialClient.connected(KEY)) {
            assertThatThrownBy(() -> client.until(event -> false)).isInstanceOf(RuntimeException.class);
        }
        assertThat(control("GET", "requests?service=realtime", "").body()).contains("\"fault\":\"reset\"");
    }

    @Test
    void aClientSecretOpensASessionAndAnswersAnOffer() throws Exception {
        var rest = OpenAIOkHttpClient.builder()
                .baseUrl(EMULATOR + "/openai/v1")
                .credential(AzureApiKeyCredential.create(KEY))
                .build();
        var secret = rest.realtime()
                .clientSecrets()
                .create(ClientSecretCreateParams.builder()
                        .session(RealtimeSessionCreateRequest.builder()
                                .model("gpt-realtime")
                                .instructions("Be Nora.")
                                .build())
                        .build());
        assertThat(secret.value()).startsWith("ek_");
        rest.close();

        HttpResponse<String> answer = sdp(secret.value(), "application/sdp");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/calls/rtc_");
        assertThat(answer.body()).startsWith("v=0").contains("a=fingerprint:sha-256");
        assertThat(sdp("ek_wrong", "application/sdp").statusCode()).isEqualTo(401);
        assertThat(sdp(secret.value(), "text/plain").statusCode()).isEqualTo(415);
        try (var client = OfficialClient.withSecret(secret.value())) {
            assertThat(client.first().asSessionCreated().session().toString()).contains("Be Nora.");
        }
    }

    @Test
    void thePreviewSpeaksItsOwnWords() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("api-key", KEY)
                .buildAsync(
                        URI.create(EMULATOR.replaceFirst("^http", "ws")
                                + "/openai/realtime?api-version=2025-04-01-preview&deployment=gpt-4o-realtime-preview"),
                        new Listener(told))
                .get(10, TimeUnit.SECONDS);
        assertThat(told.poll(10, TimeUnit.SECONDS)).contains("session.created", "\"modalities\"", "pcm16");

        socket.sendText("{\"type\":\"response.create\"}", true).get(10, TimeUnit.SECONDS);
        String event = "";
        while (!event.contains("\"response.audio.delta\"")) {
            event = told.poll(30, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
        }
        socket.abort();
    }

    /** Puts whole messages into a queue. */
    private record Listener(LinkedBlockingQueue<String> told, StringBuilder partial) implements WebSocket.Listener {
        Listener(LinkedBlockingQueue<String> told) {
            this(told, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                told.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    private static HttpResponse<String> sdp(String secret, String type) throws Exception {
        String offer = String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "a=mid:0",
                "a=ice-ufrag:abcd",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:sha-256 " + "00:".repeat(31) + "11",
                "a=setup:actpass",
                "a=rtcp-mux",
                "a=rtpmap:111 opus/48000/2",
                "");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + "/openai/v1/realtime/calls"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(offer))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void script(String when, String say) throws Exception {
        control("POST", "thinking/script", "{\"turns\":[{\"when\":\"" + when + "\",\"say\":\"" + say + "\"}]}");
    }

    static HttpResponse<String> control(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/" + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
