package dev.parley.emulator.tone;

import java.util.Objects;

/**
 * Whether there is sound on a line, by its energy above a slowly learnt background: tone speech, a voice, a noise. One
 * stream, one thread at a time.
 */
public final class VoiceActivity {
    private static final int FRAMES_PER_SECOND = 100;
    /** Never sound below this mean power: 100 of 32768, some 50 dB below full scale. */
    private static final double QUIET_POWER = 100 * 100;
    /** Sound is at least 9 dB above the background. */
    private static final double ABOVE_BACKGROUND = 8;
    /** The background rises by 1 dB a second, and falls at once. */
    private static final double RISE_PER_FRAME = Math.pow(10, 0.1 / FRAMES_PER_SECOND);

    private static final double LOUDEST_BACKGROUND = 1_000 * 1_000;
    /** Sound lasts until 60 ms of quiet, so that a gap between sounds does not end it. */
    private static final int HANGOVER_FRAMES = 6;

    private final int frameSamples;
    private double background = QUIET_POWER / ABOVE_BACKGROUND;
    private double sum;
    private int inFrame;
    private int hangover;
    private long position;
    private long lastSoundAt;

    /** For a stream of 16-bit mono samples. */
    public VoiceActivity(int sampleRateHz) {
        frameSamples = sampleRateHz / FRAMES_PER_SECOND;
    }

    /** Hears the next samples; whether there is sound at their end. The array is not kept. */
    public boolean hear(short[] pcm, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, pcm.length);
        for (int i = offset; i < offset + length; i++) {
            sum += pcm[i] * pcm[i];
            position++;
            if (++inFrame == frameSamples) {
                frame(sum / frameSamples);
                sum = 0;
                inFrame = 0;
            }
        }
        return active();
    }

    /** Whether there is sound, or was until a moment ago. */
    public boolean active() {
        return hangover > 0;
    }

    /** The sample after the last 10 ms that held sound; 0 if none did. */
    public long lastSoundAt() {
        return lastSoundAt;
    }

    private void frame(double power) {
        if (power > Math.max(QUIET_POWER, background * ABOVE_BACKGROUND)) {
            hangover = HANGOVER_FRAMES;
            lastSoundAt = position;
        } else if (hangover > 0) {
            hangover--;
        }
        background = Math.min(Math.min(background * RISE_PER_FRAME, LOUDEST_BACKGROUND), Math.max(power, 1));
    }
}
