package dev.parley.emulator.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was exported, newest last. Thread-safe. */
@ApplicationScoped
public class TelemetrySink {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Deque<Export> exports = new ArrayDeque<>();
    private long bytes;

    /** One request of an exporter: {@code signal} is traces, metrics or logs, {@code body} an OTLP request message. */
    public record Export(String signal, byte[] body) {}

    synchronized void keep(Export export) {
        exports.addLast(export);
        bytes += export.body().length;
        while (bytes > MOST_BYTES) {
            bytes -= exports.removeFirst().body().length;
        }
    }

    synchronized List<byte[]> bodies(String signal) {
        return exports.stream()
                .filter(export -> export.signal().equals(signal))
                .map(Export::body)
                .toList();
    }

    synchronized void clear() {
        exports.clear();
        bytes = 0;
    }
}
