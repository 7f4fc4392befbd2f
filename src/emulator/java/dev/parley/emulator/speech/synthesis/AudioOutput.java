package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import java.util.regex.Pattern;

/** The audio a client asked for: 16-bit mono PCM, with or without a RIFF header. */
record AudioOutput(String name, int sampleRateHz, boolean riff) {
    private static final Pattern NAME = Pattern.compile("(raw|riff)-(8|16|24|48)khz-16bit-mono-pcm");

    static AudioOutput named(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            throw new BadFrameException(
                    "Unsupported audio format; use raw or riff, 8, 16, 24 or 48 kHz, 16 bit mono PCM");
        }
        return new AudioOutput(
                name, Integer.parseInt(match.group(2)) * 1000, match.group(1).equals("riff"));
    }
}
