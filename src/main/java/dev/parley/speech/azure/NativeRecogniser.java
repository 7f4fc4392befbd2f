package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.CancellationReason;
import com.microsoft.cognitiveservices.speech.Connection;
import com.microsoft.cognitiveservices.speech.ConnectionEventArgs;
import com.microsoft.cognitiveservices.speech.PhraseListGrammar;
import com.microsoft.cognitiveservices.speech.RecognitionEventArgs;
import com.microsoft.cognitiveservices.speech.ResultReason;
import com.microsoft.cognitiveservices.speech.SessionEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionCanceledEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionResult;
import com.microsoft.cognitiveservices.speech.SpeechRecognizer;
import com.microsoft.cognitiveservices.speech.audio.AudioConfig;
import com.microsoft.cognitiveservices.speech.audio.AudioInputStream;
import com.microsoft.cognitiveservices.speech.audio.AudioStreamFormat;
import com.microsoft.cognitiveservices.speech.audio.PushAudioInputStream;
import com.microsoft.cognitiveservices.speech.util.EventHandler;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import java.math.BigInteger;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The SDK's objects behind one recognition, and its events in our words. Everything here is native: call it on platform
 * threads. {@link #start}, {@link #stop} and {@link #write} return at once, the others may block.
 */
final class NativeRecogniser implements Retirement.Retired {
    /** Offsets are 100 ns ticks: Speech SDK, RecognitionResult.getOffset. */
    private static final long TICKS_PER_MS = 10_000;

    private static final BigInteger TICKS = BigInteger.valueOf(TICKS_PER_MS);

    private final Consumer<RecognitionEvent> events;
    /** When the SDK was last asked for something or told us something. */
    private volatile long busyNanos = System.nanoTime();

    private final SpeechKey key;
    private final PushAudioInputStream stream;
    private final AudioConfig audio;
    private final SpeechRecognizer recogniser;
    private final Connection connection;

    private final EventHandler<ConnectionEventArgs> connected = (s, e) -> ready();
    private final EventHandler<ConnectionEventArgs> disconnected;
    private final EventHandler<RecognitionEventArgs> speechStarted = (s, e) -> speechStarted(e);
    private final EventHandler<SpeechRecognitionEventArgs> recognizing = (s, e) -> partial(e.getResult());
    private final EventHandler<SpeechRecognitionEventArgs> recognized = (s, e) -> recognised(e.getResult());
    private final EventHandler<SpeechRecognitionCanceledEventArgs> canceled = (s, e) -> cancelled(e);
    private final EventHandler<SessionEventArgs> stopped = (s, e) -> ended();

    /** @param disconnection is run when the connection is gone; the SDK then tries to connect again, and is ready if it could */
    NativeRecogniser(AzureEndpoint endpoint, Listening how, Consumer<RecognitionEvent> events, Runnable disconnection) {
        this.events = events;
        this.key = endpoint.key();
        this.disconnected = (s, e) -> {
            busyNanos = System.nanoTime();
            disconnection.run();
        };
        try (var config = endpoint.recognition(how)) {
            var format = AudioStreamFormat.getWaveFormatPCM(how.format().sampleRateHz(), (short) 16, (short) 1);
            stream = AudioInputStream.createPushStream(format);
            format.close();
            audio = AudioConfig.fromStreamInput(stream);
            recogniser = TimerSlack.inherited(() -> new SpeechRecognizer(config, audio));
        }
        connection = Connection.fromRecognizer(recogniser);
        if (!how.phrases().isEmpty()) {
            try (var phrases = PhraseListGrammar.fromRecognizer(recogniser)) {
                how.phrases().forEach(phrases::addPhrase);
            }
        }
        connection.connected.addEventListener(connected);
        connection.disconnected.addEventListener(disconnected);
        recogniser.speechStartDetected.addEventListener(speechStarted);
        recogniser.recognizing.addEventListener(recognizing);
        recogniser.recognized.addEventListener(recognized);
        recogniser.canceled.addEventListener(canceled);
        recogniser.sessionStopped.addEventListener(stopped);
    }

    /** Begins to connect and to listen; the future ends when that has begun. */
    Future<?> start() {
        return TimerSlack.inherited(recogniser::startContinuousRecognitionAsync);
    }

    /** Copies into the SDK's own buffer; the network is served by the SDK's threads. */
    void write(byte[] pcm) {
        stream.write(pcm);
    }

    /** Tells the service that no more comes; the future ends when the service agreed or after 10 s. */
    Future<?> stop() {
        busyNanos = System.nanoTime();
        return TimerSlack.inherited(recogniser::stopContinuousRecognitionAsync);
    }

    @Override
    public long busyUntilNanos() {
        return busyNanos;
    }

    /** Only once {@link #start} and {@link #stop} are done. */
    @Override
    public void free() {
        connection.connected.removeEventListener(connected);
        connection.disconnected.removeEventListener(disconnected);
        recogniser.speechStartDetected.removeEventListener(speechStarted);
        recogniser.recognizing.removeEventListener(recognizing);
        recogniser.recognized.removeEventListener(recognized);
        recogniser.canceled.removeEventListener(canceled);
        recogniser.sessionStopped.removeEventListener(stopped);
        stream.close();
        connection.close();
        recogniser.close();
        audio.close();
    }

    private void tell(RecognitionEvent event) {
        busyNanos = System.nanoTime();
        events.accept(event);
    }

    private void ready() {
        key.connected();
        tell(new RecognitionEvent.Ready());
    }

    private void speechStarted(RecognitionEventArgs e) {
        tell(new RecognitionEvent.SpeechStarted(e.offset.divide(TICKS).longValue()));
    }

    private void partial(SpeechRecognitionResult given) {
        try (var result = given) {
            if (!result.getText().isBlank()) {
                tell(new RecognitionEvent.Partial(result.getText(), offsetMs(result), endMs(result)));
            }
        }
    }

    private void recognised(SpeechRecognitionResult given) {
        try (var result = given) {
            boolean heard = result.getReason() == ResultReason.RecognizedSpeech
                    && !result.getText().isBlank();
            tell(
                    heard
                            ? new RecognitionEvent.Heard(result.getText(), offsetMs(result), endMs(result))
                            : new RecognitionEvent.NothingHeard(offsetMs(result)));
        }
    }

    /** The end of a stream comes as a cancellation too, and is none: azure-speech-usp §7. */
    private void cancelled(SpeechRecognitionCanceledEventArgs e) {
        if (e.getReason() == CancellationReason.Error) {
            key.cancelled(e.getErrorCode());
            var loss = SpeechLoss.of(e.getErrorCode());
            tell(new RecognitionEvent.Lost(loss.reason(), loss.retryable()));
        }
    }

    private void ended() {
        tell(new RecognitionEvent.Lost("the Speech service ended the recognition", true));
    }

    private static long offsetMs(SpeechRecognitionResult result) {
        return result.getOffset().divide(TICKS).longValue();
    }

    private static long endMs(SpeechRecognitionResult result) {
        return result.getOffset().add(result.getDuration()).divide(TICKS).longValue();
    }
}
