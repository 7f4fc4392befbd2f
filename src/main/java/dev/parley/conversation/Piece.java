package dev.parley.conversation;

import java.util.Optional;

/** A speakable piece of an answer on its way to the caller. Belongs to the conversation's thread. */
final class Piece {
    /** Grows while a model speaks it. */
    String text;

    /** Words for the wait, which are no part of the answer. */
    final boolean aside;

    private Optional<PieceId> id = Optional.empty();
    private Optional<String> heard = Optional.empty();
    private boolean resolved;
    private boolean lost;
    private boolean again;

    Piece(String text) {
        this(text, false);
    }

    private Piece(String text, boolean aside) {
        this.text = text;
        this.aside = aside;
    }

    static Piece aside(String text) {
        return new Piece(text, true);
    }

    /** One of another node, of which this was heard. */
    static Piece heard(String text) {
        var piece = new Piece(text);
        piece.heard = Optional.of(text);
        return piece;
    }

    void issued(PieceId as) {
        id = Optional.of(as);
        resolved = false;
        lost = false;
    }

    void given() {
        resolved = true;
    }

    void lost() {
        resolved = true;
        lost = true;
    }

    /** Whether it may be spoken once more; true once. */
    boolean mayBeSpokenAgain() {
        boolean may = lost && !again;
        again = true;
        return may;
    }

    boolean resolved() {
        return resolved;
    }

    boolean isLost() {
        return lost;
    }

    Optional<PieceId> id() {
        return id;
    }

    /** From here on only what was heard is left of it. */
    void settle(PlayoutLedger ledger, long atNanos) {
        heard = Optional.of(heardAt(ledger, atNanos));
    }

    String heardAt(PlayoutLedger ledger, long atNanos) {
        return heard.orElseGet(
                () -> id.map(piece -> ledger.heard(piece, atNanos)).orElse(""));
    }

    /** What the model is told: all of it while it is under way, what was heard of it afterwards. */
    String known() {
        return heard.orElse(text);
    }
}
