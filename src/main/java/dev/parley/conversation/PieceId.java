package dev.parley.conversation;

/**
 * A speakable piece of an answer, in the order in which it is spoken.
 *
 * @param turn whose answer it belongs to
 * @param index from 0, without holes
 */
public record PieceId(TurnId turn, int index) {
    @Override
    public String toString() {
        return turn + " piece " + index;
    }
}
