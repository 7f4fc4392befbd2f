package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;

/** One piece's text, its audio as far as it was given and sent, and where its words lie in it. */
final class PieceAudio {
    /** Speaking rate used where neither word boundaries nor the whole length are known: about 15 characters a second. */
    private static final long NANOS_PER_CHARACTER = 66_000_000;

    private final String text;
    private final int sampleRateHz;
    private final List<Word> words = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long sent;
    private long whole = -1;
    private boolean brokenOff;

    /** A word's end in the text and in the audio. */
    private record Word(int textEnd, long endSample) {}

    /** Samples that play without a break from {@code startNanos} on. */
    private record Run(long samples, long startNanos) {}

    PieceAudio(String text, int sampleRateHz) {
        this.text = text;
        this.sampleRateHz = sampleRateHz;
    }

    void placed(int textEnd, long offsetMs, long durationMs) {
        int end = Math.min(Math.max(textEnd, 0), text.length());
        words.add(new Word(end, (offsetMs + durationMs) * sampleRateHz / 1000));
    }

    /** All of its audio was given to the line: that many samples. */
    void given(long samples) {
        whole = samples;
    }

    /** No more comes of it than that many samples, which are not the whole text. */
    void brokeOff(long samples) {
        whole = samples;
        brokenOff = true;
    }

    /** Samples went out which begin to play at that time; gaps in time are underruns. */
    void sent(int samples, long startNanos) {
        sent += samples;
        if (!runs.isEmpty()) {
            var last = runs.removeLast();
            if (last.startNanos() + nanos(last.samples()) >= startNanos) {
                runs.add(new Run(last.samples() + samples, last.startNanos()));
                return;
            }
            runs.add(last);
        }
        runs.add(new Run(samples, startNanos));
    }

    boolean begun() {
        return sent > 0;
    }

    /** Whether all of it went out; the line may have padded the end. */
    boolean allSent() {
        return whole >= 0 && sent >= whole;
    }

    /** The text up to the last word that had been played whole at that time. */
    String playedAt(long nanos) {
        long played = 0;
        for (var run : runs) {
            played += Math.clamp((nanos - run.startNanos()) * sampleRateHz / 1_000_000_000L, 0, run.samples());
        }
        if (played == 0) {
            return "";
        }
        if (!brokenOff && whole >= 0 && played >= whole) {
            return text;
        }
        return text.substring(0, withMarks(words.isEmpty() ? interpolated(played) : placedUntil(played)));
    }

    private int placedUntil(long played) {
        int end = 0;
        for (var word : words) {
            if (word.endSample() <= played) {
                end = Math.max(end, word.textEnd());
            }
        }
        return end;
    }

    /** No boundaries came: words are taken to be spread evenly over the audio. */
    private int interpolated(long played) {
        long guess = Math.max(sent, text.length() * NANOS_PER_CHARACTER / 1000 * sampleRateHz / 1_000_000);
        long total = whole >= 0 && !brokenOff ? whole : guess;
        int reached = (int) (text.length() * played / total);
        int end = 0;
        for (int i = 1; i <= reached; i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                end = i;
            }
        }
        return end;
    }

    /** Marks behind a word belong to it. */
    private int withMarks(int end) {
        while (end > 0
                && end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && !Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private long nanos(long samples) {
        return samples * 1_000_000_000L / sampleRateHz;
    }
}
