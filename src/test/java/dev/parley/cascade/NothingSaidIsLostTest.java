package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.speech.FakeRecognition;
import dev.parley.speech.RecognitionEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A recogniser that is lost is replaced, and its successor hears what was left unfinished; the clock goes on. */
class NothingSaidIsLostTest {
    private static final int BYTES_PER_MS = 32;

    private final Services services = new Services();
    private final byte[] said = new byte[30_000 * BYTES_PER_MS];
    private int position;

    NothingSaidIsLostTest() {
        new Random(3).nextBytes(said);
    }

    @Test
    void speechUnderWayIsHeardAgainFromItsBegin() {
        var session = services.open();
        hears(session, 4_000);
        first().says.accept(new RecognitionEvent.Heard("Good morning.", 500, 1_500));
        first().says.accept(new RecognitionEvent.SpeechStarted(2_500));
        first().says.accept(new RecognitionEvent.Lost("no connection", true));
        hears(session, 1_000);

        session.listenAgain();
        hears(session, 2_800);

        var second = services.recognisers.get(1);
        assertThat(first().closed).isTrue();
        assertThat(second.heard.toByteArray()).isEqualTo(saidFrom(2_200));
        second.says.accept(new RecognitionEvent.Partial("when are", 300, 900));
        assertThat(services.events.getLast()).isEqualTo(new EngineEvent.PartialHeard("when are", 2_500, 3_100));
    }

    @Test
    void aPersonaThatTakesOverWaitsForFinalsByItsOwnPause() {
        var session = services.open();
        services.endOfSpeech = Duration.ofSeconds(4);
        session.handOver(services.persona(), List.of(), List.of());
        services.recognisers.get(1).says.accept(new RecognitionEvent.Ready());
        services.recognisers.get(1).says.accept(new RecognitionEvent.Partial("my number is", 100, 900));

        hears(session, 6_000);
        assertThat(services.recognisers).hasSize(2);
        hears(session, 2_000);
        assertThat(services.recognisers).as("its final is owed for 3 s").hasSize(3);
    }

    @Test
    void whatIsOlderThanTenSecondsIsLostAndToldSo() {
        var session = services.open();
        hears(session, 500);
        first().says.accept(new RecognitionEvent.SpeechStarted(300));
        hears(session, 14_000);

        session.listenAgain();

        assertThat(services.events).contains(new EngineEvent.Coped("caller audio lost", Map.of("ms", 4_500L)));
    }

    @Test
    void whatIsLostOverSeveralAttemptsAddsUp() {
        var session = services.open();
        var voice = voice();
        int voiceMs = voice.length / BYTES_PER_MS / 20 * 20;
        for (int time = 0; time < 2; time++) { // a voice that goes on for long is taken for background
            hears(session, 1_000, new byte[1_000 * BYTES_PER_MS]);
            hears(session, voiceMs, voice);
        }
        session.listenAgain();
        hears(session, 1_000, new byte[1_000 * BYTES_PER_MS]);
        session.listenAgain();
        session.listenAgain();

        assertThat(lost()).hasSize(2).last().isEqualTo(Map.of("ms", 1_000L));
    }

    @Test
    void whatIsFinalIsNotHeardTwice() {
        var session = services.open();
        hears(session, 3_000);
        first().says.accept(new RecognitionEvent.Heard("Good morning.", 500, 1_500));
        first().says.accept(new RecognitionEvent.Lost("no connection", true));

        session.listenAgain();
        hears(session, 2_000);

        assertThat(services.recognisers.get(1).heard.toByteArray()).isEqualTo(saidFrom(1_500));
    }

    @Test
    void aSuccessorCatchesUpAtTwiceTheSpeedOfSpeech() {
        var session = services.open();
        hears(session, 4_000);
        first().says.accept(new RecognitionEvent.SpeechStarted(1_300));
        session.listenAgain();
        var second = services.recognisers.get(1);

        assertThat(second.heard.size()).as("in a burst").isZero();
        hears(session, 1_000);
        assertThat(second.heard.toByteArray()).isEqualTo(Arrays.copyOfRange(said, 1_000 * 32, 3_000 * 32));
        hears(session, 2_000);
        assertThat(second.heard.toByteArray()).isEqualTo(saidFrom(1_000));
        hears(session, 1_000);
        assertThat(second.heard.toByteArray()).isEqualTo(saidFrom(1_000));
    }

    @Test
    void theReplacementIsReportedWithTheTimeItTook() {
        var session = services.open();
        hears(session, 1_000);
        first().says.accept(new RecognitionEvent.Lost("no connection", true));
        services.time.passes(Duration.ofMillis(300));
        session.listenAgain();
        services.recognisers.get(1).says.accept(new RecognitionEvent.Ready());

        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.HearingLost("no connection", true),
                        new EngineEvent.Coped("recogniser replaced", Map.of("took_ms", 300L, "behind_ms", 1_000L)),
                        new EngineEvent.HearingReady());
    }

    @Test
    void theTimeOfOneThatWasNeverReadyCountsFromItsOpening() {
        var session = services.open();
        services.time.passes(Duration.ofMillis(300));
        session.listenAgain();
        services.time.passes(Duration.ofMillis(200));
        services.recognisers.get(1).says.accept(new RecognitionEvent.Ready());

        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.Coped("recogniser replaced", Map.of("took_ms", 500L, "behind_ms", 0L)),
                        new EngineEvent.HearingReady());
    }

    @Test
    void quietIsReplayedForTwoSecondsOnlyAndALongUtteranceForTen() {
        var session = services.open();
        hears(session, 6_000);
        session.listenAgain();
        hears(session, 2_000);
        assertThat(services.recognisers.get(1).heard.toByteArray()).isEqualTo(saidFrom(4_000));

        services.recognisers.get(1).says.accept(new RecognitionEvent.SpeechStarted(100));
        hears(session, 8_000);
        session.listenAgain();
        hears(session, 12_000);

        assertThat(services.recognisers.get(2).heard.toByteArray()).isEqualTo(saidFrom(6_000));
    }

    @Test
    void aRecogniserThatWasReplacedIsNotListenedTo() {
        var session = services.open();
        session.listenAgain();

        first().says.accept(new RecognitionEvent.Heard("Old.", 0, 100));

        assertThat(services.events).isEmpty();
    }

    @Test
    void aRecogniserThatDoesNotReactToAVoiceIsReplacedAndItsSuccessorHearsTheVoiceFromItsBegin() {
        var session = services.open();
        first().says.accept(new RecognitionEvent.Ready());
        var voice = voice();
        int frame = 20 * BYTES_PER_MS;
        for (int time = 0; time < 2; time++) { // a voice that goes on for long is taken for background
            hears(session, 1_000, new byte[1_000 * BYTES_PER_MS]);
            for (int at = 0; at + frame <= voice.length && services.recognisers.size() == 1; at += frame) {
                session.hear(voice, at, frame);
            }
        }

        assertThat(services.recognisers).hasSize(2);
        assertThat(first().closed).isTrue();
        assertThat(services.events)
                .contains(new EngineEvent.Coped(
                        "hearing lost", Map.of("reason", "no reaction to a voice", "retryable", true)));
        hears(session, 8_000, new byte[8_000 * BYTES_PER_MS]);
        assertThat(services.recognisers.get(1).heard.size())
                .as("the voice and what came after it")
                .isGreaterThan((8_000 + 3_000) * BYTES_PER_MS);
    }

    private static byte[] voice() {
        var samples = ToneEncoder.encode(
                        "When are you open on Monday and on Tuesday and on Wednesday and how do I get there by train?",
                        16_000)
                .pcm();
        var voice = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        voice.asShortBuffer().put(samples);
        return voice.array();
    }

    private List<Map<String, Object>> lost() {
        return services.events.stream()
                .filter(EngineEvent.Coped.class::isInstance)
                .map(EngineEvent.Coped.class::cast)
                .filter(coped -> coped.decision().equals("caller audio lost"))
                .map(EngineEvent.Coped::facts)
                .toList();
    }

    private static void hears(Engine.Session session, int ms, byte[] pcm) {
        for (int at = 0; at < ms * BYTES_PER_MS; at += 20 * BYTES_PER_MS) {
            session.hear(pcm, at, 20 * BYTES_PER_MS);
        }
    }

    private FakeRecognition first() {
        return services.recognisers.getFirst();
    }

    private void hears(Engine.Session session, int ms) {
        for (int i = 0; i < ms; i += 20) {
            session.hear(said, position, 20 * BYTES_PER_MS);
            position += 20 * BYTES_PER_MS;
        }
    }

    private byte[] saidFrom(int ms) {
        return Arrays.copyOfRange(said, ms * BYTES_PER_MS, position);
    }
}
