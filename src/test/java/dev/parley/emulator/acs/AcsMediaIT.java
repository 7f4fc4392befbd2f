package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The media socket of the emulated ACS: pace, stop, reconnection, what it refuses. */
@ResourceLock(value = "faults", mode = ResourceAccessMode.READ)
class AcsMediaIT extends EmulatedAcs {
    @Test
    void framesComeEachTwentyMilliseconds() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));
        MediaServer.Connection socket = connection(0);
        await().atMost(SOON).until(() -> !socket.messages().isEmpty());
        int before = socket.messages().size();
        long start = System.nanoTime();
        await().atMost(SOON).until(() -> socket.messages().size() >= before + 150);
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
