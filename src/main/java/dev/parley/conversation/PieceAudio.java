package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One piece's text, its audio as far as it was given and sent, and where its words lie in it. */
final class PieceAudio {
    /** Speaking rate used where neither word boundaries nor the whole length are known: about 15 characters a second. */
    private static final long NANOS_PER_CHARACTER = 66_000_000;

    /** No word is longer, and the relay keeps what was sent a little longer than that. */
    private static final int KEPT_SECONDS = 2;

    private String text;
    private final int sampleRateHz;
    private final List<Word> words = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long sent;
    private long whole = -1;
    private boolean brokenOff;

    /** A word's end in the text and in the audio. */
    private record Word(int textEnd, long startSample, long endSample) {}

    /** Samples that play without a break from {@code startNanos} on. */
    private record Run(long samples, long startNanos) {}

    PieceAudio(String text, int sampleRateHz) {
        this.text = text;
        this.sampleRateHz = sampleRateHz;
    }

    /** More words of it are known. */
    void grows(String words) {
        text += words;
    }

    void placed(int textEnd, long offsetMs, long durationMs) {
        int end = Math.min(Math.max(textEnd, 0), text.length());
        words.add(new Word(end, offsetMs * sampleRateHz / 1000, (offsetMs + durationMs) * sampleRateHz / 1000));
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
        long played = samplesPlayed(nanos);
        if (played == 0) {
            return "";
        }
        if (!brokenOff && whole >= 0 && played >= whole) {
            return text;
        }
        return text.substring(0, withMarks(words.isEmpty() ? interpolated(played) : placedUntil(played)));
    }

    long samplesPlayed(long nanos) {
        long played = 0;
        for (var run : runs) {
            played += Math.clamp((nanos - run.startNanos()) * sampleRateHz / 1_000_000_000L, 0, run.samples());
        }
        return played;
    }

    /**
     * What was not heard at that time counts as not sent, from the begin of the word that was cut. Returns how many samples
     * count as heard; empty where all that were sent do.
     */
    OptionalLong rewind(long nanos) {
        long played = samplesPlayed(nanos);
        if (played >= sent) {
            return OptionalLong.empty();
        }
        long kept = sent - KEPT_SECONDS * sampleRateHz;
        sent = Math.max(words.isEmpty() ? interpolatedStart(played) : wordStart(played), kept);
        forgetRunsBehind(sent);
        return OptionalLong.of(sent);
    }

    /** Where the first word begins that is not played whole; where no such word is placed, the last one ends there. */
    private long wordStart(long played) {
        long heard = 0;
        for (var word : words) {
            if (word.endSample() <= played) {
                heard = Math.max(heard, word.endSample());
            }
        }
        for (var word : words) {
            if (word.endSample() > played) {
                return Math.max(heard, Math.min(played, word.startSample()));
            }
        }
        return whole >= 0 ? played : heard;
    }

    private long interpolatedStart(long played) {
        return Math.ceilDiv(interpolated(played) * guessedTotal(), Math.max(1, text.length()));
    }

    private void forgetRunsBehind(long samples) {
        long left = samples;
        var kept = new ArrayList<Run>();
        for (var run : runs) {
            long of = Math.min(left, run.samples());
            if (of > 0) {
                kept.add(new Run(of, run.startNanos()));
            }
            left -= of;
        }
        runs.clear();
        runs.addAll(kept);
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
        int reached = (int) (text.length() * played / guessedTotal());
        int end = 0;
        for (int i = 1; i <= reached; i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                end = i;
            }
        }
        return end;
    }

    private long guessedTotal() {
        long guess = Math.max(sent, text.length() * NANOS_PER_CHARACTER / 1000 * sampleRateHz / 1_000_000);
        return whole >= 0 && !brokenOff ? whole : guess;
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
