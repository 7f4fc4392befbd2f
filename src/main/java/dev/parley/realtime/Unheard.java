package dev.parley.realtime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The caller's audio of which no session has made words yet, at the model's rate: where a session is lost the next one hears
 * it. Positions are milliseconds of the audio that the session of the moment was given. Not thread-safe.
 */
final class Unheard {
    /** Longer than nearly every utterance; 480 KB, which only a caller costs who is speaking. */
    private static final int MOST_MS = 10_000;

    private final Deque<byte[]> batches = new ArrayDeque<>();
    private long from;
    private long end;

    void add(byte[] pcm) {
        batches.add(pcm);
        end += pcm.length;
        forget(endMs() - MOST_MS);
    }

    /** What lies before is not needed any more. */
    void forget(long untilMs) {
        while (!batches.isEmpty() && ms(from + batches.peek().length) <= untilMs) {
            from += batches.poll().length;
        }
    }

    long endMs() {
        return ms(end);
    }

    /** All of it as one; it is what the next session is given first. */
    byte[] forNextSession() {
        var all = new ByteArrayOutputStream((int) (end - from));
        batches.forEach(all::writeBytes);
        var pcm = all.toByteArray();
        batches.clear();
        batches.add(pcm);
        from = 0;
        end = pcm.length;
        return pcm;
    }

    private static long ms(long bytes) {
        return bytes * 1_000 / RealtimeModel.FORMAT.bytesIn(1_000);
    }
}
