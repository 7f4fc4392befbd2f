package dev.parley.conversation;

import java.util.Arrays;

/**
 * A stretch of a piece's audio on its way through the relay.
 *
 * @param pcm never changed; no bytes: the piece's end
 * @param at bytes of the piece before this
 * @param from bytes of this that were sent
 */
record RelayedAudio(PieceId piece, byte[] pcm, long at, int from) {
    boolean end() {
        return pcm.length == 0;
    }

    int length() {
        return pcm.length - from;
    }

    RelayedAudio from(int bytes) {
        return new RelayedAudio(piece, pcm, at, bytes);
    }

    /** Whether it plays behind that place, at least in part. */
    boolean reaches(PieceId place, long bytes) {
        if (piece.equals(place)) {
            return end() || at + pcm.length > bytes;
        }
        int turns = piece.turn().compareTo(place.turn());
        return turns > 0 || turns == 0 && piece.index() > place.index();
    }

    /** Gives the line what was not sent of it. */
    void handTo(Line line) {
        if (end()) {
            line.pieceComplete(piece);
        } else {
            line.play(piece, from == 0 ? pcm : Arrays.copyOfRange(pcm, from, pcm.length));
        }
    }
}
