package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest.SpeechSynthesisRequestInputType;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import dev.parley.speech.TextToSpeech.Streamed;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A text that reaches the SDK while it is still being written (azure-speech-usp §6, text streaming). The SDK is told on
 * native threads, one bit after the other; what is written meanwhile goes together. Thread-safe.
 */
final class StreamedText implements AzureSynthesis.Script {
    private final ExecutorService natives;
    private final SpeechMeter meter;

    private final ReentrantLock lock = new ReentrantLock();
    private final StringBuilder pending = new StringBuilder();
    private volatile SpeechSynthesisRequest request;
    /** A native thread is telling the SDK, or will soon. */
    private boolean telling;

    private boolean ended;
    /** The SDK knows that the text is whole. */
    private boolean told;
    /** The SDK is done with the request and who tells it just now is to close it. */
    private boolean left;

    StreamedText(ExecutorService natives, SpeechMeter meter) {
        this.natives = natives;
        this.meter = meter;
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public Future<SpeechSynthesisResult> begin(NativeSynthesiser synthesiser, NativeSynthesiser.Events events) {
        var asked = new Request();
        var begun = synthesiser.speak(asked, events);
        lock.lock();
        try {
            request = asked;
        } finally {
            lock.unlock();
        }
        tell();
        return begun;
    }

    @Override
    public void stopped() {
        lock.lock();
        try {
            pending.setLength(0);
            ended = true; // the SDK does not stop a text that may still grow
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void over() {
        SpeechSynthesisRequest done;
        lock.lock();
        try {
            told = true;
            left = telling;
            done = telling ? null : request;
        } finally {
            lock.unlock();
        }
        if (done != null) {
            done.close();
        }
    }

    /** The synthesis that speaks this text, for those who write it. */
    Streamed of(AzureSynthesis synthesis) {
        return new Streamed() {
            @Override
            public void write(String text) {
                synthesis.continued(text);
                add(text, false);
            }

            @Override
            public void end() {
                add("", true);
            }

            @Override
            public void cancel() {
                synthesis.cancel();
            }
        };
    }

    private void add(String text, boolean last) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            pending.append(text);
            ended = last;
        } finally {
            lock.unlock();
        }
        tell();
    }

    private void tell() {
        lock.lock();
        try {
            if (request == null || told || telling) {
                return;
            }
            telling = true;
        } finally {
            lock.unlock();
        }
        natives.execute(this::tellAll);
    }

    private void tellAll() {
        for (var next = next(); next.isPresent(); next = next()) {
            if (next.get().isEmpty()) {
                request.finishInput();
            } else {
                request.sendTextPiece(next.get());
                meter.spoken(next.get().length());
            }
        }
        boolean mine;
        lock.lock();
        try {
            mine = left;
            left = false;
        } finally {
            lock.unlock();
        }
        if (mine) {
            request.close();
        }
    }

    /** What the SDK is to be told now: text, or nothing where it is whole; empty: no more for the moment. */
    private Optional<String> next() {
        lock.lock();
        try {
            var text = pending.toString();
            pending.setLength(0);
            if (told || text.isEmpty() && !ended) {
                telling = false;
                return Optional.empty();
            }
            told = text.isEmpty();
            return Optional.of(text);
        } finally {
            lock.unlock();
        }
    }

    /** One whose end is told once: that of client-sdk 1.50 tells it again when it is closed, and fails. */
    private static final class Request extends SpeechSynthesisRequest {
        private final AtomicBoolean finished = new AtomicBoolean();

        Request() {
            super(SpeechSynthesisRequestInputType.TextStream);
        }

        @Override
        public void finishInput() {
            if (finished.compareAndSet(false, true)) {
                super.finishInput();
            }
        }
    }
}
