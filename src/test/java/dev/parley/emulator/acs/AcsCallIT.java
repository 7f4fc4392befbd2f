package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.AnswerCallResult;
import com.azure.communication.callautomation.models.CallConnectionProperties;
import com.azure.communication.callautomation.models.CallConnectionState;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.TransferCallToParticipantOptions;
import com.azure.communication.common.CommunicationIdentifier;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call on the emulated ACS from ringing to its end, against Microsoft's SDK and a server that is not Parley. */
@ResourceLock(value = "faults", mode = ResourceAccessMode.READ)
class AcsCallIT extends EmulatedAcs {
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
        int heard = socket.messages().size();
        await("the caller fell silent")
                .atMost(SOON)
                .until(() -> socket.messages().size() > heard + 25);
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
    void callbacksThatFailAreTriedAgain() throws Exception {
        server.failFirst(2);
        place("");
        sdk("pcm16KMono").client.answerCall(contextOfTheCall(), server.url("/callbacks"));

        await().atMost(SOON).until(() -> server.callbackTypes().contains("CallConnected"));
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
    void aTransferIsAcceptedToldAndEndsTheServersPart() throws Exception {
        String id = place("");
        var call = answered(id);

        call.transferCallToParticipantWithResponse(
                new TransferCallToParticipantOptions(new PhoneNumberIdentifier("+15550100099"))
                        .setOperationContext("to a person"),
                Context.NONE);

        await("accepted").atMost(SOON).until(() -> server.callbackTypes().contains("CallTransferAccepted"));
        await("over").atMost(SOON).until(() -> view(id).get("state").asText().equals("ended"));
        var accepted = data("CallTransferAccepted");
        assertThat(accepted.get("operationContext").asText()).isEqualTo("to a person");
        assertThat(accepted.at("/transferTarget/rawId").asText()).isEqualTo("4:+15550100099");
        assertThat(accepted.at("/transferee/rawId").asText()).isEqualTo("4:+15551230000");
        assertThat(accepted.at("/resultInformation/code").asInt()).isEqualTo(200);
        assertThat(view(id).get("endedBy").asText()).isEqualTo("transfer");
        assertThat(view(id).get("transferredTo").asText()).isEqualTo("+15550100099");
        await().atMost(SOON).until(() -> server.callbackTypes().contains("CallDisconnected"));
    }

    @Test
    void aTransferToABusyNumberOrToNobodyFailsAndTheCallGoesOn() throws Exception {
        String id = place("");
        var call = answered(id);

        call.transferCallToParticipant(new PhoneNumberIdentifier("+15550109999"));
        await("busy").atMost(SOON).until(() -> server.callbackTypes().contains("CallTransferFailed"));
        call.transferCallToParticipant(CommunicationIdentifier.fromRawId("8:acs:nobody"));

        await("nobody")
                .atMost(SOON)
                .until(() -> Collections.frequency(server.callbackTypes(), "CallTransferFailed") == 2);
        assertThat(data("CallTransferFailed").at("/resultInformation/code").asInt())
                .isEqualTo(486);
        assertThat(view(id).get("state").asText()).isEqualTo("connected");
    }

    private CallConnection answered(String id) {
        var sdk = sdk("pcm16KMono");
        String connectionId = sdk.client
                .answerCall(contextOfTheCall(), server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();
        await().atMost(SOON).until(() -> view(id).get("state").asText().equals("connected"));
        return sdk.client.getCallConnection(connectionId);
    }

    private JsonNode data(String type) {
        int at = server.callbackTypes().indexOf(type);
        return server.callbacks().get(at).data();
    }

    @Test
    void aRejectedCallEndsAsRejected() throws Exception {
        String id = place("");
        sdk("pcm16KMono").client.rejectCall(contextOfTheCall());

        assertThat(view(id).get("state").asText()).isEqualTo("ended");
        assertThat(view(id).get("endedBy").asText()).isEqualTo("rejected");
    }

    @Test
    void theServerCallsSomebodyWhoFollowsAScript() throws Exception {
        // what a callee says before the media socket is there is lost, hence the 4 s
        String number = "+1555777" + (int) (1000 + Math.random() * 8000);
        assertThat(send(
                                "POST",
                                "/emulator/callees",
                                "{\"number\":\"" + number
                                        + "\",\"ringMs\":50,\"script\":[{\"say\":\"Who is there?\",\"afterMs\":4000}]}")
                        .statusCode())
                .isEqualTo(204);
        var sdk = sdk("pcm16KMono");
        var invite = new CallInvite(new PhoneNumberIdentifier(number), new PhoneNumberIdentifier("+18005550100"));
        String connectionId = sdk.client
                .createCall(invite, server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();

        try {
            MediaServer.Connection socket = connection(0);
            await().atMost(SOON).until(() -> heardBy(socket, 16_000).equals("Who is there?"));
        } finally {
            sdk.client.getCallConnection(connectionId).hangUp(true);
        }
        await().atMost(SOON).until(() -> server.callbackTypes().contains("CallDisconnected"));
    }

    @Test
    void aBusyNumberFailsTheCall() {
        var invite =
                new CallInvite(new PhoneNumberIdentifier("+15550009999"), new PhoneNumberIdentifier("+18005550100"));
        sdk("pcm16KMono").client.createCall(invite, server.url("/callbacks"));

        await().atMost(SOON).until(() -> server.callbackTypes().contains("CreateCallFailed"));
    }
}
