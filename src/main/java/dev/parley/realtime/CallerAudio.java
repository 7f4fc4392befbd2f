package dev.parley.realtime;

import dev.parley.media.AudioFormat;
import dev.parley.media.Resampler;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * The caller's audio on its way to the model: at the model's rate, in batches, because each message costs the same however
 * long its audio: what is loud, or part of a turn, goes at once, silence in 100 ms. Where the far end falls silent in the
 * middle of a turn it is padded, so that the model can end the turn. Not thread-safe.
 */
final class CallerAudio {
    private static final int SILENCE_BATCH_MS = 100;
    /** Loudest sample of what may be left to wait, about -36 dBFS: fainter is no voice that anybody answers. */
    private static final int FAINT = 500;
    /** Frames come every 20 ms; jitter and a machine out of breath are over by then. Silence inside a word would spoil the word. */
    private static final long GAP_NANOS = 500_000_000;
    /** As many ticks of 20 ms: where this machine stood still itself, what came meanwhile is yet to be read. */
    private static final int GAP_TICKS = 25;

    /** 2 s of silence end any turn. */
    private static final int MOST_PADDING = 20;

    private final Consumer<byte[]> model;
    private final Resampler resampler;
    private final int silenceBytes;
    private final int silenceBatch = RealtimeModel.FORMAT.bytesIn(SILENCE_BATCH_MS);
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(silenceBatch);
    private boolean inTurn;
    private long fedAt;
    private int ticksInGap;
    private int padded;

    CallerAudio(AudioFormat line, Consumer<byte[]> model) {
        this.model = model;
        this.resampler = new Resampler(line, RealtimeModel.FORMAT);
        this.silenceBytes = line.bytesIn(SILENCE_BATCH_MS);
    }

    void hear(byte[] pcm, int offset, int length, long nowNanos) {
        padded = 0;
        ticksInGap = 0;
        feed(pcm, offset, length, nowNanos);
    }

    private void feed(byte[] pcm, int offset, int length, long nowNanos) {
        fedAt = nowNanos;
        var resampled = resampler.resample(pcm, offset, length);
        var atOnce = inTurn || batch.size() + resampled.length >= silenceBatch || loud(pcm, offset, length);
        if (atOnce && batch.size() == 0) {
            model.accept(resampled);
            return;
        }
        batch.writeBytes(resampled);
        if (atOnce) {
            model.accept(batch.toByteArray());
            batch.reset();
        }
    }

    /** The model hears a voice, or no longer does. */
    void inTurn(boolean speaks) {
        inTurn = speaks;
    }

    /** Called every 20 ms. */
    void tick(long nowNanos) {
        if (++ticksInGap > GAP_TICKS && inTurn && padded < MOST_PADDING && nowNanos - fedAt > GAP_NANOS) {
            padded++;
            feed(new byte[silenceBytes], 0, silenceBytes, nowNanos - GAP_NANOS + SILENCE_BATCH_MS * 1_000_000L);
        }
    }

    private static boolean loud(byte[] pcm, int offset, int length) {
        for (int i = offset; i + 1 < offset + length; i += 2) {
            if (Math.abs((short) (pcm[i] & 0xff | pcm[i + 1] << 8)) > FAINT) {
                return true;
            }
        }
        return false;
    }
}
