package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolCall;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What events of the service mean; shapes of azure-openai-realtime §4. */
class TranslationTest {
    @Test
    void audioIsDecoded() {
        var event = of("{'type':'response.output_audio.delta','event_id':'e','response_id':'r','item_id':'i',"
                + "'output_index':0,'content_index':0,'delta':'AQIDBA=='}");

        assertThat(event).hasValueSatisfying(audio -> {
            assertThat(((RealtimeEvent.Audio) audio).itemId()).isEqualTo("i");
            assertThat(((RealtimeEvent.Audio) audio).responseId()).isEqualTo("r");
            assertThat(((RealtimeEvent.Audio) audio).pcm()).containsExactly(1, 2, 3, 4);
        });
    }

    @Test
    void aFinishedCallIsAToolThatIsWanted() {
        assertThat(of("{'type':'response.function_call_arguments.done','response_id':'r','item_id':'i',"
                        + "'call_id':'c','name':'look','arguments':'{}'}"))
                .contains(new RealtimeEvent.ToolWanted("r", new ToolCall("c", "look", "{}")));
    }

    @Test
    void aResponseEndsAsItsStatusSays() {
        assertThat(of("{'type':'response.done','response':{'id':'r','status':'incomplete',"
                        + "'status_details':{'type':'incomplete','reason':'max_output_tokens'},"
                        + "'usage':{'input_tokens':7,'output_tokens':3}}}"))
                .contains(new RealtimeEvent.ResponseEnded("r", How.TOO_LONG, "max_output_tokens", 7, 3));
        assertThat(of("{'type':'response.done','response':{'id':'r','status':'failed',"
                        + "'status_details':{'type':'failed','error':{'type':'x','code':'rate_limit'}},'usage':null}}"))
                .contains(new RealtimeEvent.ResponseEnded("r", How.FAILED, "rate_limit", 0, 0));
    }

    @Test
    void onlyTheErrorOfAResponseIsWaitedForAndAnExpiredSessionIsLost() {
        assertThat(of("{'type':'error','error':{'code':'busy','event_id':'respond-3'}}"))
                .contains(new RealtimeEvent.ResponseRefused("busy"));
        assertThat(of("{'type':'error','error':{'code':'none','event_id':'cancel-3'}}"))
                .isEmpty();
        assertThat(of("{'type':'error','error':{'code':'session_expired','event_id':null}}"))
                .hasValueSatisfying(lost ->
                        assertThat(((RealtimeEvent.Lost) lost).retryable()).isTrue());
    }

    @Test
    void ofSeveralLimitsTheScarcestIsTold() {
        assertThat(of("{'type':'rate_limits.updated','rate_limits':["
                        + "{'name':'requests','limit':1000,'remaining':900,'reset_seconds':0.06},"
                        + "{'name':'tokens','limit':50000,'remaining':2000,'reset_seconds':12.5},"
                        + "{'name':'odd','limit':0,'remaining':0}, 7]}"))
                .contains(new RealtimeEvent.LimitTold(2000, 50_000, Duration.ofMillis(12_500)));
        assertThat(of("{'type':'rate_limits.updated','rate_limits':[{'name':'tokens'}]}"))
                .isEmpty();
        assertThat(of("{'type':'rate_limits.updated'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'response.output_audio.delta','delta':'not base64!'}",
                "{'type':'response.output_audio.delta','delta':'AQID'}",
                "{'type':'something.new','more':[{'a':[1,2]}],'deep':{'response':{'id':1}}}",
                "{'type':7}",
                "{}"
            })
    void whatIsUnknownOrWrongMeansNothing(String json) {
        assertThat(of(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{'type':", "nonsense"})
    void whatIsNoJsonIsToldApart(String json) {
        assertThat(ServerEvent.read(json.replace('\'', '"'))).isEmpty();
    }

    @Test
    void jsonThatIsNestedTooDeepMeansNothing() {
        assertThat(of("{'type':'something.new','deep':" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .isEmpty();
    }

    private static Optional<RealtimeEvent> of(String json) {
        return ServerEvent.read(json.replace('\'', '"')).flatMap(Translation::of);
    }
}
