package dev.parley.emulator.speech.usp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One message of a client: headers and a body. Text bodies are UTF-8 bytes here too.
 *
 * @param headers names without regard to case
 * @param body positioned at its first byte, little-endian reading is the reader's affair
 */
public record UspMessage(Map<String, String> headers, ByteBuffer body, boolean binary) {
    private static final int LONGEST_HEADERS = 4_096;

    /** A frame that the protocol does not allow; the service closes with 1007 and this reason. */
    public static final class BadFrameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadFrameException(String reason) {
            super(reason);
        }
    }

    /** {@code Name:Value} lines, an empty line, the body. */
    public static UspMessage text(String frame) {
        int end = frame.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new BadFrameException("Text frame without an empty line after its headers");
        }
        return new UspMessage(
                headers(frame.substring(0, end)),
                ByteBuffer.wrap(frame.substring(end + 4).getBytes(StandardCharsets.UTF_8)),
                false);
    }

    /** Two bytes of header length (big-endian), header lines, raw bytes. */
    public static UspMessage binary(ByteBuffer frame) {
        if (frame.remaining() < 2) {
            throw new BadFrameException("Binary frame without a header length");
        }
        int length = frame.getShort() & 0xFFFF;
        if (length > frame.remaining()) {
            throw new BadFrameException("Header length beyond the end of the frame");
        }
        if (length > LONGEST_HEADERS) {
            throw new BadFrameException("Headers are too long");
        }
        var bytes = new byte[length];
        frame.get(bytes);
        return new UspMessage(headers(new String(bytes, StandardCharsets.US_ASCII)), frame.slice(), true);
    }

    /** The {@code Path} header in lower case. */
    public String path() {
        return headers.get("Path").toLowerCase(Locale.ROOT);
    }

    /** The 32 hex digits that name the turn; refused where they are missing. */
    public String requestId() {
        String id = header("X-RequestId").orElseThrow(() -> new BadFrameException("X-RequestId is missing"));
        if (!id.matches("[0-9A-Fa-f]{32}")) {
            throw new BadFrameException("X-RequestId is not of 32 hex digits");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String bodyText() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    private static Map<String, String> headers(String lines) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.split("\r\n")) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BadFrameException("Header line without a name");
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        if (headers.getOrDefault("Path", "").isEmpty()) {
            throw new BadFrameException("Path is missing");
        }
        return headers;
    }
}
