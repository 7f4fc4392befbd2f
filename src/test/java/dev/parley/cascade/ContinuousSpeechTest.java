package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.media.Recordings;
import dev.parley.speech.FakeRecognition;
import dev.parley.speech.RecognitionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** A caller who talks for forty seconds and takes a breath between sentences, from the audio to what the engine tells. */
class ContinuousSpeechTest {
    private static final int BYTES_PER_MS = 32;
    private static final int FRAME_MS = 20;
    private static final int BETWEEN_GUESSES_MS = 300;
    private static final int BEGINS_MS = 1_000;
    private static final int TALKS_MS = 40_000;
    private static final int QUIET_MS = 2_000;

    private final Services services = new Services();
    private final Engine.Session session = services.open();
    private final byte[] call = new byte[(BEGINS_MS + TALKS_MS + QUIET_MS) * BYTES_PER_MS];
    private int heardMs;
    private int guesses;

    ContinuousSpeechTest() {
        var sentence = sentence();
        for (int at = BEGINS_MS * BYTES_PER_MS; at < (BEGINS_MS + TALKS_MS) * BYTES_PER_MS; at += sentence.length) {
            int length = Math.min(sentence.length, (BEGINS_MS + TALKS_MS) * BYTES_PER_MS - at);
            System.arraycopy(sentence, 0, call, at, length);
        }
        recogniser().says.accept(new RecognitionEvent.Ready());
    }

    @Test
    void aRecogniserThatGuessesOnInOneUtteranceIsLeftAlone() {
        recogniser().says.accept(new RecognitionEvent.SpeechStarted(BEGINS_MS));
        hears(BEGINS_MS + TALKS_MS, nowMs -> guess(BEGINS_MS, nowMs));
        recogniser().says.accept(new RecognitionEvent.Heard("word ".repeat(guesses), BEGINS_MS, BEGINS_MS + TALKS_MS));
        hears(QUIET_MS, nowMs -> {});

        wasLeftAlone();
    }

    @Test
    void soIsOneThatEndsUtterancesInMidSentence() {
        int[] from = {BEGINS_MS};
        hears(BEGINS_MS + TALKS_MS, nowMs -> {
            guess(from[0], nowMs);
            if (nowMs - from[0] > 9_000) {
                recogniser().says.accept(new RecognitionEvent.Heard("and so on", from[0], nowMs - 500));
                from[0] = nowMs - 500;
            }
        });
        recogniser().says.accept(new RecognitionEvent.Heard("And so on.", from[0], BEGINS_MS + TALKS_MS));
        hears(QUIET_MS, nowMs -> {});

        wasLeftAlone();
    }

    @Test
    void oneThatFallsMuteIsReplaced() {
        hears(BEGINS_MS + TALKS_MS, nowMs -> {
            if (nowMs < 20_000) {
                guess(BEGINS_MS, nowMs);
            }
        });

        assertThat(services.recognisers).hasSizeGreaterThan(1);
    }

    @Test
    void theVoiceBeginsAndEndsWithTheSentences() {
        hears(BEGINS_MS + TALKS_MS + QUIET_MS, nowMs -> guess(BEGINS_MS, nowMs));

        var edges = services.events.stream()
                .filter(event -> event instanceof EngineEvent.VoiceBegan || event instanceof EngineEvent.VoiceEnded)
                .toList();
        var times = new ArrayList<Long>();
        long sounds = 0;
        for (int i = 0; i < edges.size(); i++) {
            if (i % 2 == 0) {
                assertThat(edges.get(i)).isInstanceOf(EngineEvent.VoiceBegan.class);
                times.add(((EngineEvent.VoiceBegan) edges.get(i)).offsetMs());
            } else {
                assertThat(edges.get(i)).isInstanceOf(EngineEvent.VoiceEnded.class);
                times.add(((EngineEvent.VoiceEnded) edges.get(i)).offsetMs());
                sounds += times.getLast() - times.get(i - 1);
            }
        }
        assertThat(edges).as("the last one ends").size().isEven();
        assertThat(times).isSorted();
        assertThat(times.getFirst()).isBetween(BEGINS_MS - 100L, BEGINS_MS + 300L);
        assertThat(times.getLast()).isBetween(BEGINS_MS + TALKS_MS - 1_500L, BEGINS_MS + TALKS_MS + 100L);
        assertThat(sounds).as("ms of voice").isBetween(TALKS_MS * 7 / 10L, (long) TALKS_MS);
    }

    private void wasLeftAlone() {
        assertThat(services.recognisers).hasSize(1);
        assertThat(recogniser().closed).isFalse();
        assertThat(services.events).noneMatch(EngineEvent.Coped.class::isInstance);
        assertThat(recogniser().heard.size()).isEqualTo(call.length);
    }

    private FakeRecognition recogniser() {
        return services.recognisers.getFirst();
    }

    /** A guess every while, of one word more. */
    private void guess(int fromMs, int nowMs) {
        if (nowMs > BEGINS_MS && nowMs % BETWEEN_GUESSES_MS == 0) {
            guesses++;
            recogniser().says.accept(new RecognitionEvent.Partial("word ".repeat(guesses), fromMs, nowMs));
        }
    }

    private void hears(int ms, IntConsumer then) {
        for (int until = heardMs + ms; heardMs < until; ) {
            session.hear(call, heardMs * BYTES_PER_MS, FRAME_MS * BYTES_PER_MS);
            heardMs += FRAME_MS;
            then.accept(heardMs);
        }
    }

    /** Of a woman, at 16 kHz, with the breath behind it. */
    private static byte[] sentence() {
        var samples = Recordings.samples("woman-us");
        return Recordings.pcm(Arrays.copyOfRange(samples, 550 * 8, Math.min(samples.length, 4_200 * 8)), 16_000);
    }
}
