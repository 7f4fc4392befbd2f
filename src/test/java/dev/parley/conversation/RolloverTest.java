package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.media.AudioFormat;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import dev.parley.realtime.RealtimeModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call goes on in another session of the model, and the caller hears nothing of it. */
class RolloverTest {
    private static final String GREETING = SpeechToSpeechCall.GREETING;

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private final ManualClock clock = call.clock;
    private final FakeRealtimeModel model = call.model;
    private int items;

    @Test
    void anotherSessionIsOpenedAMinuteBeforeTheServiceEndsTheFirst() {
        call.begins(InterruptBy.MIN_WORDS);
        model.tells(new RealtimeEvent.Ready(Optional.of(Duration.ofMinutes(4))));
        greeting();
        staysInTheCallFor(Duration.ofSeconds(176));
        assertThat(model.sessions).hasSize(1);
        staysInTheCallFor(Duration.ofSeconds(10));
        assertThat(model.sessions).hasSize(2);
        model.news();

        model.nextTells(new RealtimeEvent.Ready());

        assertThat(model.servingSession()).isEqualTo(2);
        assertThat(model.news()).hasSize(2).last().asString().startsWith("remember");
    }

    @Test
    void theNextSessionIsToldWhatWasSaidAndAnswersWhatIsSaidThen() {
        greeted();
        asksAndHears("When do you open?", "At nine.");

        rollsOver();

        assertThat(model.news()).as("instructions, greeting, question, answer").containsExactly("close", "remember 4");
        asksAndHears("And on Sunday?", "At ten.");
        assertThat(texts()).containsExactly(GREETING, "When do you open?", "At nine.", "And on Sunday?", "At ten.");
        assertThat(model.news()).containsExactly("Answer[mayAct=true]");
    }

    @Test
    void itWaitsUntilTheAnswerWasHeard() {
        greeted();
        call.conversation.rollOver();
        callerSays("When do you open?");
        model.news();
        model.nextTells(new RealtimeEvent.Ready());

        assertThat(model.servingSession()).isEqualTo(1);
        model.answers("At nine.", 2_000);
        clock.advance(Duration.ofMillis(1_500));
        assertThat(model.servingSession()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(model.servingSession()).isEqualTo(2);
        assertThat(texts()).endsWith("At nine.");
    }

    @Test
    void itWaitsUntilTheCallerHasSpoken() {
        greeted();
        model.tells(new RealtimeEvent.VoiceBegan(3_000));

        call.conversation.rollOver();
        model.nextTells(new RealtimeEvent.Ready());

        assertThat(model.servingSession()).isEqualTo(1);
    }

    @Test
    void whereNoGapComesTheAnswerGoesOnInTheNextSession() {
        call.begins(InterruptBy.MIN_WORDS);
        model.tells(new RealtimeEvent.Ready(Optional.of(Duration.ofSeconds(20))));
        greeting();
        callerSays("Tell me all.");
        model.begins();
        model.says("There was once a", 13_000);
        clock.advance(Duration.ofSeconds(7));
        model.nextTells(new RealtimeEvent.Ready());
        assertThat(model.servingSession()).isEqualTo(1);
        model.news();

        clock.advance(Duration.ofSeconds(5));

        assertThat(model.servingSession()).isEqualTo(2);
        assertThat(model.news()).containsSubsequence("close", "remember 4", "go on behind There was once a");
        model.begins();
        model.says("hotel.", 1_000);
        model.ends(How.COMPLETE);
        clock.advance(Duration.ofSeconds(6));
        assertThat(texts()).endsWith("There was once a hotel.");
    }

    @Test
    void anAnswerOfWhichNothingWasSaidIsAskedForOnceMore() {
        greeted();
        callerSays("When do you open?");
        model.begins();
        dropsAndComesBack();

        assertThat(model.news()).containsSubsequence("remember 3", "Answer[mayAct=true]");
        model.answers("At nine.", 1_000);
        clock.advance(Duration.ofSeconds(2));
        assertThat(texts()).containsExactly(GREETING, "When do you open?", "At nine.");
    }

    @Test
    void anAnswerThatBrokeInItsFirstWordBeginsAfresh() {
        greeted();
        callerSays("When do you open?");
        model.begins();
        model.says("At", 20); // too short for the word
        dropsAndComesBack();

        assertThat(model.news())
                .as("instructions, greeting and question, and nothing of the answer")
                .containsSubsequence("remember 3", "Answer[mayAct=true]");
        model.answers("At nine.", 1_000);
        clock.advance(Duration.ofSeconds(2));
        assertThat(texts()).containsExactly(GREETING, "When do you open?", "At nine.");
    }

    @Test
    void wordsThatAreWrittenHereGoOnWhereTheyBroke() {
        call.begins(InterruptBy.MIN_WORDS);
        model.tells(new RealtimeEvent.Ready());
        model.begins();
        model.says("Good day, what", 900);
        model.news();

        dropsAndComesBack();

        assertThat(model.news()).containsExactly("close", "say can I do for you?");
        model.begins();
        model.says("can I do for you?", 900);
        model.ends(How.COMPLETE);
        clock.advance(Duration.ofSeconds(3));
        assertThat(texts()).containsExactly(GREETING);
    }

    /** The service had found the turn, but not told its words. */
    @Test
    void aTurnWithoutWordsIsHeardByTheNextSessionAndAnsweredOnce() {
        greeted();
        model.tells(new RealtimeEvent.VoiceBegan(0));
        hears(500);
        voiceEnds();
        model.begins();
        model.news();
        dropsAndComesBack();

        assertThat(model.news()).as("the turn has to be found again").containsExactly("close");
        assertThat(model.heardBy(2)).hasSize(RealtimeModel.FORMAT.bytesIn(500));
        model.tells(new RealtimeEvent.VoiceBegan(0));
        var item = voiceEnds();
        model.tells(new RealtimeEvent.Transcribed(item, "When do you open?"));
        assertThat(model.news()).containsExactly("remember 3", "Answer[mayAct=true]");
        model.answers("At nine.", 1_000);
        clock.advance(Duration.ofSeconds(2));
        assertThat(texts()).containsExactly(GREETING, "When do you open?", "At nine.");
    }

    @Test
    void aCallerInTheMiddleOfAWordIsHeardByTheNextSession() {
        greeted();
        hears(2_000);
        model.tells(new RealtimeEvent.VoiceBegan(1_800));
        hears(400);
        model.tells(new RealtimeEvent.Lost("dropped", true));
        hears(100);
        clock.advance(Duration.ofMillis(200));
        model.tells(new RealtimeEvent.Ready());

        assertThat(model.heardBy(2)).hasSize(RealtimeModel.FORMAT.bytesIn(700));
        model.tells(new RealtimeEvent.VoiceBegan(0));
        var item = voiceEnds();
        model.tells(new RealtimeEvent.Transcribed(item, "Hello?"));
        model.answers("Yes?", 500);
        clock.advance(Duration.ofSeconds(2));
        assertThat(texts()).containsExactly(GREETING, "Hello?", "Yes?");
    }

    @Test
    void toolsUnderWayAreAnsweredInTheNextSession() {
        greeted();
        callerSays("Is there a table?");
        model.begins();
        model.wantsTool("find_table");
        model.ends(How.COMPLETE);
        model.news();
        dropsAndComesBack();
        assertThat(model.news()).containsExactly("close");

        call.tools.running.get("find_table").complete(new ToolOutcome("{\"free\":3}", false, false));

        assertThat(model.news())
                .as("instructions, greeting, question, call and its answer, and nothing of a call that it never made")
                .containsExactly("remember 5", "Answer[mayAct=true]");
    }

    @Test
    void theOneThatStandsByTakesOverWhereTheOldOneDies() {
        greeted();
        callerSays("When do you open?");
        call.conversation.rollOver();
        model.nextTells(new RealtimeEvent.Ready());
        model.tells(new RealtimeEvent.Lost("dropped", true));

        clock.advance(Duration.ofMillis(200));

        assertThat(model.sessions).hasSize(2);
        assertThat(model.servingSession()).isEqualTo(2);
        assertThat(model.isActive()).isTrue();
    }

    @Test
    void whereNoOtherSessionIsToBeHadTheOldOneGoesOn() {
        greeted();
        call.conversation.rollOver();
        model.nextTells(new RealtimeEvent.Lost("throttled", true));

        assertThat(model.hasNext()).isFalse();
        asksAndHears("When do you open?", "At nine.");
        assertThat(texts()).endsWith("At nine.");
    }

    private void greeted() {
        call.begins(InterruptBy.MIN_WORDS);
        model.tells(new RealtimeEvent.Ready());
        greeting();
    }

    private void greeting() {
        model.answers(GREETING, 2_000);
        clock.advance(Duration.ofSeconds(3));
        model.news();
    }

    private void rollsOver() {
        model.news();
        assertThat(call.conversation.rollOver()).isTrue();
        model.nextTells(new RealtimeEvent.Ready());
        assertThat(model.servingSession()).isEqualTo(2);
    }

    private void dropsAndComesBack() {
        model.tells(new RealtimeEvent.Lost("dropped", true));
        clock.advance(Duration.ofMillis(200));
        model.tells(new RealtimeEvent.Ready());
    }

    /** A caller who says something now and then. */
    private void staysInTheCallFor(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 5_000) {
            clock.advance(Duration.ofMillis(Math.min(left, 5_000)));
            model.tells(new RealtimeEvent.VoiceBegan(0));
            model.tells(new RealtimeEvent.Transcribed(voiceEnds(), ""));
            if (model.isActive()) {
                model.begins();
                model.ends(How.CANCELLED);
            }
        }
    }

    private void asksAndHears(String question, String answer) {
        callerSays(question);
        model.answers(answer, 1_000);
        clock.advance(Duration.ofSeconds(2));
    }

    private void callerSays(String words) {
        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        clock.advance(Duration.ofMillis(500));
        model.tells(new RealtimeEvent.Transcribed(voiceEnds(), words));
    }

    private String voiceEnds() {
        var item = "heard" + ++items;
        model.tells(new RealtimeEvent.VoiceEnded(3_500));
        model.tells(new RealtimeEvent.TurnCommitted(item));
        return item;
    }

    /** Audio comes from the line, too loud to wait. */
    private void hears(int ms) {
        var frame = new byte[AudioFormat.PCM_16K.frameBytes()];
        frame[1] = 0x20;
        for (int i = 0; i < ms / AudioFormat.FRAME_MS; i++) {
            call.conversation.hear(frame, 0, frame.length);
        }
    }

    private List<String> texts() {
        return call.conversation.transcript().stream()
                .map(TranscriptEntry::text)
                .toList();
    }
}
