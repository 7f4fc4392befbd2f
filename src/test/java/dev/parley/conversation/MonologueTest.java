package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A caller who talks for forty seconds. */
class MonologueTest {
    private static final String WORDS = "and then my neighbour said that the roof ";
    private static final Duration BETWEEN_GUESSES = Duration.ofMillis(300);
    private static final int GUESSES = 133;

    private final Dialogue dialogue = Dialogue.begun();

    @Test
    void isHeardOutAndAnsweredOnce() {
        dialogue.callerBegins("and").voiceBegins();
        var said = goesOnForFortySeconds();
        dialogue.modelWasAsked(0).voiceEnds(Duration.ofSeconds(40)).callerEnds(said);

        dialogue.after(Duration.ofSeconds(2)).modelAnswers("I see.").after(Duration.ofSeconds(2));
        assertThat(dialogue.transcript())
                .containsExactly("agent: " + Dialogue.GREETING, "caller: " + said, "agent: I see.");
    }

    @Test
    void inUtterancesThatTheRecogniserEndsInMidSentenceIsOneQuestion() {
        dialogue.voiceBegins();
        for (int part = 0; part < 4; part++) {
            dialogue.callerBegins("and then");
            for (int guess = 0; guess < GUESSES / 4; guess++) {
                dialogue.after(BETWEEN_GUESSES).partial(WORDS.repeat(guess + 1));
            }
            dialogue.callerEnds(WORDS.strip());
        }
        dialogue.voiceEnds().after(Duration.ofSeconds(3));

        dialogue.modelWasTold(
                "agent: " + Dialogue.GREETING, "caller: " + WORDS.repeat(4).strip());
        assertThat(dialogue.line.cuts).isEmpty();
    }

    @Test
    void overTheAgentsWordsCutsItOnceAndIsAnsweredAfterwards() {
        dialogue.callerSays("When are you open?")
                .modelAnswers("We are open from nine to five on weekdays.")
                .after(Duration.ofMillis(700))
                .callerBegins("and then")
                .voiceBegins();
        var said = goesOnForFortySeconds();
        assertThat(dialogue.line.cuts).hasSize(1);

        dialogue.voiceEnds(Duration.ofSeconds(40))
                .callerEnds(said)
                .after(Duration.ofSeconds(2))
                .modelAnswers("I see.")
                .after(Duration.ofSeconds(2));
        assertThat(dialogue.transcript()).last().isEqualTo("agent: I see.");
    }

    private String goesOnForFortySeconds() {
        var said = new StringBuilder();
        for (int guess = 0; guess < GUESSES; guess++) {
            said.append(WORDS);
            dialogue.after(BETWEEN_GUESSES).partial(said.toString());
        }
        return said.toString().strip();
    }
}
