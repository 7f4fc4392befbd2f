package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where no model is to be had that hears and speaks, three services go on with the call. */
class OtherEngineTest {
    private static final String GREETING = SpeechToSpeechCall.GREETING;

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private final FakeRealtimeModel model = call.model;
    private final FakeEngine cascade = new FakeEngine(call.clock);
    private int items;

    @Test
    void aCallerWhomNoModelAnswersIsGreetedByTheOtherEngine() {
        call.begins(InterruptBy.MIN_WORDS, new BothEngines(model, cascade));

        model.tells(new RealtimeEvent.Lost("no such deployment", false));
        call.clock.advance(Duration.ofSeconds(5));

        assertThat(cascade.spoken).containsValue(GREETING);
        assertThat(texts()).containsExactly(GREETING);
        assertThat(call.endings).isEmpty();
        assertThat(call.conversation.rollOver())
                .as("it has no session any more")
                .isFalse();
    }

    @Test
    void aModelThatMayBeBackIsAskedOnceMore() {
        call.begins(InterruptBy.MIN_WORDS, new BothEngines(model, cascade));

        model.tells(new RealtimeEvent.Lost("throttled", true));
        call.clock.advance(Duration.ofMillis(200));
        assertThat(model.sessions).hasSize(2);
        model.tells(new RealtimeEvent.Lost("throttled", true));
        call.clock.advance(Duration.ofSeconds(5));

        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void aModelThatTellsNothingIsWaitedForFiveSeconds() {
        call.begins(InterruptBy.MIN_WORDS, new BothEngines(model, cascade));

        call.clock.advance(Duration.ofSeconds(10));

        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void theQuestionAtHandIsAnsweredByTheOtherEngine() {
        greeted();
        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        var item = voiceEnds();
        model.tells(new RealtimeEvent.Transcribed(item, "When do you open?"));
        model.begins();

        model.tells(new RealtimeEvent.Lost("gone", false));

        assertThat(cascade.asked).hasSize(1);
        assertThat(cascade.asked.getFirst().history())
                .extracting(Object::getClass)
                .as("instructions, greeting, question")
                .hasSize(3);
    }

    @Test
    void wordsThatNobodyMadeOutAreAskedForAgain() {
        greeted();
        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        voiceEnds();
        model.begins();

        model.tells(new RealtimeEvent.Lost("gone", false));

        assertThat(texts()).endsWith("[not understood]");
        assertThat(cascade.asked).hasSize(1);
    }

    private void greeted() {
        call.begins(InterruptBy.MIN_WORDS, new BothEngines(model, cascade));
        model.tells(new RealtimeEvent.Ready());
        model.answers(GREETING, 2_000);
        call.clock.advance(Duration.ofSeconds(3));
    }

    private String voiceEnds() {
        var item = "heard" + ++items;
        model.tells(new RealtimeEvent.VoiceEnded(3_500));
        model.tells(new RealtimeEvent.TurnCommitted(item));
        return item;
    }

    private List<String> texts() {
        return call.conversation.transcript().stream()
                .map(TranscriptEntry::text)
                .toList();
    }
}
