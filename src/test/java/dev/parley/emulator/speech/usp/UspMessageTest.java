package dev.parley.emulator.speech.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UspMessageTest {
    private static final String ID = "f471762e6f364801a77073ab7c85403d";

    @Test
    void aTextFrameOfTheNativeSdkIsReadWithoutRegardToCase() {
        var message = UspMessage.text("X-Timestamp:2026-11-21T00:19:59.629Z\r\nPath:Speech.Context\r\nX-RequestId: "
                + ID.toUpperCase(Locale.ROOT) + "\r\n\r\n{\"text\":\"grün\"}");
        assertThat(message.path()).isEqualTo("speech.context");
        assertThat(message.requestId()).isEqualTo(ID);
        assertThat(message.header("x-timestamp")).isPresent();
        assertThat(message.bodyText()).isEqualTo("{\"text\":\"grün\"}");
    }

    @Test
    void aBinaryFrameHasItsBodyAfterTheCountedHeaders() {
        var message = UspMessage.binary(frame("Path:audio\r\nX-RequestId:" + ID + "\r\n", new byte[] {1, 2, 3}));
        assertThat(message.path()).isEqualTo("audio");
        assertThat(message.body().remaining()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Path:ssml\r\nno empty line", "X-RequestId:1\r\n\r\n", "Path:\r\n\r\n", "nonsense\r\n\r\nbody"})
    void textFramesOfAnotherShapeAreRefused(String frame) {
        assertThatExceptionOfType(BadFrameException.class).isThrownBy(() -> UspMessage.text(frame));
    }

    @Test
    void headersBeyondTheFrameAreRefused() {
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> UspMessage.binary(ByteBuffer.wrap(new byte[] {0, 9, 'P'})));
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> UspMessage.binary(ByteBuffer.wrap(new byte[] {0})));
    }

    @Test
    void aRequestIdIsOfHexDigits() {
        var message = UspMessage.text("Path:ssml\r\nX-RequestId:12345\r\n\r\n");
        assertThatExceptionOfType(BadFrameException.class).isThrownBy(message::requestId);
    }

    private static ByteBuffer frame(String headers, byte[] body) {
        byte[] ascii = headers.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + ascii.length + body.length)
                .putShort((short) ascii.length)
                .put(ascii)
                .put(body)
                .flip();
    }
}
