package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisRequest.SpeechSynthesisRequestInputType;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import dev.parley.speech.TextToSpeech.Streamed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A text that reaches the SDK while it is still being written (azure-speech-usp §6, text streaming). The SDK is told on
 * native threads, one bit after the other; what is written meanwhile goes together. Thread-safe.
 */
final class StreamedText implements AzureSynthesis.Script {
    private final ExecutorService natives;

    private final ReentrantLock lock = new ReentrantLock();
    private final StringBuilder pending = new StringBuilder();
    private SpeechSynthesisRequest request;
    /** A native thread is telling the SDK, or will soon. */
    private boolean telling;

    private boolean ended;
    /** The SDK knows that the text is whole; the request is closed. */
    private boolean told;

    StreamedText(ExecutorService natives) {
        this.natives = natives;
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public Future<SpeechSynthesisResult> begin(NativeSynthesiser synthesiser, NativeSynthesiser.Events events) {
        var asked = new SpeechSynthesisRequest(SpeechSynthesisRequestInputType.TextStream);
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
        stopped();
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
        while (true) {
            String text;
            SpeechSynthesisRequest to;
            lock.lock();
            try {
                to = request;
                text = pending.toString();
                pending.setLength(0);
                if (told || text.isEmpty() && !ended) {
                    telling = false;
                    return;
                }
                told = text.isEmpty();
            } finally {
                lock.unlock();
            }
            if (text.isEmpty()) {
                to.close(); // ends the text; to end it first and close later fails in client-sdk 1.50
            } else {
                to.sendTextPiece(text);
            }
        }
    }
}
