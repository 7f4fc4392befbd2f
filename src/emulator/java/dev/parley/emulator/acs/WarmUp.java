package dev.parley.emulator.acs;

import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/**
 * Speaks and listens to itself before the emulator takes its first call: an ear whose code is still interpreted would take
 * the processor from everybody else on a small machine. Runs while the application starts, which is not ready until it is
 * over, for 3 s at most; nobody hears it.
 */
@WebListener
public class WarmUp implements ServletContextListener {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final int[] RATES_HZ = {16_000, 24_000};
    private static final int FRAMES_PER_SECOND = 50;
    private static final int ROUNDS = 80;

    @Override
    public void contextInitialized(ServletContextEvent starting) {
        run(System.nanoTime() + AT_MOST.toNanos());
    }

    /** Words understood until then, or until the code has run often enough to be compiled. */
    static int run(long untilNanos) {
        int words = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int rate : RATES_HZ) {
                if (System.nanoTime() - untilNanos >= 0) {
                    return words;
                }
                words += heard(rate);
            }
        }
        return words;
    }

    private static int heard(int rateHz) {
        var spoken = ToneEncoder.encode("One two three", rateHz).pcm();
        var ear = new ToneDecoder(rateHz);
        int frame = rateHz / FRAMES_PER_SECOND;
        int words = 0;
        for (int at = 0; at + frame <= spoken.length; at += frame) {
            for (var event : ear.hear(spoken, at, frame)) {
                words += event instanceof ToneEvent.Heard ? 1 : 0;
            }
        }
        return words;
    }
}
