package dev.parley.conversation;

import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one truth of what the caller heard. Fed with what was sent and when: {@code playedUntil = max(playedUntil, sent) +
 * duration}, which stands still on underrun. What is heard at a time lies between that and that less the line's play-out
 * delay; the earlier word counts. Times are nanoseconds of one clock. Not thread-safe.
 */
final class PlayoutLedger {
    private final AudioFormat format;
    private final Map<PieceId, PieceAudio> pieces = new LinkedHashMap<>();
    private long delayNanos;
    private long playedUntil = Long.MIN_VALUE;

    PlayoutLedger(AudioFormat format, Duration playoutDelay) {
        this.format = format;
        this.delayNanos = playoutDelay.toNanos();
    }

    void delay(Duration playoutDelay) {
        delayNanos = playoutDelay.toNanos();
    }

    void begin(PieceId piece, String text) {
        pieces.put(piece, new PieceAudio(text, format.sampleRateHz()));
    }

    /** More words of the piece are known. */
    void grows(PieceId id, String words) {
        var piece = pieces.get(id);
        if (piece != null) {
            piece.grows(words);
        }
    }

    /** Samples of this piece that the caller has surely heard at that time. */
    long heardSamples(PieceId id, long atNanos) {
        var piece = pieces.get(id);
        return piece == null ? 0 : piece.samplesPlayed(atNanos - delayNanos);
    }

    void placed(EngineEvent.WordPlaced word) {
        var piece = pieces.get(word.piece());
        if (piece != null) {
            piece.placed(word.textEnd(), word.offsetMs(), word.durationMs());
        }
    }

    void given(PieceId id, long samples) {
        var piece = pieces.get(id);
        if (piece != null) {
            piece.given(samples);
        }
    }

    void brokeOff(PieceId id, long samples) {
        var piece = pieces.get(id);
        if (piece != null) {
            piece.brokeOff(samples);
        }
    }

    void sent(PieceId id, int samples, long atNanos) {
        long start = Math.max(playedUntil, atNanos);
        playedUntil = start + format.nanosOf(samples);
        var piece = pieces.get(id);
        if (piece != null) {
            piece.sent(samples, start);
        }
    }

    boolean begun(PieceId id) {
        var piece = pieces.get(id);
        return piece != null && piece.begun();
    }

    boolean allSent(PieceId id) {
        var piece = pieces.get(id);
        return piece == null || piece.allSent();
    }

    /** What of this piece the caller has surely heard at that time: whole words. */
    String heard(PieceId id, long atNanos) {
        var piece = pieces.get(id);
        return piece == null ? "" : piece.playedAt(atNanos - delayNanos);
    }

    /** When the last sample sent so far will have been heard, at the latest. */
    long heardUntil() {
        return playedUntil == Long.MIN_VALUE ? Long.MIN_VALUE : playedUntil + delayNanos;
    }

    /** Playback was cut at that time: what was still to come of it will not play. */
    void cut(long atNanos) {
        playedUntil = Math.min(playedUntil, atNanos);
    }

    /**
     * Playback was stopped at that time and will go on: what was not heard counts as not sent. Returns where it goes on, the
     * first word that was not heard whole; empty where all that went out was heard.
     */
    Optional<Position> rewind(long atNanos) {
        cut(atNanos);
        var first = Optional.<Position>empty();
        for (var entry : pieces.entrySet()) {
            var rewound = entry.getValue().rewind(atNanos - delayNanos);
            if (rewound.isPresent() && first.isEmpty()) {
                first = Optional.of(new Position(entry.getKey(), rewound.getAsLong()));
            }
        }
        return first;
    }

    /** A place in what is spoken: so many samples into a piece. */
    record Position(PieceId piece, long sample) {}

    /** Forgets the pieces of turns up to this one; what was heard of them is in the history. */
    void forget(TurnId turn) {
        pieces.keySet().removeIf(id -> id.turn().compareTo(turn) <= 0);
    }
}
