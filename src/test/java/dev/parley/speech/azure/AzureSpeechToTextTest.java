package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.media.AudioFormat;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.azure.SpeechBench.Ears;
import dev.parley.web.RefusedKeys.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AzureSpeechToTextTest {
    private static final Listening HOW =
            new Listening(Locale.US, AudioFormat.PCM_16K, Duration.ofMillis(600), List.of("Parley"));

    @Test
    void eventsComeInOrderWithOffsetsInMilliseconds() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            var ears = new Ears();
            var recognition = bench.hearing.listen(HOW, ears);
            recognition.hear(new byte[16_000], 0, 16_000);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !ears.all(RecognitionEvent.NothingHeard.class).isEmpty());
            recognition.close();

            assertThat(ears.events)
                    .containsExactly(
                            new RecognitionEvent.Ready(),
                            new RecognitionEvent.SpeechStarted(50),
                            new RecognitionEvent.Partial("good", 50, 350),
                            new RecognitionEvent.Heard("Good morning.", 50, 1150),
                            new RecognitionEvent.NothingHeard(1250));
            assertThat(service.contexts.getFirst())
                    .contains("\"segmentationSilenceTimeoutMs\":600")
                    .contains("Parley");
        }
    }

    @Test
    void whatIsHeardBeforeTheConnectionStandsComesFirstAndWhole() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            var said = new byte[64_000];
            new Random(7).nextBytes(said);
            var recognition = bench.hearing.listen(HOW, new Ears());
            for (int at = 0; at < said.length; at += 640) {
                recognition.hear(said, at, 640);
            }

            await().atMost(Duration.ofSeconds(10)).until(() -> service.heard().length >= said.length);
            recognition.close();
            assertThat(Arrays.copyOf(service.heard(), said.length)).isEqualTo(said);
            assertThat(bench.heardMs).hasValue(2_000);
        }
    }

    @Test
    void aWrongKeyIsALossThatNoSecondTryMends() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.status = 401;
            var ears = new Ears();
            bench.hearing.listen(HOW, ears).hear(new byte[640], 0, 640);

            await().atMost(Duration.ofSeconds(10)).until(() -> !ears.events.isEmpty());

            assertThat(ears.events)
                    .containsExactly(new RecognitionEvent.Lost("the Speech service refused the key", false));
        }
    }

    @Test
    void whoRefusesTheKeyIsNotAskedAgainBeforeThePauseIsOver() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            bench.keys.refused(Service.SPEECH);
            var early = new Ears();
            bench.hearing.listen(HOW, early);
            await().atMost(Duration.ofSeconds(10)).until(() -> !early.events.isEmpty());

            assertThat(early.events).containsExactly(new RecognitionEvent.Lost("Azure Speech refuses our key", false));
            assertThat(service.upgrades).isEmpty();

            bench.nanos.addAndGet(bench.keys.pause().toNanos());
            var later = new Ears();
            var recognition = bench.hearing.listen(HOW, later);
            recognition.hear(new byte[640], 0, 640);
            await().atMost(Duration.ofSeconds(10)).until(() -> later.events.contains(new RecognitionEvent.Ready()));
            recognition.close();
            assertThat(bench.keys.refuses(Service.SPEECH)).isFalse();
        }
    }

    @Test
    void aServiceThatStaysAwayForHalfASecondIsALoss() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            var ears = new Ears();
            var recognition = bench.hearing.listen(HOW, ears);
            recognition.hear(new byte[16_000], 0, 16_000);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !ears.all(RecognitionEvent.Heard.class).isEmpty());

            service.status = 503;
            long before = System.nanoTime();
            service.dropAll();
            recognition.hear(new byte[16_000], 0, 16_000);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !ears.all(RecognitionEvent.Lost.class).isEmpty());

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500));
            assertThat(ears.all(RecognitionEvent.Lost.class))
                    .containsExactly(new RecognitionEvent.Lost("no connection to the Speech service for 500 ms", true));
        }
    }

    @Test
    void aConnectionThatStallsIsOvertakenByAnotherThatHearsAllFromTheBeginning() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.stalls.set(1);
            var said = new byte[64_000];
            new Random(8).nextBytes(said);
            var ears = new Ears();
            var recognition = bench.hedging(Duration.ofMillis(500)).listen(HOW, ears);
            for (int at = 0; at < said.length; at += 640) {
                recognition.hear(said, at, 640);
            }

            await().atMost(Duration.ofSeconds(10)).until(() -> service.heard().length >= said.length);
            recognition.close();

            assertThat(Arrays.copyOf(service.heard(), said.length)).isEqualTo(said);
            assertThat(service.upgrades).hasSize(2);
            assertThat(bench.heardMs).as("of the one that connected").hasValue(2_000);
            assertThat(ears.all(RecognitionEvent.Hedged.class)).containsExactly(new RecognitionEvent.Hedged(false));
            assertThat(ears.all(RecognitionEvent.Ready.class)).hasSize(1);
            assertThat(ears.all(RecognitionEvent.Lost.class)).isEmpty();
        }
    }

    @Test
    void aServiceThatAnswersNoConnectionIsOneLoss() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.stalls.set(Integer.MAX_VALUE);
            var ears = new Ears();
            bench.hedging(Duration.ofMillis(500)).listen(HOW, ears).hear(new byte[64_000], 0, 64_000);

            await().atMost(Duration.ofSeconds(30)).until(() -> !ears.events.isEmpty());

            assertThat(service.upgrades).hasSizeGreaterThanOrEqualTo(2);
            assertThat(ears.events)
                    .containsExactly(
                            new RecognitionEvent.Lost("no connection to the Speech service within PT10S", true));
            assertThat(bench.heardMs).hasValue(0);
        }
    }

    @Test
    void aDeadPortIsALossWorthASecondTry() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (var bench = new SpeechBench(URI.create("ws://127.0.0.1:" + port), "key", 1, 1)) {
            var ears = new Ears();
            bench.hearing.listen(HOW, ears).hear(new byte[640], 0, 640);

            await().atMost(Duration.ofSeconds(15)).until(() -> !ears.events.isEmpty());

            assertThat(ears.events).singleElement().satisfies(event -> assertThat(
                            ((RecognitionEvent.Lost) event).retryable())
                    .isTrue());
        }
    }

    @Test
    void closingReturnsAtOnceAndSilencesThoughTheServiceStalls() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.answersTheEnd = false;
            var ears = new Ears();
            var recognition = bench.hearing.listen(HOW, ears);
            await().atMost(Duration.ofSeconds(10)).until(() -> !ears.events.isEmpty());

            long before = System.nanoTime();
            recognition.close();
            recognition.close();
            recognition.hear(new byte[640], 0, 640);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));
            assertThat(ears.events).containsExactly(new RecognitionEvent.Ready());
        }
    }
}
