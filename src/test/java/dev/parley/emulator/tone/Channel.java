package dev.parley.emulator.tone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What happens to audio on its way: gain, noise, filters, resampling, frames of any size. */
final class Channel {
    private Channel() {}

    static short[] gain(short[] pcm, double decibels) {
        double factor = Math.pow(10, decibels / 20);
        return map(pcm, i -> pcm[i] * factor);
    }

    /** White noise so many decibels below the mean power of the audio. */
    static short[] noisy(short[] pcm, double signalToNoise, Random random) {
        double power = 0;
        for (short each : pcm) {
            power += (double) each * each / pcm.length;
        }
        double deviation = Math.sqrt(power) * Math.pow(10, -signalToNoise / 20);
        return map(pcm, i -> pcm[i] + random.nextGaussian() * deviation);
    }

    static short[] whiteNoise(int samples, double deviation, Random random) {
        return map(new short[samples], i -> random.nextGaussian() * deviation);
    }

    /** Linear interpolation, the crudest resampler anybody would put in a call. */
    static short[] resampled(short[] pcm, int fromHz, int toHz) {
        return map(new short[(int) ((long) pcm.length * toHz / fromHz)], i -> {
            double at = (double) i * fromHz / toHz;
            int left = (int) at;
            int right = Math.min(left + 1, pcm.length - 1);
            return pcm[left] + (pcm[right] - pcm[left]) * (at - left);
        });
    }

    /** Only what a phone line lets through: a windowed-sinc low-pass at 3.4 kHz. */
    static short[] phoneBand(short[] pcm, int rateHz) {
        int half = rateHz / 500;
        double[] taps = new double[2 * half + 1];
        for (int i = -half; i <= half; i++) {
            double x = 2 * 3_400.0 / rateHz * i;
            double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            taps[i + half] = 2 * 3_400.0 / rateHz * sinc * (0.54 + 0.46 * Math.cos(Math.PI * i / half));
        }
        return map(pcm, i -> {
            double sum = 0;
            for (int k = -half; k <= half; k++) {
                sum += i + k < 0 || i + k >= pcm.length ? 0 : pcm[i + k] * taps[k + half];
            }
            return sum;
        });
    }

    static short[] joined(short[]... parts) {
        var all = new short[Arrays.stream(parts).mapToInt(each -> each.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static short[] silence(int samples) {
        return new short[samples];
    }

    /** Everything a decoder says of the audio when it comes in pieces of random size. */
    static List<ToneEvent> decoded(short[] pcm, int rateHz, Random random) {
        var decoder = new ToneDecoder(rateHz);
        var events = new ArrayList<ToneEvent>();
        int largest = 1 + random.nextInt(rateHz / 5);
        for (int at = 0; at < pcm.length; ) {
            int length = Math.min(pcm.length - at, 1 + random.nextInt(largest));
            events.addAll(decoder.hear(pcm, at, length));
            at += length;
        }
        return events;
    }

    static List<String> words(List<ToneEvent> events) {
        return events.stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word().text())
                .toList();
    }

    /** The events in short: {@code < word word >} for a whole utterance, {@code < word /} for a cut one. */
    static String told(List<ToneEvent> events) {
        var told = new ArrayList<String>();
        for (ToneEvent event : events) {
            told.add(
                    switch (event) {
                        case ToneEvent.Began began -> "<";
                        case ToneEvent.Heard heard -> heard.word().text();
                        case ToneEvent.Ended ended -> ">";
                        case ToneEvent.Broke broke -> "/";
                    });
        }
        return String.join(" ", told);
    }

    private interface Sample {
        double at(int index);
    }

    private static short[] map(short[] like, Sample sample) {
        var out = new short[like.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample.at(i))));
        }
        return out;
    }
}
