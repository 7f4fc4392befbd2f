package dev.parley.emulator.acs.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.emulator.acs.Leg;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRequestTest {
    private static final ApiVersion NEW = new ApiVersion("2025-05-15");
    private static final String ANSWER =
            """
            {"incomingCallContext":"opaque","callbackUri":"https://app.example/callbacks","operationContext":"ctx-1",
             "mediaStreamingOptions":{"transportType":"websocket","transportUrl":"wss://app.example/media",
               "contentType":"audio","audioChannelType":"unmixed","startMediaStreaming":true,"enableBidirectional":true,
               "enableDtmfTones":true,"audioFormat":"pcm24KMono"}}
            """;

    @Test
    void theAnswerOfTheSheetIsUnderstood() {
        Leg leg = CallRequest.parse(ANSWER).leg(NEW);

        assertThat(leg.callbackUri()).hasToString("https://app.example/callbacks");
        assertThat(leg.operationContext()).hasValue("ctx-1");
        assertThat(leg.media()).hasValueSatisfying(media -> {
            assertThat(media.sampleRateHz()).isEqualTo(24_000);
            assertThat(media.start()).isTrue();
            assertThat(media.bidirectional()).isTrue();
            assertThat(media.dtmf()).isTrue();
            assertThat(media.mixed()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "pcm24KMono, Pcm24KMono",
        "pcm24KMono, pcm24kMono",
        "websocket, WebSocket",
        "unmixed, Unmixed",
        "wss://, https://",
        "\"audio\", \"video\"",
        "true, \"true\"",
        "https://app.example/callbacks, callbacks",
    })
    void anotherCasingOrTypeIsRefused(String right, String wrong) {
        assertThatThrownBy(() -> CallRequest.parse(ANSWER.replace(right, wrong)).leg(NEW))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void mediaStreamingNeedsAnApiVersionThatHasIt() {
        assertThatThrownBy(() -> CallRequest.parse(ANSWER).leg(new ApiVersion("2023-03-06")))
                .hasMessageContaining("api-version");
        assertThat(CallRequest.parse("{\"callbackUri\":\"https://app.example/cb\"}")
                        .leg(new ApiVersion("2023-03-06"))
                        .media())
                .isEmpty();
    }

    @Test
    void aCallToThePhoneNetworkNeedsATargetAndANumberToShow() {
        CallRequest request = CallRequest.parse(
                """
                {"targets":[{"rawId":"4:+15551230000","phoneNumber":{"value":"+15551230000"}}],
                 "sourceCallerIdNumber":{"value":"+15559990000"},"callbackUri":"https://app.example/cb"}
                """);

        assertThat(request.target()).isEqualTo("+15551230000");
        assertThat(request.source()).isEqualTo("+15559990000");
        assertThatThrownBy(() -> new CallRequest(Json.createObjectBuilder(request.json())
                                .remove("sourceCallerIdNumber")
                                .build())
                        .source())
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CallRequest.parse("{\"targets\":[{\"phoneNumber\":{\"value\":\"555\"}}]}")
                        .target())
                .hasMessageContaining("E.164");
    }
}
