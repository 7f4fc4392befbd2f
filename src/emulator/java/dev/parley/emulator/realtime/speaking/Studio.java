package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.speech.synthesis.Speaker;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/**
 * How answers are made.
 *
 * @param voices a voice for a sample rate
 * @param speed how much faster than it plays audio leaves; 0: at once
 */
public record Studio(Thinker thinker, IntFunction<Speaker> voices, DoubleSupplier speed) {}
