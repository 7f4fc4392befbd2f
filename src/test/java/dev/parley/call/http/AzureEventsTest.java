package dev.parley.call.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.CallEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events of Event Grid and ACS, as the protocol sheet shows them and as they should not be. */
class AzureEventsTest {
    @Test
    void anIncomingCallNamesBothPartiesAndItsContext() {
        var ringing = EventGridEvent.ringing(
                        json("{'id':'e1','eventType':'Microsoft.Communication.IncomingCall','data':{"
                                + "'to':{'kind':'phoneNumber','rawId':'4:+18005550100','phoneNumber':{'value':'+18005550100'}},"
                                + "'from':{'kind':'communicationUser','rawId':'8:acs:x_y','communicationUser':{'id':'8:acs:x_y'}},"
                                + "'incomingCallContext':'ctx','correlationId':'cor',"
                                + "'customContext':{'sipHeaders':{'X-MS-Custom-SampleRate':'24000'}}}}"),
                        Optional.empty())
                .orElseThrow();

        assertThat(ringing.caller()).isEqualTo("8:acs:x_y");
        assertThat(ringing.called()).isEqualTo("+18005550100");
        assertThat(ringing.correlationId()).contains("cor");
        assertThat(ringing.sampleRateHz()).contains(24_000);
        assertThat(ringing.toString()).doesNotContain("8005550100");
    }

    @Test
    void anIncomingCallWithoutContextIsNone() {
        var event = json("{'id':'e1','eventType':'Microsoft.Communication.IncomingCall','data':{'to':7}}");

        assertThat(EventGridEvent.isIncomingCall(event)).isTrue();
        assertThat(EventGridEvent.ringing(event, Optional.empty())).isEmpty();
        assertThat(EventGridEvent.ringing(Json.createValue("no object"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void theHandshakeCodeIsFound() {
        var event =
                json("{'eventType':'Microsoft.EventGrid.SubscriptionValidationEvent','data':{'validationCode':'c'}}");

        assertThat(EventGridEvent.validationCode(event)).contains("c");
    }

    @Test
    void callbacksOfEveryKindAreUnderstood() {
        assertThat(callback("CallConnected", "")).isEqualTo(new CallEvent.Connected());
        assertThat(callback("CallDisconnected", "")).isEqualTo(new CallEvent.Disconnected());
        assertThat(callback("CreateCallFailed", ",'resultInformation':{'code':486,'subCode':1}"))
                .isEqualTo(new CallEvent.NotPlaced(486));
        assertThat(callback("AnswerFailed", "")).isEqualTo(new CallEvent.NotPlaced(0));
        assertThat(callback(
                        "MediaStreamingFailed",
                        ",'mediaStreamingUpdate':{'mediaStreamingStatusDetails':'initialWebSocketConnectionFailed'}"))
                .isEqualTo(new CallEvent.MediaFailed("initialWebSocketConnectionFailed"));
        assertThat(callback("SomethingNew", "")).isEqualTo(new CallEvent.Other("SomethingNew"));
    }

    @Test
    void aCallbackFindsItsCallByUrlContextHeaderOrSource() {
        var event = json("{'type':'Microsoft.Communication.CallConnected','source':'calling/callConnections/CC5',"
                + "'data':{'operationContext':'our-call'}}");

        var bySource = AcsCallback.of(event, Optional.empty(), Optional.empty()).orElseThrow();
        var byHeader = AcsCallback.of(event, Optional.of("url-call"), Optional.of("CC6"))
                .orElseThrow();

        assertThat(bySource.connectionId()).contains("CC5");
        assertThat(bySource.callId()).contains("our-call");
        assertThat(byHeader.connectionId()).contains("CC6");
        assertThat(byHeader.callId()).contains("url-call");
    }

    @Test
    void whatIsNoCallbackIsNone() {
        assertThat(AcsCallback.of(json("{}"), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(AcsCallback.of(json("{'type':'Other.Thing'}"), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(AcsCallback.of(Json.createValue(1), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    private static CallEvent callback(String type, String more) {
        var event =
                json("{'type':'Microsoft.Communication." + type + "','data':{'callConnectionId':'CC1'" + more + "}}");
        return AcsCallback.of(event, Optional.empty(), Optional.empty())
                .orElseThrow()
                .event();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
