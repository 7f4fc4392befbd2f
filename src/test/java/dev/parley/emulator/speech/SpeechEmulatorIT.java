package dev.parley.emulator.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;
import com.microsoft.cognitiveservices.speech.Connection;
import com.microsoft.cognitiveservices.speech.OutputFormat;
import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.ResultReason;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionCanceledEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognizer;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisBoundaryType;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisCancellationDetails;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisOutputFormat;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest;
import com.microsoft.cognitiveservices.speech.SpeechSynthesizer;
import com.microsoft.cognitiveservices.speech.audio.AudioConfig;
import com.microsoft.cognitiveservices.speech.audio.AudioInputStream;
import com.microsoft.cognitiveservices.speech.audio.AudioStreamFormat;
import com.microsoft.cognitiveservices.speech.audio.PushAudioInputStream;
import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulated Speech service as the native SDK sees it. */
class SpeechEmulatorIT {
    private static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");
    private static final String SPEECH = EMULATOR.replaceFirst("^http", "ws");
    private static final String KEY = "local-speech-key";
    /** Longer than anything takes on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String SENTENCE = "Good morning, I would like to order two pizzas, please.";

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000})
    void wordsInTheAudioComeBackAsPartialsAndAPhrase(int rate) throws Exception {
        try (var session = new Recognition(rate, recognition(KEY))) {
            session.say(SENTENCE, rate);
            session.silence(rate);
            session.stream.close();

            assertThat(session.untilCanceled().getErrorCode()).isEqualTo(CancellationErrorCode.NoError);

            assertThat(session.phrases).containsExactly(SENTENCE);
            assertThat(session.partials).hasSizeGreaterThan(5);
            assertThat(session.partials.getFirst()).isNotEqualTo(SENTENCE);
            assertThat(session.events).startsWith("start").contains("end");
        }
    }

    @Test
    void silenceOfTheAskedLengthEndsAPhraseByTheAudiosOwnTime() throws Exception {
        var config = recognition(KEY);
        config.setProperty(PropertyId.Speech_SegmentationSilenceTimeoutMs, "700");
        try (var session = new Recognition(16_000, config)) {
            session.say("One two three.", 16_000);
            session.silence(16_000 * 6 / 10);
            session.say("Four five.", 16_000);
            session.silence(16_000);
            session.say("Six.", 16_000);
            session.silence(16_000);
            session.stream.close();
            session.untilCanceled();
            assertThat(session.phrases).containsExactly("One two three. Four five.", "Six.");
        }
    }

    @Test
    void detailedResultsPlaceEveryWord() throws Exception {
        var config = recognition(KEY);
        config.setOutputFormat(OutputFormat.Detailed);
        config.requestWordLevelTimestamps();
        try (var session = new Recognition(16_000, config)) {
            session.silence(8_000);
            session.say("Hello there.", 16_000);
            session.silence(16_000);
            session.stream.close();
            session.untilCanceled();
            assertThat(session.json.getFirst())
                    .contains("\"NBest\"", "\"Word\":\"hello\"", "\"Word\":\"there\"", "\"Display\":\"Hello there.\"");
            assertThat(session.offsets.getFirst()).isBetween(4_900_000L, 5_100_000L);
        }
    }

    @Test
    void whoKnowsNotTheKeyIsRefusedAtTheDoor() throws Exception {
        try (var session = new Recognition(16_000, recognition("another-key"))) {
            session.say("Hello", 16_000);
            assertThat(session.untilCanceled().getErrorCode()).isEqualTo(CancellationErrorCode.AuthenticationFailure);
        }
    }

    /** The SDK's stop waits for the service to end the turn; left without an answer it gives up after 10 s. */
    @Test
    void stoppingIsAnsweredAndNotGivenUp() throws Exception {
        try (var session = new Recognition(16_000, recognition(KEY))) {
            session.say("Hello there", 16_000);
            Awaitility.await().atMost(SOON).until(() -> !session.partials.isEmpty());

            session.recognizer.stopContinuousRecognitionAsync().get(9, TimeUnit.SECONDS);

            assertThat(session.canceled).as("the turn was ended by the service").isNotDone();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000})
    void spokenSsmlIsHeardWordForWordAndBoundariesMatch(int rate) throws Exception {
        var format = rate == 16_000
                ? SpeechSynthesisOutputFormat.Raw16Khz16BitMonoPcm
                : SpeechSynthesisOutputFormat.Raw24Khz16BitMonoPcm;
        try (var config = SpeechConfig.fromHost(URI.create(SPEECH), KEY)) {
            config.setSpeechSynthesisOutputFormat(format);
            var words = new CopyOnWriteArrayList<String>();
            var offsets = new CopyOnWriteArrayList<Long>();
            try (var synthesizer = new SpeechSynthesizer(config, null)) {
                synthesizer.WordBoundary.addEventListener((source, boundary) -> {
                    if (boundary.getBoundaryType() == SpeechSynthesisBoundaryType.Word) {
                        words.add(boundary.getText());
                        offsets.add(boundary.getAudioOffset());
                    } else {
                        words.add("[" + boundary.getText() + "]");
                    }
                });
                var result = synthesizer.SpeakSsmlAsync(
                                "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-US'>"
                                        + "<voice name='en-US-AvaMultilingualNeural'><prosody rate='+10%'>Hello &amp; welcome, caller."
                                        + "</prosody></voice></speak>")
                        .get(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(result.getReason()).isEqualTo(ResultReason.SynthesizingAudioCompleted);
                Awaitility.await().atMost(SOON).until(() -> words.contains("[.]"));

                var heard = heard(result.getAudioData(), rate);
                assertThat(texts(heard)).containsExactly("Hello", "&", "welcome,", "caller.");
                assertThat(words).containsExactly("Hello", "[&]", "welcome", "[,]", "caller", "[.]");
                assertThat(offsets.get(1) * rate / 10_000_000)
                        .isBetween(start(heard, 3) - rate / 100, start(heard, 3) + rate / 100);
            }
        }
    }

    @Test
    void textIsSpokenWhileItIsStillBeingWritten() throws Exception {
        try (var config = SpeechConfig.fromEndpoint(URI.create(SPEECH + "/tts/cognitiveservices/websocket/v2"), KEY)) {
            config.setSpeechSynthesisOutputFormat(SpeechSynthesisOutputFormat.Raw16Khz16BitMonoPcm);
            config.setSpeechSynthesisVoiceName("en-US-AvaMultilingualNeural");
            var started = new CompletableFuture<Boolean>();
            // finishInput frees the request, so that closing it afterwards fails
            var request = new SpeechSynthesisRequest(SpeechSynthesisRequest.SpeechSynthesisRequestInputType.TextStream);
            try (var synthesizer = new SpeechSynthesizer(config, null)) {
                synthesizer.Synthesizing.addEventListener((source, event) -> started.complete(true));
                var speaking = synthesizer.SpeakRequestAsync(request);
                request.sendTextPiece("Your order ");
                request.sendTextPiece("A-10");
                request.sendTextPiece("42 is on its ");
                assertThat(started.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                request.sendTextPiece("way.");
                request.finishInput();
                var result = speaking.get(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(texts(heard(result.getAudioData(), 16_000)))
                        .containsExactly("Your", "order", "A-1042", "is", "on", "its", "way.");
            }
        }
    }

    @Test
    void wrongSsmlIsRefusedWithAReason() throws Exception {
        try (var config = SpeechConfig.fromHost(URI.create(SPEECH), KEY);
                var synthesizer = new SpeechSynthesizer(config, null)) {
            config.setSpeechSynthesisOutputFormat(SpeechSynthesisOutputFormat.Raw16Khz16BitMonoPcm);
            var result = synthesizer.SpeakSsmlAsync("<speak>Hello</speak>").get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(result.getReason()).isEqualTo(ResultReason.Canceled);
            assertThat(SpeechSynthesisCancellationDetails.fromResult(result).getErrorCode())
                    .isEqualTo(CancellationErrorCode.BadRequest);
        }
    }

    @Test
    void stoppingInTheMiddleStopsTheWork() throws Exception {
        try (var config = SpeechConfig.fromHost(URI.create(SPEECH), KEY)) {
            config.setSpeechSynthesisOutputFormat(SpeechSynthesisOutputFormat.Raw16Khz16BitMonoPcm);
            try (var synthesizer = new SpeechSynthesizer(config, null)) {
                Connection.fromSpeechSynthesizer(synthesizer).openConnection(true);
                var started = new CompletableFuture<Boolean>();
                synthesizer.Synthesizing.addEventListener((source, event) -> started.complete(true));
                String text = "Stop me if you have heard this one. ".repeat(30).strip();
                var speaking = synthesizer.SpeakTextAsync(text);
                started.get(SOON.toSeconds(), TimeUnit.SECONDS);
                synthesizer.StopSpeakingAsync().get(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(speaking.get(SOON.toSeconds(), TimeUnit.SECONDS).getReason())
                        .isEqualTo(ResultReason.Canceled);
                var cutShort = Pattern.compile("\"textLength\":" + text.length() + "\\b[^{}]*\"cancelled\":true");
                Awaitility.await().atMost(SOON).until(() -> cutShort.matcher(requests())
                        .find());
            }
        }
    }

    @Test
    void voicesAreListed() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(EMULATOR + "/cognitiveservices/voices/list"))
                                .header("Ocp-Apim-Subscription-Key", KEY)
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("en-US-AvaMultilingualNeural");
    }

    private static String requests() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/requests?service=speech"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static SpeechConfig recognition(String key) {
        return SpeechConfig.fromHost(URI.create(SPEECH), key);
    }

    private static List<ToneEvent> heard(byte[] audio, int rate) {
        short[] pcm = Pcm.samples(audio);
        return new ToneDecoder(rate).hear(pcm, 0, pcm.length);
    }

    private static List<String> texts(List<ToneEvent> heard) {
        return heard.stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word().text())
                .toList();
    }

    private static long start(List<ToneEvent> events, int index) {
        return ((ToneEvent.Heard) events.get(index)).word().startSample();
    }

    /** A continuous recognition of a pushed stream, everything it says written down. */
    private static final class Recognition implements AutoCloseable {
        final List<String> partials = new CopyOnWriteArrayList<>();
        final List<String> phrases = new CopyOnWriteArrayList<>();
        final List<String> json = new CopyOnWriteArrayList<>();
        final List<Long> offsets = new CopyOnWriteArrayList<>();
        final List<String> events = new CopyOnWriteArrayList<>();
        final PushAudioInputStream stream;
        final SpeechRecognizer recognizer;
        private final SpeechConfig config;
        private final AudioConfig audio;
        private final CompletableFuture<SpeechRecognitionCanceledEventArgs> canceled = new CompletableFuture<>();

        Recognition(int rate, SpeechConfig config) throws Exception {
            this.config = config;
            stream = AudioInputStream.createPushStream(AudioStreamFormat.getWaveFormatPCM(rate, (short) 16, (short) 1));
            audio = AudioConfig.fromStreamInput(stream);
            recognizer = new SpeechRecognizer(config, audio);
            recognizer.speechStartDetected.addEventListener((source, event) -> events.add("start"));
            recognizer.speechEndDetected.addEventListener((source, event) -> events.add("end"));
            recognizer.recognizing.addEventListener(
                    (source, event) -> partials.add(event.getResult().getText()));
            recognizer.recognized.addEventListener((source, event) -> {
                if (event.getResult().getReason() == ResultReason.RecognizedSpeech) {
                    phrases.add(event.getResult().getText());
                    offsets.add(event.getResult().getOffset().longValue());
                    json.add(
                            event.getResult().getProperties().getProperty(PropertyId.SpeechServiceResponse_JsonResult));
                }
            });
            recognizer.canceled.addEventListener((source, event) -> canceled.complete(event));
            recognizer.startContinuousRecognitionAsync().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        void say(String text, int rate) {
            stream.write(Pcm.bytes(ToneEncoder.encode(text, rate).pcm()));
        }

        void silence(int samples) {
            stream.write(new byte[samples * 2]);
        }

        SpeechRecognitionCanceledEventArgs untilCanceled() throws Exception {
            return canceled.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            recognizer.close();
            audio.close();
            stream.close();
            config.close();
        }
    }
}
