package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.speech.FakeRecognition;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText.Recognition;
import dev.parley.speech.azure.SpeechBench.Ears;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Recognisers that connect when the test says so. */
class HedgedRecognitionTest {
    private static final RecognitionEvent READY = new RecognitionEvent.Ready();
    private static final RecognitionEvent LOST = new RecognitionEvent.Lost("no connection", true);

    private final Semaphore places = new Semaphore(1);
    private final List<FakeRecognition> opened = new ArrayList<>();
    private final Ears ears = new Ears();
    private final List<Runnable> alarms = new ArrayList<>();
    private final HedgedRecognition recognition = listens();

    private HedgedRecognition listens() {
        return new HedgedRecognition(this::open, ears, places).listening(alarms::add);
    }

    private Recognition open(Consumer<RecognitionEvent> says) {
        opened.add(new FakeRecognition(says));
        return opened.getLast();
    }

    private void hears(String audio) {
        recognition.hear(audio.getBytes(StandardCharsets.US_ASCII), 0, audio.length());
    }

    private void isLate() {
        alarms.getFirst().run();
    }

    @Test
    void whoIsConnectedInTimeStaysAlone() {
        hears("ab");
        opened.getFirst().says.accept(READY);
        isLate();
        hears("cd");

        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().heard).hasToString("abcd");
        assertThat(ears.events).containsExactly(READY);
    }

    @Test
    void aSecondThatIsConnectedFirstListensAndHasHeardAll() {
        hears("ab");
        isLate();
        hears("cd");
        opened.get(1).says.accept(READY);
        opened.get(0).says.accept(READY);
        hears("ef");

        assertThat(opened.get(1).heard).hasToString("abcdef");
        assertThat(opened.get(0).closed).isTrue();
        assertThat(opened.get(1).closed).isFalse();
        assertThat(ears.events).containsExactly(new RecognitionEvent.Hedged(false), READY);
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void aFirstThatComesBackSoonerListens() {
        hears("ab");
        isLate();
        opened.get(0).says.accept(READY);

        assertThat(opened.get(1).closed).isTrue();
        assertThat(opened.get(0).heard).hasToString("ab");
        assertThat(ears.events).containsExactly(new RecognitionEvent.Hedged(true), READY);
    }

    @Test
    void theLossOfOneIsNoneWhileTheOtherMayCome() {
        isLate();
        opened.get(0).says.accept(LOST);
        assertThat(ears.events).isEmpty();
        hears("ab");
        opened.get(1).says.accept(READY);
        opened.get(1).says.accept(LOST);

        assertThat(ears.events).containsExactly(new RecognitionEvent.Hedged(false), READY, LOST);
    }

    @Test
    void theLossOfBothIsOne() {
        isLate();
        opened.get(1).says.accept(LOST);
        opened.get(0).says.accept(LOST);

        assertThat(ears.events).containsExactly(LOST);
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void whoIsLostSoonIsToldAtOnceAndNotReplacedHere() {
        opened.getFirst().says.accept(LOST);
        isLate();

        assertThat(ears.events).containsExactly(LOST);
        assertThat(opened).hasSize(1);
    }

    @Test
    void whoGetsNoPlaceWaitsForTheFirst() {
        places.acquireUninterruptibly();
        hears("ab");
        isLate();
        hears("cd");
        opened.getFirst().says.accept(READY);

        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().heard).hasToString("abcd");
        assertThat(ears.events).containsExactly(READY);
        assertThat(places.availablePermits()).isZero();
    }

    @Test
    void closingClosesBothAndNothingIsToldAnyMore() {
        isLate();
        recognition.close();
        opened.get(0).says.accept(READY);
        opened.get(1).says.accept(LOST);
        hears("ab");

        assertThat(opened).allMatch(each -> each.closed);
        assertThat(ears.events).isEmpty();
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void whoWasClosedIsNotOpenedAgain() {
        recognition.close();
        isLate();

        assertThat(opened).hasSize(1);
        assertThat(places.availablePermits()).isOne();
    }
}
