package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of tokens into speakable pieces. The first is short, so that speaking begins early: the first clause of some
 * length, or the first sentence. Later ones are sentences; long ones are cut at commas. However the tokens fall, the pieces
 * are the same, and laid end to end they are the spoken text: each brings the space behind it. Not thread-safe; one per step of an answer.
 */
final class Chunker {
    /** A first piece shorter than this sounds clipped before the next one is there. */
    private static final int FIRST_CLAUSE = 12;
    /** From here on a sentence is cut at a comma: synthesis of the rest overlaps its playing. */
    private static final int LONG = 100;
    /** A clause shorter than this is not worth a cut. */
    private static final int CLAUSE = 40;
    /** No piece is longer: it would take too long to synthesise and to drop. */
    static final int LONGEST = 200;

    private final StringBuilder written = new StringBuilder();
    private boolean first;

    private Chunker(boolean first) {
        this.first = first;
    }

    /** For an answer that is still being thought: the first piece is short. */
    static Chunker ofAnswer() {
        return new Chunker(true);
    }

    /** The pieces of a text that is known whole. */
    static List<String> piecesOf(String text) {
        var chunker = new Chunker(false);
        var pieces = new ArrayList<>(chunker.add(text));
        pieces.addAll(chunker.finish());
        return pieces;
    }

    /** Pieces that are complete with this token; mostly none. */
    List<String> add(String token) {
        written.append(token);
        return cut(false);
    }

    /** The rest. */
    List<String> finish() {
        return cut(true);
    }

    private List<String> cut(boolean atEnd) {
        var pieces = new ArrayList<String>();
        for (int end = nextCut(); end > 0; end = nextCut()) {
            take(end, pieces);
        }
        if (atEnd && !written.isEmpty()) {
            take(written.length(), pieces);
        }
        return pieces;
    }

    private void take(int end, List<String> pieces) {
        var raw = written.substring(0, end);
        written.delete(0, end);
        var text = SpeakableText.of(raw);
        if (SpeakableText.hasWords(text)) {
            first = false;
            boolean apart = written.isEmpty() || Character.isWhitespace(raw.charAt(end - 1));
            pieces.add(apart ? text + " " : text);
        }
    }

    /** Where the text at hand is to be cut, 0 where more must come first. */
    private int nextCut() {
        int clause = 0;
        int space = 0;
        boolean words = false;
        for (int at = 1; at < written.length(); at++) {
            words |= Character.isLetterOrDigit(written.charAt(at - 1));
            if (at > LONGEST) {
                return clause > 0 ? clause : space > 0 ? space : whole(LONGEST);
            }
            if (!words) {
                continue;
            }
            var kind = Boundaries.before(written, at);
            if (kind == Boundaries.Kind.SENTENCE) {
                return clause > 0 && at > LONG ? clause : at;
            }
            if (kind == Boundaries.Kind.CLAUSE && at >= (first ? FIRST_CLAUSE : CLAUSE)) {
                if (first) {
                    return at;
                }
                clause = clause == 0 || at <= LONG ? at : clause;
            }
            if (clause > 0 && at > LONG) {
                return clause;
            }
            if (Character.isWhitespace(written.charAt(at - 1))) {
                space = at;
            }
        }
        return 0;
    }

    private int whole(int at) {
        return Character.isLowSurrogate(written.charAt(at)) ? at - 1 : at;
    }
}
