package dev.parley.speech.azure;

import static dev.parley.speech.azure.SpeechBench.VOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import dev.parley.media.AudioFormat;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText.Recognition;
import dev.parley.speech.azure.SpeechBench.Ears;
import dev.parley.speech.azure.SpeechBench.Spoken;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapters with the real SDK against the emulator: words go out as text and come back as text, by way of audio. */
@Isolated("counts threads")
class AzureSpeechIT {
    private static final URI EMULATOR = URI.create(
            System.getProperty("emulator.url", "http://localhost:9090").replaceFirst("^http", "ws"));
    private static final String KEY = "local-speech-key";
    private static final Duration SOON = Duration.ofSeconds(20);
    /** What the JVM calls a native thread that came to it without a name. */
    private static final String ATTACHED = "Thread-\\d+";

    private final SpeechBench bench = new SpeechBench(EMULATOR, KEY, 2, 8, Duration.ofSeconds(15));

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000})
    void whatACallerSaysIsGuessedWhileItIsSaidAndThenKnown(int sampleRateHz) {
        var format = new AudioFormat(sampleRateHz);
        var ears = new Ears();
        var recognition = bench.hearing.listen(listening(format), ears);
        say(recognition, "When are you open on Monday?", format);

        await().atMost(SOON).until(() -> !ears.all(RecognitionEvent.Heard.class).isEmpty());
        recognition.close();

        assertThat(ears.events.getFirst()).isEqualTo(new RecognitionEvent.Ready());
        assertThat(ears.all(RecognitionEvent.Partial.class)).isNotEmpty();
        assertThat(ears.all(RecognitionEvent.Heard.class)).singleElement().satisfies(heard -> {
            assertThat(heard.text()).isEqualTo("When are you open on Monday?");
            assertThat(heard.offsetMs()).isBetween(0L, 400L);
            assertThat(heard.endMs()).isGreaterThan(1_000L);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000})
    void whatIsSpokenIsHeardAgainEachWordWhereItWasPlaced(int sampleRateHz) throws Exception {
        var text = "Hello, this is Parley; we close at 5.30 for R&D on Fridays!";
        var spoken = new Spoken();
        bench.speaking.speak(VOICE, new AudioFormat(sampleRateHz), text, spoken);
        assertThat(spoken.ended()).isEqualTo("finished");

        var heard = words(spoken.pcm.toByteArray(), sampleRateHz);
        assertThat(heard.stream().map(word -> word.word().text()).collect(Collectors.joining(" ")))
                .isEqualTo(text);
        assertThat(spoken.words.getLast().textEnd()).isEqualTo(text.length());
        for (var word : heard) {
            long startMs = word.word().startSample() * 1000 / sampleRateHz;
            assertThat(spoken.words).as(word.word().text()).anySatisfy(placed -> assertThat(placed.offsetMs())
                    .isBetween(startMs - 60, startMs + 60));
        }
    }

    @Test
    void aCutAnswerIsSilentAtOnceAndTheNextOneSpeaks() throws Exception {
        var cut = new Spoken();
        var synthesis = bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "A long answer ".repeat(12), cut);
        cut.firstAudio.get(20, TimeUnit.SECONDS);
        synthesis.cancel();
        cut.cancelled = true;

        var next = new Spoken();
        bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "And on.", next);
        assertThat(next.ended()).isEqualTo("finished");
        assertThat(cut.wrong).isEmpty();
    }

    @Test
    void aWrongKeyIsALossThatNoSecondTryMends() {
        try (var stranger = new SpeechBench(EMULATOR, "wrong", 1, 1)) {
            var ears = new Ears();
            stranger.hearing.listen(listening(AudioFormat.PCM_16K), ears).hear(new byte[640], 0, 640);

            await().atMost(SOON).until(() -> !ears.events.isEmpty());

            assertThat(ears.events)
                    .containsExactly(new RecognitionEvent.Lost("the Speech service refused the key", false));
        }
    }

    @Test
    void thirtyAnswersAtOnceShareABoundedPool() throws Exception {
        var all = new ArrayList<Spoken>();
        for (int i = 0; i < 30; i++) {
            var spoken = new Spoken();
            all.add(spoken);
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Number " + i + ".", spoken);
        }
        assertThat(bench.speaking.live()).isLessThanOrEqualTo(8);
        for (int i = 0; i < 30; i++) {
            assertThat(all.get(i).ended()).isEqualTo("finished");
            assertThat(words(all.get(i).pcm.toByteArray(), 16_000))
                    .extracting(heard -> heard.word().text())
                    .containsExactly("Number", i + ".");
        }
    }

    /** Each recogniser has three threads of the SDK. */
    @Test
    void twentyRecognisersLeaveNoThreadBehind() throws IOException {
        int open = threadsOfTwenty();
        for (int round = 0; round < 3; round++) {
            untilThreadsAreFewerThan(open - 45);
            threadsOfTwenty();
        }
        untilThreadsAreFewerThan(open - 45);
    }

    private static void untilThreadsAreFewerThan(int most) {
        await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isLessThan(most));
    }

    private int threadsOfTwenty() throws IOException {
        var all = new ArrayList<Recognition>();
        var ears = new ArrayList<Ears>();
        for (int i = 0; i < 20; i++) {
            ears.add(new Ears());
            all.add(bench.hearing.listen(listening(AudioFormat.PCM_16K), ears.getLast()));
            all.getLast().hear(new byte[6_400], 0, 6_400);
        }
        await().atMost(SOON).until(() -> ears.stream().noneMatch(each -> each.events.isEmpty()));
        int open = threads();
        all.forEach(Recognition::close);
        return open;
    }

    /** Of the SDK and of the JVM itself, native ones included; those of executors, which idle for a minute, left out. */
    private static int threads() throws IOException {
        long executors = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().matches(ATTACHED))
                .count();
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return (int) (tasks.count() - executors);
        }
    }

    private static Listening listening(AudioFormat format) {
        return new Listening(Locale.US, format, Duration.ofMillis(600), List.of());
    }

    private static void say(Recognition recognition, String text, AudioFormat format) {
        var samples = ToneEncoder.encode(text, format.sampleRateHz()).pcm();
        var pcm = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        pcm.asShortBuffer().put(samples);
        recognition.hear(new byte[format.bytesIn(100)], 0, format.bytesIn(100));
        recognition.hear(pcm.array(), 0, pcm.capacity());
        recognition.hear(new byte[format.bytesIn(2_000)], 0, format.bytesIn(2_000));
    }

    private static List<ToneEvent.Heard> words(byte[] pcm, int sampleRateHz) {
        var samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new ToneDecoder(sampleRateHz)
                .hear(samples, 0, samples.length).stream()
                        .filter(ToneEvent.Heard.class::isInstance)
                        .map(ToneEvent.Heard.class::cast)
                        .toList();
    }
}
