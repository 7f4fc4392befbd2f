package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The audio that a line has not reported as sent, and the last few seconds that it has: playback that was stopped goes on
 * from a place in those. Not thread-safe: the relay guards it.
 */
final class RelayedQueue {
    private static final int BYTES_PER_SAMPLE = 2;
    /** The ledger goes back 2 s at most from what was sent; a message more may have been sent since. */
    private static final long KEPT_MS = 2_200;

    private final Deque<RelayedAudio> unsent = new ArrayDeque<>();
    private final Deque<RelayedAudio> recent = new ArrayDeque<>();
    private final Map<PieceId, Long> given = new HashMap<>();
    private final long keptBytes;
    private long unsentBytes;
    private long recentBytes;

    RelayedQueue(long bytesPerSecond) {
        this.keptBytes = bytesPerSecond * KEPT_MS / 1_000;
    }

    /** Queues what follows of this piece; no bytes: it is complete. */
    RelayedAudio add(PieceId piece, byte[] pcm) {
        if (!given.containsKey(piece)) {
            given.keySet().removeIf(older -> older.turn().compareTo(piece.turn()) < 0);
        }
        long before = given.getOrDefault(piece, 0L);
        given.put(piece, before + pcm.length);
        var audio = new RelayedAudio(piece, pcm, before, 0);
        unsent.add(audio);
        unsentBytes += pcm.length;
        return audio;
    }

    /** A line reports. It pads a piece's end with silence, which may be reported but was never given. */
    void sent(PieceId piece, int samples) {
        int bytes = samples * BYTES_PER_SAMPLE;
        while (bytes > 0
                && !unsent.isEmpty()
                && unsent.peek().piece().equals(piece)
                && !unsent.peek().end()) {
            var audio = unsent.poll();
            int gone = Math.min(bytes, audio.length());
            bytes -= gone;
            unsentBytes -= gone;
            if (gone < audio.length()) {
                unsent.addFirst(audio.from(audio.from() + gone));
            } else {
                keep(audio);
            }
        }
        while (!unsent.isEmpty() && unsent.peek().end()) {
            keep(unsent.poll());
        }
    }

    private void keep(RelayedAudio audio) {
        recent.add(audio);
        recentBytes += audio.pcm().length;
        while (recentBytes - recent.peek().pcm().length > keptBytes) {
            recentBytes -= recent.poll().pcm().length;
        }
    }

    /** From this place on nothing counts as sent. */
    void rewind(PlayoutLedger.Position to) {
        long bytes = to.sample() * BYTES_PER_SAMPLE;
        if (!unsent.isEmpty()) {
            startAt(unsent.poll(), to.piece(), bytes);
        }
        while (!recent.isEmpty() && recent.peekLast().reaches(to.piece(), bytes)) {
            var audio = recent.pollLast();
            recentBytes -= audio.pcm().length;
            unsentBytes += audio.pcm().length;
            startAt(audio.from(0), to.piece(), bytes);
        }
    }

    /** Puts it back in front, to be sent from that place on. */
    private void startAt(RelayedAudio audio, PieceId piece, long bytes) {
        boolean inside = audio.piece().equals(piece) && audio.at() < bytes;
        int from =
                !audio.reaches(piece, bytes) ? audio.from() : inside && !audio.end() ? (int) (bytes - audio.at()) : 0;
        unsentBytes += audio.from() - from;
        unsent.addFirst(audio.from(from));
    }

    /** Drops the audio of turns up to this one. */
    void forget(TurnId turn) {
        unsent.removeIf(audio -> {
            boolean gone = audio.piece().turn().compareTo(turn) <= 0;
            unsentBytes -= gone ? audio.length() : 0;
            return gone;
        });
        recent.removeIf(audio -> {
            boolean gone = audio.piece().turn().compareTo(turn) <= 0;
            recentBytes -= gone ? audio.pcm().length : 0;
            return gone;
        });
        given.keySet().removeIf(piece -> piece.turn().compareTo(turn) <= 0);
    }

    Stream<RelayedAudio> unsent() {
        return unsent.stream();
    }

    long unsentBytes() {
        return unsentBytes;
    }

    /** Of what was sent and what was not. */
    long keptBytes() {
        return unsentBytes + recentBytes;
    }

    /** Samples of this piece that were given so far. */
    long given(PieceId piece) {
        return given.getOrDefault(piece, 0L) / BYTES_PER_SAMPLE;
    }

    /** Playback will not go back to what was sent. */
    void forgetRecent() {
        recent.clear();
        recentBytes = 0;
    }

    void clear() {
        unsent.clear();
        unsentBytes = 0;
        forgetRecent();
    }
}
