package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.CancellationReason;
import com.microsoft.cognitiveservices.speech.Connection;
import com.microsoft.cognitiveservices.speech.ConnectionEventArgs;
import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisBoundaryType;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisCancellationDetails;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisWordBoundaryEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechSynthesizer;
import com.microsoft.cognitiveservices.speech.util.EventHandler;
import java.util.concurrent.Future;

/**
 * One synthesiser of the SDK with its connection; speaks one text at a time. All but the flags is native: call it on
 * platform threads. {@link #speak} and {@link #stop} return at once, the others may block.
 */
final class NativeSynthesiser implements Retirement.Retired {
    private static final long TICKS_PER_MS = 10_000;

    private final SpeechSynthesizer synthesiser;
    private final Connection connection;
    private final SpeechKey key;

    private final EventHandler<ConnectionEventArgs> connects = (s, e) -> connected();
    private final EventHandler<ConnectionEventArgs> disconnects = (s, e) -> disconnected();
    private final EventHandler<SpeechSynthesisEventArgs> completed = (s, e) -> completed(e);
    private final EventHandler<SpeechSynthesisEventArgs> canceled = (s, e) -> canceled(e);
    private final EventHandler<SpeechSynthesisWordBoundaryEventArgs> boundary = (s, e) -> boundary(e);

    private volatile Events events = Events.NONE;
    private volatile boolean connected;
    /** Id of the text that ended last. */
    private volatile String ended = "";
    /** Id of the text before the one under way: its last words may still come by another thread. */
    private volatile String before = "";

    /** When the SDK was last asked for something or told us something. */
    private volatile long busyNanos;
    /** It may be about to tell that it is connected. */
    private volatile boolean connecting;

    private volatile boolean speaking;
    private volatile boolean broken;

    /** What one text yields beside its audio ({@link GatheredAudio}). Called by several of the SDK's threads, in no order. */
    interface Events {
        Events NONE = new Events() {
            @Override
            public void word(String text, long offsetMs, long durationMs) {
                // a late word of a text that is over
            }

            @Override
            public void completed(long totalBytes) {
                // of a text that was given up
            }

            @Override
            public void lost(SpeechLoss loss) {
                // of a text that was given up
            }
        };

        void word(String text, long offsetMs, long durationMs);

        void completed(long totalBytes);

        void lost(SpeechLoss loss);
    }

    NativeSynthesiser(AzureEndpoint endpoint, SynthesiserPool.Key what) {
        key = endpoint.key();
        try (var config = what.streamed()
                ? endpoint.streamedSynthesis(what.voice(), what.format())
                : endpoint.synthesis(what.format())) {
            // words as they come from the service: nothing is played here that they could be held back for
            config.setProperty(PropertyId.SpeechServiceResponse_SynthesisEventsSyncToAudio, "false");
            // marks would come as words of their own: see boundary()
            config.setProperty(PropertyId.SpeechServiceResponse_RequestPunctuationBoundary, "false");
            synthesiser = TimerSlack.inherited(() -> new SpeechSynthesizer(config, null));
        }
        connection = Connection.fromSpeechSynthesizer(synthesiser);
        connection.connected.addEventListener(connects);
        connection.disconnected.addEventListener(disconnects);
        synthesiser.SynthesisCompleted.addEventListener(completed);
        synthesiser.SynthesisCanceled.addEventListener(canceled);
        synthesiser.WordBoundary.addEventListener(boundary);
        busy();
    }

    /** Opens the socket ahead of need. */
    void connect() {
        mayOpen();
        TimerSlack.inherited(() -> {
            connection.openConnection(true);
            return connection;
        });
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether it has a connection or may open one; asked once for each time it would. */
    boolean mayConnect() {
        return connected || key.mayConnect();
    }

    /** The future ends when synthesis has begun; its result must be given to {@link #settled}. */
    Future<SpeechSynthesisResult> speak(String ssml, Events listener) {
        mayOpen();
        speaking = true;
        before = ended;
        events = listener;
        return TimerSlack.inherited(() -> synthesiser.StartSpeakingSsmlAsync(ssml));
    }

    /** The same for a text that comes in pieces; the request is closed by whoever made it. */
    Future<SpeechSynthesisResult> speak(SpeechSynthesisRequest request, Events listener) {
        mayOpen();
        speaking = true;
        before = ended;
        events = listener;
        return TimerSlack.inherited(() -> synthesiser.StartSpeakingRequestAsync(request));
    }

    /** From now on nobody is told anything of the text under way. */
    void forget() {
        events = Events.NONE;
    }

    /** Frees the result of a {@link #speak} that is done; whether it had begun at all. */
    static boolean settled(Future<SpeechSynthesisResult> done) {
        try {
            done.resultNow().close();
            return true;
        } catch (IllegalStateException failed) {
            return false;
        }
    }

    /** Ends the text under way and with it the socket (azure-speech-usp §6): not while it may still be written to. */
    Future<?> stop() {
        busy();
        return TimerSlack.inherited(synthesiser::StopSpeakingAsync);
    }

    /** Whether the last text is over, by itself or for a fault, and the SDK has told so. */
    boolean isSilent() {
        return !speaking;
    }

    /** Whether a text failed on it: it is not to be used again. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public long busyUntilNanos() {
        return connecting ? System.nanoTime() : busyNanos;
    }

    @Override
    public void free() {
        connection.connected.removeEventListener(connects);
        connection.disconnected.removeEventListener(disconnects);
        synthesiser.SynthesisCompleted.removeEventListener(completed);
        synthesiser.SynthesisCanceled.removeEventListener(canceled);
        synthesiser.WordBoundary.removeEventListener(boundary);
        connection.close();
        synthesiser.close();
    }

    private void mayOpen() {
        connecting = !connected;
        busy();
    }

    private void busy() {
        busyNanos = System.nanoTime();
    }

    private void connected() {
        busy();
        connecting = false;
        connected = true;
        key.connected();
    }

    private void disconnected() {
        busy();
        connecting = false;
        connected = false;
    }

    private void completed(SpeechSynthesisEventArgs e) {
        busy();
        try (e) {
            ended = e.getResult().getResultId();
            speaking = false;
            events.completed(e.getResult().getAudioLength());
        }
    }

    private void canceled(SpeechSynthesisEventArgs e) {
        busy();
        try (e) {
            ended = e.getResult().getResultId();
            var details = SpeechSynthesisCancellationDetails.fromResult(e.getResult());
            var code = details.getErrorCode();
            // a text that was given up while its connection is opened does not end the opening
            if (details.getReason() != CancellationReason.CancelledByUser) {
                connecting = false;
            }
            details.close();
            key.cancelled(code);
            broken = true;
            speaking = false;
            events.lost(SpeechLoss.of(code));
        }
    }

    /** Punctuation is left out: {@link SpokenWords} lets it cling to the word before. */
    private void boundary(SpeechSynthesisWordBoundaryEventArgs e) {
        busy();
        if (e.getBoundaryType() == SpeechSynthesisBoundaryType.Word
                && !e.getResultId().equals(before)) {
            events.word(e.getText(), e.getAudioOffset() / TICKS_PER_MS, e.getDuration() / TICKS_PER_MS);
        }
    }
}
