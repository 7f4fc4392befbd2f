package dev.parley.emulator.realtime.webrtc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is to be heard, in frames of 10 ms at the pace of hearing, and how far it was heard: the service's output audio buffer.
 * 24 kHz. Thread-safe.
 */
final class Playout {
    static final int RATE_HZ = 24_000;
    private static final int FRAME = RATE_HZ / 100;
    /** Ten minutes: the longest answer, and a few more. */
    private static final long MOST_SAMPLES = 600L * RATE_HZ;

    private final Consumer<String> started;
    private final Consumer<String> stopped;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long waiting;
    private int at;
    private String sounding = "";
    private String item = "";
    private long itemSamples;

    /** Audio of an item; without samples it is the end of its response. */
    private record Piece(String response, String item, short[] pcm) {}

    /** An item that was cut, and how much of it was heard. */
    record Cut(String response, String item, long heardMs) {}

    /**
     * @param started told by {@link #next} of a response's id when its first sound leaves
     * @param stopped told by {@link #next} when all of it has left
     */
    Playout(Consumer<String> started, Consumer<String> stopped) {
        this.started = started;
        this.stopped = stopped;
    }

    /** Whether there was room. */
    synchronized boolean add(String response, String itemId, short[] pcm) {
        if (waiting + pcm.length > MOST_SAMPLES) {
            return false;
        }
        if (pcm.length > 0) {
            pieces.add(new Piece(response, itemId, pcm));
            waiting += pcm.length;
        }
        return true;
    }

    /** No more comes of this response. */
    synchronized void end(String response) {
        pieces.add(new Piece(response, "", new short[0]));
    }

    /** The next 10 ms: silence where nothing waits. */
    synchronized short[] next() {
        var frame = new short[FRAME];
        int filled = 0;
        while (filled < FRAME && !pieces.isEmpty()) {
            Piece head = pieces.getFirst();
            if (head.pcm().length == 0) {
                pieces.removeFirst();
                ended(head.response());
                continue;
            }
            begun(head);
            int length = Math.min(FRAME - filled, head.pcm().length - at);
            System.arraycopy(head.pcm(), at, frame, filled, length);
            filled += length;
            at += length;
            itemSamples += length;
            waiting -= length;
            if (at == head.pcm().length) {
                pieces.removeFirst();
                at = 0;
            }
        }
        return frame;
    }

    /** Empties it; what was cut, in order: the first may have been heard in part, the others not at all. */
    synchronized List<Cut> cut() {
        List<Cut> cuts = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean known = cuts.stream().anyMatch(each -> each.item().equals(piece.item()));
            if (piece.pcm().length > 0 && !known) {
                long heard = piece.item().equals(item) ? itemSamples * 1000 / RATE_HZ : 0;
                cuts.add(new Cut(piece.response(), piece.item(), heard));
            }
        }
        pieces.clear();
        waiting = 0;
        at = 0;
        sounding = "";
        return cuts;
    }

    private void begun(Piece piece) {
        if (!piece.response().equals(sounding)) {
            sounding = piece.response();
            started.accept(sounding);
        }
        if (!piece.item().equals(item)) {
            item = piece.item();
            itemSamples = 0;
        }
    }

    private void ended(String response) {
        if (response.equals(sounding)) {
            sounding = "";
            stopped.accept(response);
        }
    }
}
