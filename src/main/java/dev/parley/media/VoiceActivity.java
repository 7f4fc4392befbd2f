package dev.parley.media;

import java.util.Arrays;

/**
 * Whether a voice sounds in a caller's audio: louder than the background, and with a pitch. The background is the quietest
 * moment of the last seconds, so steady noise and hum are soon part of it; clicks and most coughs have no pitch, or are over
 * before they count. Music and keypad tones have a pitch and count as voice: what is no speech yields no words, and the
 * conversation goes on. Measured in docs/adr/0004. Works at 8 kHz whatever the format; allocates nothing per frame. Not
 * thread-safe.
 */
public final class VoiceActivity {
    private static final int RATE_HZ = 8_000;
    private static final int FRAME = RATE_HZ / 50;
    private static final int FRAME_MS = 20;
    /** Voiced frames, less the others, from which on it is a voice: 100 ms, about a syllable. */
    private static final int FRAMES_TO_BEGIN = 5;
    /** 240 ms: stops and pauses between words are shorter. */
    private static final int FRAMES_TO_END = 12;
    /** 140 ms: it may be over. */
    private static final int FRAMES_TO_FADE = 7;
    /** Times the background at which a voice begins, and above which it goes on. */
    private static final double BEGINS = 3;

    private static final double GOES_ON = 2;
    /** A voice fainter than this (about -56 dBFS) is somebody else's. */
    private static final double FAINTEST = 50;
    /** Pitch: how alike the sound is to itself one period later, 1 at most. */
    private static final double PITCHED = 0.55;
    /**
     * Fainter than any sound (a sample's step is 1). Silent frames come as zeros, behind which the filter's rest would fade for
     * ever: processors take many times as long for numbers next to nothing.
     */
    private static final double NOTHING = 1e-6;

    /** A sound that is merely dull is like itself after a moment too; one with a pitch was unlike itself in between. */
    private static final double DIP = 0.25;

    private static final int SHORTEST_PERIOD = RATE_HZ / 500;
    private static final int LONGEST_PERIOD = RATE_HZ / 70;

    private final Listener listener;
    private final int decimation;
    private final Background background = new Background();
    /** Two frames, the older one first. */
    private final double[] recent = new double[2 * FRAME];

    private int filled = FRAME;
    private int inSample;
    private double sample;
    private double before;
    private double passed;
    private long frames;
    private int voicedFrames;
    private int quietFrames;
    private int sinceVoiced = FRAMES_TO_END;
    private boolean sounds;

    /** Told when a voice begins and ends. Offsets count milliseconds of audio since the first byte. */
    public interface Listener {
        void voiceBegan(long offsetMs);

        /** It has been quiet for a moment and may have ended at that offset; next it goes on, untold, or {@link #voiceEnded}. */
        void voiceFaded(long offsetMs);

        /** @param quietMs audio heard since it ended, by which this is late */
        void voiceEnded(long offsetMs, long quietMs);
    }

    public VoiceActivity(AudioFormat format, Listener listener) {
        if (format.sampleRateHz() % RATE_HZ != 0) {
            throw new IllegalArgumentException("not a multiple of 8 kHz: " + format.sampleRateHz());
        }
        this.decimation = format.sampleRateHz() / RATE_HZ;
        this.listener = listener;
    }

    /** More audio, 16-bit little-endian mono; any even length. */
    public void hear(byte[] pcm, int offset, int length) {
        for (int i = offset; i + 1 < offset + length; i += 2) {
            sample += (short) (pcm[i] & 0xff | pcm[i + 1] << 8);
            if (++inSample == decimation) {
                recent[filled++] = withoutRumble(sample / decimation);
                sample = 0;
                inSample = 0;
                if (filled == 2 * FRAME) {
                    frame();
                    System.arraycopy(recent, FRAME, recent, 0, FRAME);
                    filled = FRAME;
                }
            }
        }
    }

    /** High-pass of first order at 130 Hz: what lies below is hum and wind. */
    private double withoutRumble(double in) {
        double out = in - before + 0.9 * passed;
        passed = Math.abs(out) < NOTHING ? 0 : out;
        before = in;
        return passed;
    }

    private void frame() {
        frames++;
        double level = level();
        double floor = background.withFrame(level);
        boolean voiced = voiced(level, floor);
        sinceVoiced = voiced ? 0 : sinceVoiced + 1;
        if (sounds) {
            quietFrames = voiced ? 0 : quietFrames + 1;
            if (quietFrames == FRAMES_TO_FADE) {
                listener.voiceFaded((frames - FRAMES_TO_FADE) * FRAME_MS);
            }
            if (quietFrames == FRAMES_TO_END) {
                sounds = false;
                voicedFrames = 0;
                listener.voiceEnded((frames - FRAMES_TO_END) * FRAME_MS, FRAMES_TO_END * FRAME_MS);
            }
        } else {
            voicedFrames = voiced ? voicedFrames + 1 : Math.max(0, voicedFrames - 1);
            if (voicedFrames == FRAMES_TO_BEGIN) {
                sounds = true;
                quietFrames = 0;
                listener.voiceBegan((frames - FRAMES_TO_BEGIN) * FRAME_MS);
            }
        }
    }

    /** Consonants have no pitch: behind a voiced frame loudness is enough for a while. */
    private boolean voiced(double level, double floor) {
        if (level < FAINTEST) {
            return false;
        }
        return sinceVoiced < FRAMES_TO_END / 2 && level > floor * GOES_ON
                || level > floor * BEGINS && pitch() > PITCHED;
    }

    private double level() {
        double sum = 0;
        for (int i = FRAME; i < 2 * FRAME; i++) {
            sum += recent[i] * recent[i];
        }
        return Math.sqrt(sum / FRAME);
    }

    /** Greatest normalised autocorrelation at the periods of human voices. */
    private double pitch() {
        double best = 0;
        double lowest = 1;
        for (int period = SHORTEST_PERIOD; period <= LONGEST_PERIOD; period++) {
            double product = 0;
            double now = 1;
            double earlier = 1;
            for (int i = period; i < 2 * FRAME; i++) {
                product += recent[i] * recent[i - period];
                now += recent[i] * recent[i];
                earlier += recent[i - period] * recent[i - period];
            }
            double alike = product / Math.sqrt(now * earlier);
            lowest = Math.min(lowest, alike);
            best = alike - lowest > DIP ? Math.max(best, alike) : best;
        }
        return best;
    }

    /** The quietest level of the last eight seconds, in steps of 200 ms: nobody speaks longer without a breath. */
    private static final class Background {
        private static final int STEP_FRAMES = 10;
        private static final int STEPS = 40;
        private static final double LEAST = 10;

        private final double[] quietest = new double[STEPS];
        private int step;
        private int inStep;

        Background() {
            Arrays.fill(quietest, Double.MAX_VALUE);
        }

        double withFrame(double level) {
            if (++inStep > STEP_FRAMES) {
                inStep = 1;
                step = (step + 1) % STEPS;
                quietest[step] = Double.MAX_VALUE;
            }
            quietest[step] = Math.min(quietest[step], level);
            double least = Double.MAX_VALUE;
            for (double each : quietest) {
                least = Math.min(least, each);
            }
            return Math.max(least, LEAST);
        }
    }
}
