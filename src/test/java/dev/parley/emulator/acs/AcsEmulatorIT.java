package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.communication.callautomation.models.AnswerCallResult;
import com.azure.communication.callautomation.models.CallConnectionProperties;
import com.azure.communication.callautomation.models.CallConnectionState;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.exception.HttpResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulated ACS against Microsoft's SDK, a real socket and a server that is not Parley. */
@ResourceLock("faults")
class AcsEmulatorIT {
    private static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();
    private final List<String> placed = new ArrayList<>();
    private AnsweringServer server;
    private MediaServer media;

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

    private SdkClient sdk(String audioFormat) {
        return new SdkClient(media.url(), audioFormat, SdkClient.KEY);
    }

    private HttpResponse<String> send(String method, String path, String json)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + path))
                        .timeout(SOON)
                        .header("Content-Type", "application/json")
                        .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private String place(String options) throws IOException, InterruptedException {
        String body = "{\"from\":\"+15551230000\",\"to\":\"+18005550100\",\"announceTo\":\"" + server.url("/grid?key=k")
                + "\"" + options + "}";
        var answer = send("POST", "/emulator/calls", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = JSON.readTree(answer.body()).get("id").asText();
        placed.add(id);
        return id;
    }

    private JsonNode view(String id) {
        try {
            return JSON.readTree(send("GET", "/emulator/calls/" + id, null).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String contextOfTheCall() {
        await("announced").atMost(SOON).until(() -> !server.announced().isEmpty());
        return server.announced()
                .getFirst()
                .get("data")
                .get("incomingCallContext")
                .asText();
    }

    private MediaServer.Connection connection(int number) {
        await("media socket").atMost(SOON).until(() -> media.connections().size() > number);
        return media.connections().get(number);
    }

    private static String audio(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\""
                + Base64.getEncoder().encodeToString(bytes.array()) + "\"}}";
    }

    /** The agent's sentence in pieces of 100 ms, all at once. */
    private static void speak(MediaServer.Connection connection, String text, int rate) {
        short[] pcm = ToneEncoder.encode(text, rate).pcm();
        for (int at = 0; at < pcm.length; at += rate / 10) {
            connection.send(audio(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + rate / 10))));
        }
    }

    private static String heardBy(MediaServer.Connection connection, int rate) throws IOException {
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

    @ParameterizedTest
    @CsvSource({"pcm16KMono, 16000", "pcm24KMono, 24000"})
    void aCallIsAnnouncedAnsweredTalkedAndHungUp(String audioFormat, int rate) throws Exception {
        String id = place(",\"sampleRate\":16000,\"script\":[{\"say\":\"When do you open?\"},{\"hangUp\":true}]");
        AnswerCallResult answered =
                sdk(audioFormat).client.answerCall(contextOfTheCall(), server.url("/callbacks?key=c"));
        String connectionId = answered.getCallConnectionProperties().getCallConnectionId();

        MediaServer.Connection socket = connection(0);
        assertThat(socket.requestLine()).isEqualTo("GET /media?key=single-call HTTP/1.1");
        assertThat(socket.header("x-ms-call-connection-id")).isEqualTo(connectionId);
        assertThat(socket.header("x-ms-call-correlation-id")).isNotBlank();
        verify(socket.header("authorization"), Duration.ofHours(24));
        await().atMost(SOON).until(() -> socket.messages().size() > 2);
        JsonNode metadata = JSON.readTree(socket.messages().getFirst());
        assertThat(metadata.get("kind").asText()).isEqualTo("AudioMetadata");
        assertThat(metadata.get("audioMetadata").get("sampleRate").asInt()).isEqualTo(rate);
        assertThat(metadata.get("audioMetadata").get("length").asInt()).isEqualTo(rate / 25);

        speak(socket, "Hello, this is the desk.", rate);
        await("the caller's question").atMost(SOON).until(() -> heardBy(socket, rate)
                .equals("When do you open?"));
        speak(socket, "At nine.", rate);
        await("hang-up").atMost(SOON).until(() -> view(id).get("state").asText().equals("ended"));

        JsonNode view = view(id);
        assertThat(view.get("endedBy").asText()).isEqualTo("caller");
        assertThat(view.get("heard")).hasSize(2);
        assertThat(view.get("heard").get(0).get("text").asText()).isEqualTo("Hello, this is the desk.");
        assertThat(view.get("heard").get(1).get("text").asText()).isEqualTo("At nine.");
        assertThat(view.get("heard").get(1).get("cutAfterWord").isNull()).isTrue();
        assertThat(view.get("replyMs")).hasSize(1);
        assertThat(view.get("gaps").asInt()).isZero();
        assertThat(view.get("protocolErrors")).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(server.callbackTypes())
                .containsExactlyInAnyOrder(
                        "CallConnected",
                        "ParticipantsUpdated",
                        "MediaStreamingStarted",
                        "MediaStreamingStopped",
                        "CallDisconnected"));
        assertThat(server.callbacks()).allSatisfy(callback -> {
            verify(callback.authorization(), Duration.ofMinutes(5));
            assertThat(callback.data().get("callConnectionId").asText()).isEqualTo(connectionId);
        });
        await().atMost(SOON).until(() -> socket.closeCode() == 1000);
        var wav = http.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/calls/" + id + "/audio.wav"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(wav.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(wav.body().length).isGreaterThan(rate * 4 * 3);
    }

    private void verify(String authorization, Duration lifetime) throws Exception {
        assertThat(authorization).startsWith("Bearer ");
        SignedJWT token = SignedJWT.parse(authorization.substring(7));
        JWKSet keys = JWKSet.parse(send("GET", "/calling/keys", null).body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("https://acscallautomation.communication.azure.com");
        assertThat(claims.getAudience()).containsExactly("11111111-2222-4333-8444-555555555555");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(lifetime);
    }

    @Test
    void framesComeEachTwentyMilliseconds() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        MediaServer.Connection socket = connection(0);
        await().atMost(SOON).until(() -> !socket.messages().isEmpty());
        long start = System.nanoTime();
        await().atMost(SOON).until(() -> socket.messages().size() > 150);
        long ms = (System.nanoTime() - start) / 1_000_000;

        assertThat(ms).isBetween(2700L, 3600L);
        assertThat(socket.messages().get(20))
                .contains("\"silent\":true")
                .contains("\"participantRawID\":\"4:+15551230000\"");
        assertThat(send("POST", "/emulator/calls/" + id + "/dtmf", "{\"tones\":\"5#\"}")
                        .statusCode())
                .isEqualTo(204);
        await("keys").atMost(SOON).until(() -> socket.messages()
                .contains("{\"kind\":\"DtmfData\",\"dtmfData\":{\"data\":\"#\"}}"));
    }

    @Test
    void aBargeInIsCutByTheStopAndTheEarSaysAfterWhichWord() throws Exception {
        String id = place(",\"downlinkMs\":80,\"script\":[{\"bargeIn\":\"Wait please\",\"afterWords\":3}]");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        MediaServer.Connection socket = connection(0);
        speak(socket, "We are open from nine to five on every day of the week except on Sunday.", 16_000);
        await("barge-in").atMost(SOON).until(() -> heardBy(socket, 16_000).startsWith("Wait"));
        socket.send("{\"Kind\":\"StopAudio\",\"AudioData\":null,\"StopAudio\":{}}");
        await("stop").atMost(SOON).until(() -> !view(id).get("bargeInToStopMs").isEmpty());

        await("cut")
                .atMost(SOON)
                .until(() -> !view(id).get("heard").get(0).get("cutAfterWord").isNull());
        JsonNode view = view(id);
        assertThat(view.get("heard").get(0).get("cutAfterWord").asInt()).isBetween(3, 10);
        assertThat(view.get("playedAfterStopMs").asInt()).isLessThanOrEqualTo(20);
        assertThat(view.get("stopMessages").asInt()).isEqualTo(1);
    }

    @Test
    void aBrokenSocketComesBackWithAFreshToken() throws Exception {
        place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        connection(0).drop();

        MediaServer.Connection second = connection(1);
        assertThat(second.header("x-ms-call-connection-id"))
                .isEqualTo(connection(0).header("x-ms-call-connection-id"));
        assertThat(second.header("authorization")).isNotEqualTo(connection(0).header("authorization"));
        await().atMost(SOON).until(() -> second.messages().size() > 1);
        assertThat(second.messages().getFirst()).contains("AudioMetadata");
        await().atMost(SOON).untilAsserted(() -> assertThat(server.callbacks())
                .extracting(callback -> callback.data()
                        .path("mediaStreamingUpdate")
                        .path("mediaStreamingStatusDetails")
                        .asText())
                .contains("subscriptionStarted", "streamConnectionInterrupted", "streamConnectionReestablished"));
    }

    @Test
    void aServerThatRefusesTheTokenIsToldSo() throws Exception {
        media.refuseWith(401);
        place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));

        await().atMost(SOON).untilAsserted(() -> assertThat(server.callbacks())
                .filteredOn(callback -> callback.type().equals("MediaStreamingFailed"))
                .singleElement()
                .satisfies(callback -> assertThat(callback.data()
                                .get("mediaStreamingUpdate")
                                .get("mediaStreamingStatusDetails")
                                .asText())
                        .isEqualTo("authenticationFailure")));
    }

    @Test
    void callbacksThatFailAreTriedAgain() throws Exception {
        server.failFirst(2);
        place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));

        await().atMost(SOON).until(() -> server.callbackTypes().contains("CallConnected"));
    }

    @Test
    void wrongMessagesAreShownAndDoNotEndTheStream() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        MediaServer.Connection socket = connection(0);
        socket.send("nonsense");
        socket.send("{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AAAA\"}}");
        socket.send("{\"type\":\"session_end\"}");
        speak(socket, "Still here.", 16_000);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(view(id).at("/heard/0/text").asText()).isEqualTo("Still here."));
        assertThat(view(id).get("protocolErrors")).hasSize(3);
    }

    @Test
    void theServerHangsUpAndTheCallIsGone() throws Exception {
        String id = place("");
        var sdk = sdk("pcm16KMono");
        String connectionId = sdk.client
                .answerCall(contextOfTheCall(), server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();
        await().atMost(SOON).until(() -> view(id).get("state").asText().equals("connected"));
        CallConnectionProperties properties =
                sdk.client.getCallConnection(connectionId).getCallProperties();
        assertThat(properties.getCallConnectionState()).isEqualTo(CallConnectionState.CONNECTED);

        sdk.client.getCallConnection(connectionId).hangUp(true);

        assertThat(view(id).get("endedBy").asText()).isEqualTo("agent");
        assertThatThrownBy(() -> sdk.client.getCallConnection(connectionId).hangUp(false))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        gone -> assertThat(gone.getResponse().getStatusCode()).isEqualTo(404));
    }

    @Test
    void aRejectedCallEndsAsRejected() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.rejectCall(contextOfTheCall());

        assertThat(view(id).get("state").asText()).isEqualTo("ended");
        assertThat(view(id).get("endedBy").asText()).isEqualTo("rejected");
    }

    @Test
    void theStreamStopsAndStartsOnRequest() throws Exception {
        place("");
        var sdk = sdk("pcm16KMono");
        String connectionId = sdk.client
                .answerCall(contextOfTheCall(), server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();
        MediaServer.Connection first = connection(0);
        await().atMost(SOON).until(() -> server.callbackTypes().contains("MediaStreamingStarted"));
        String path = "/calling/callConnections/" + connectionId;

        assertThat(sdk.post(path + ":stopMediaStreaming?api-version=2025-05-15", "{}"))
                .isEqualTo(202);
        await().atMost(SOON).until(() -> first.closeCode() == 1000);
        assertThat(sdk.post(path + ":startMediaStreaming?api-version=2025-05-15", "{}"))
                .isEqualTo(202);

        await().atMost(SOON).until(() -> connection(1).messages().size() > 1);
    }

    @Test
    void theServerCallsSomebodyWhoFollowsAScript() throws Exception {
        String number = "+1555777" + (int) (1000 + Math.random() * 8000);
        assertThat(send(
                                "POST",
                                "/emulator/callees",
                                "{\"number\":\"" + number
                                        + "\",\"ringMs\":50,\"script\":[{\"say\":\"Who is there?\",\"afterMs\":200}]}")
                        .statusCode())
                .isEqualTo(204);
        var sdk = sdk("pcm16KMono");
        var invite = new CallInvite(new PhoneNumberIdentifier(number), new PhoneNumberIdentifier("+18005550100"));
        String connectionId = sdk.client
                .createCall(invite, server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();

        MediaServer.Connection socket = connection(0);
        await().atMost(SOON).until(() -> heardBy(socket, 16_000).equals("Who is there?"));
        sdk.client.getCallConnection(connectionId).hangUp(true);
        await().atMost(SOON).until(() -> server.callbackTypes().contains("CallDisconnected"));
    }

    @Test
    void aBusyNumberFailsTheCall() {
        var invite =
                new CallInvite(new PhoneNumberIdentifier("+15550009999"), new PhoneNumberIdentifier("+18005550100"));
        sdk("pcm16KMono").client.createCall(invite, server.url("/callbacks"));

        await().atMost(SOON).until(() -> server.callbackTypes().contains("CreateCallFailed"));
    }

    @Test
    void anotherKeyAndTheUnchangedSdkWithMediaAreRefused() throws Exception {
        place("");
        String context = contextOfTheCall();
        assertThatThrownBy(() -> new SdkClient(media.url(), "pcm16KMono", "d3Jvbmcga2V5")
                        .client.answerCall(context, server.url("/callbacks")))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(
                                refused.getResponse().getStatusCode())
                        .isEqualTo(401));
        assertThatThrownBy(() -> sdk("Pcm16KMono").client.answerCall(context, server.url("/callbacks")))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(
                                refused.getResponse().getStatusCode())
                        .isEqualTo(400));
        assertThat(sdk("pcm16KMono").post("/calling/callConnections:answer?api-version=2025-05-15", "{}"))
                .as("no repeatability headers")
                .isEqualTo(400);
        assertThat(sdk("pcm16KMono").post("/calling/callConnections:reject?api-version=2019-01-01", "{}"))
                .as("unknown api-version")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'from':'555','to':'+15550100001'}",
                "{'from':'+15551230000'}",
                "{'from':'+15551230000','to':'+15550100001','sampleRate':8000}",
                "{'from':'+15551230000','to':'+15550100001','ear':'dog'}",
                "{'from':'+15551230000','to':'+15550100001','script':[{}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'say':'a','hangUp':true}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'bargeIn':'a'}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'dtmf':'1x'}]}",
                "{'from':'+15551230000','to':'+15550100001','whatever':1}",
            })
    void anOrderThatIsWrongGetsAProblemDocument(String body) throws Exception {
        var answer = send("POST", "/emulator/calls", body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aFaultThatNamesTheCallResetsItsSocketInTheMiddle() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        MediaServer.Connection first = connection(0);
        await().atMost(SOON).until(() -> first.messages().size() > 5);
        send(
                "POST",
                "/emulator/faults",
                "{\"service\":\"acs\",\"kind\":\"reset\",\"call\":\"" + id + "\",\"times\":1}");

        await().atMost(SOON).until(first::broken);
        await().atMost(SOON).until(() -> connection(1).messages().size() > 5);
    }
}
