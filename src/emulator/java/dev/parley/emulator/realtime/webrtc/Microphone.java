package dev.parley.emulator.realtime.webrtc;

import dev.parley.emulator.audio.Resampler;
import dev.parley.emulator.realtime.settings.AudioCodec;
import java.util.Arrays;
import java.util.Optional;

/** Makes events of the sound that comes from a browser, 20 ms or more in each. One thread at a time. */
final class Microphone {
    private static final int ENOUGH = Playout.RATE_HZ / 50;

    private final Halving halving = new Halving();
    private short[] heard = new short[0];

    /** @param pcm 48 kHz */
    void hear(short[] pcm) {
        short[] more = halving.halved(pcm);
        int before = heard.length;
        heard = Arrays.copyOf(heard, before + more.length);
        System.arraycopy(more, 0, heard, before, more.length);
    }

    /** The event that brings what was heard, once it is enough. */
    Optional<String> append(AudioCodec codec) {
        if (heard.length < ENOUGH) {
            return Optional.empty();
        }
        short[] pcm = Resampler.resampled(heard, Playout.RATE_HZ, codec.rateHz());
        heard = new short[0];
        return Optional.of(
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + codec.base64(pcm, 0, pcm.length) + "\"}");
    }
}
