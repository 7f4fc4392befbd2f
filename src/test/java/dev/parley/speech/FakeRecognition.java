package dev.parley.speech;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** A recogniser that says what the test tells it to, and keeps what it was given. */
public final class FakeRecognition implements SpeechToText.Recognition {
    public final Consumer<RecognitionEvent> says;
    public final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    public boolean closed;

    public FakeRecognition(Consumer<RecognitionEvent> says) {
        this.says = says;
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        heard.write(pcm, offset, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
