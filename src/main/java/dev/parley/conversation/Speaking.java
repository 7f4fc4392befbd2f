package dev.parley.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The agent's voice: pieces go out in order, a few ahead of playback; it knows when the last one was heard. */
final class Speaking {
    /** Pieces synthesised and not yet wholly sent: enough that none starts late, few enough to drop. */
    private static final int AHEAD = 3;
    /** Rounding of samples to time must not cost the last word. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Scene scene;
    private final Runnable heard;
    private final Runnable stuck;

    /**
     * @param heard the turn at hand is complete and was heard to its end
     * @param stuck neither audio nor synthesis moves
     */
    Speaking(Scene scene, Runnable heard, Runnable stuck) {
        this.scene = scene;
        this.heard = heard;
        this.stuck = stuck;
    }

    /** Says a fixed text in this turn. */
    void say(AgentTurn turn, String text) {
        say(turn, scene.modelSpeaks() ? List.of(text) : Chunker.piecesOf(text));
    }

    /** A guess became a turn: what was prepared of it goes on. */
    void confirmed(AgentTurn turn) {
        turn.progressAt = scene.now();
        pump(turn);
        proceed(turn);
    }

    void say(AgentTurn turn, List<String> texts) {
        add(turn, texts.stream().map(Piece::new).toList());
    }

    /** Says a fixed text that is no part of the answer. */
    void sayAside(AgentTurn turn, String text) {
        var texts = scene.modelSpeaks() ? List.of(text) : Chunker.piecesOf(text);
        add(turn, texts.stream().map(Piece::aside).toList());
    }

    private void add(AgentTurn turn, List<Piece> pieces) {
        pieces.forEach(turn.entry::add);
        turn.waiting.addAll(pieces);
        pump(turn);
    }

    /** The model will answer with its own voice: as which piece. */
    PieceId expectVoice(AgentTurn turn) {
        var voice = new Piece("");
        var id = turn.nextPiece();
        voice.issued(id);
        scene.ledger.begin(id, "");
        turn.voice = Optional.of(voice);
        return id;
    }

    /** Words of the model's own voice. */
    void voiced(AgentTurn turn, String words) {
        turn.voice.ifPresent(voice -> {
            voice.text += words;
            scene.ledger.grows(voice.id().orElseThrow(), words);
            scene.tell(new Caption.AgentSays(voice.id().orElseThrow(), words));
            turn.firstSpokenAt = turn.firstSpokenAt.or(() -> Optional.of(scene.now()));
            turn.times.firstPiece = TurnTimes.first(turn.times.firstPiece, scene.now());
            voiceBegan(turn, voice);
        });
    }

    /** Something of the model's voice is there: from now on it is a piece like any other. */
    private void voiceBegan(AgentTurn turn, Piece voice) {
        if (!turn.issued.contains(voice)) {
            turn.issued.add(voice);
            turn.entry.add(voice);
            proceed(turn);
        }
    }

    private void voiceBegan(AgentTurn turn, PieceId id) {
        turn.voice.filter(voice -> voice.id().equals(Optional.of(id))).ifPresent(voice -> voiceBegan(turn, voice));
    }

    /** Audio went out; {@code cut}: it was the last of a turn that is being cut, from which nothing more follows. */
    void sent(ConversationEvent.Sent sent, boolean cut) {
        scene.ledger.sent(sent.piece(), sent.samples(), sent.atNanos());
        scene.turn(sent.piece().turn()).ifPresent(turn -> {
            voiceBegan(turn, sent.piece());
            if (!turn.audible()) {
                turn.firstSentAt = OptionalLong.of(sent.atNanos());
                turn.times.firstSent = turn.firstSentAt;
                turn.entry.beganToSound(scene.offsetMs());
            }
            if (turn.piece(sent.piece()).filter(piece -> !piece.aside).isPresent()) {
                turn.times.firstOfAnswer = TurnTimes.first(turn.times.firstOfAnswer, sent.atNanos());
            }
            turn.progressAt = scene.now();
            if (!cut && scene.ledger.allSent(sent.piece())) {
                pump(turn);
                proceed(turn);
            }
        });
    }

    void spoken(EngineEvent.PieceSpoken spoken) {
        scene.ledger.given(spoken.piece(), spoken.samples());
        scene.turn(spoken.piece().turn())
                .ifPresent(turn -> turn.piece(spoken.piece()).ifPresent(piece -> {
                    piece.given();
                    turn.progressAt = scene.now();
                    speakLostOnesAgain(turn);
                    pump(turn);
                    proceed(turn);
                }));
    }

    void lost(ConversationEvent.PieceLost lost) {
        scene.ledger.brokeOff(lost.piece(), lost.samplesGiven());
        scene.turn(lost.piece().turn())
                .ifPresent(turn -> turn.piece(lost.piece()).ifPresent(piece -> {
                    turn.broken |= turn.guess;
                    piece.lost();
                    turn.progressAt = scene.now();
                    if (!lost.retryable() || lost.samplesGiven() > 0 || piece.aside) {
                        piece.mayBeSpokenAgain(); // that was its last time: half a sentence is not begun anew
                        piece.given();
                    }
                    scene.decided("piece lost", Map.of("piece", lost.piece().index(), "retryable", lost.retryable()));
                    speakLostOnesAgain(turn);
                    pump(turn);
                    proceed(turn);
                }));
    }

    /** Arms what ends the turn: the watch over playback, or the moment at which its last word will have been heard. */
    void proceed(AgentTurn turn) {
        if (turn.guess || turn.paused) {
            return; // nothing of it sounds
        }
        boolean allSent = allSent(turn);
        if (turn.complete() && allSent) {
            scene.stop(Deadline.PLAYBACK);
            if (turn.audible()) {
                scene.start(
                        Deadline.PLAYED_OUT,
                        Duration.ofNanos(scene.ledger.heardUntil() - scene.now())
                                .plus(ROUNDING));
            } else {
                heard.run();
            }
        } else if (!allSent && scene.lineThere() && !scene.runs(Deadline.PLAYBACK)) {
            turn.progressAt = scene.now();
            scene.start(Deadline.PLAYBACK);
        }
    }

    void watch(AgentTurn turn) {
        if (allSent(turn)) {
            proceed(turn);
            return;
        }
        var quiet = Duration.ofNanos(scene.now() - turn.progressAt);
        if (quiet.compareTo(Deadline.PLAYBACK.usual()) < 0) {
            scene.start(Deadline.PLAYBACK, Deadline.PLAYBACK.usual().minus(quiet));
        } else {
            stuck.run();
        }
    }

    private void pump(AgentTurn turn) {
        long ahead = turn.issued.stream()
                .filter(piece -> !scene.ledger.allSent(piece.id().orElseThrow()))
                .count();
        boolean holding = turn.issued.stream().anyMatch(Piece::isLost) && !resolved(turn);
        while (!holding && ahead++ < (turn.guess ? 1 : AHEAD) && !turn.waiting.isEmpty()) {
            var piece = turn.waiting.poll();
            var id = turn.nextPiece();
            var text = piece.text.strip();
            piece.issued(id);
            turn.issued.add(piece);
            scene.ledger.begin(id, piece.text);
            if (turn.firstSpokenAt.isEmpty()) {
                turn.firstSpokenAt = Optional.of(scene.now());
            }
            if (!piece.aside) {
                turn.times.firstPiece = TurnTimes.first(turn.times.firstPiece, scene.now());
            }
            scene.emit(new Effect.Speak(id, text));
            if (!turn.guess) {
                scene.says(piece);
            }
            proceed(turn);
        }
    }

    /** Whether nothing is left to be said but a question: short words may be its answer. */
    boolean asks(AgentTurn turn) {
        if (!turn.complete() || turn.issued.isEmpty()) {
            return false;
        }
        var before = turn.issued.subList(0, turn.issued.size() - 1);
        return turn.issued.getLast().text.strip().endsWith("?") && allSent(before);
    }

    private boolean allSent(AgentTurn turn) {
        return allSent(turn.issued);
    }

    private boolean allSent(List<Piece> pieces) {
        return pieces.stream().allMatch(piece -> scene.ledger.allSent(piece.id().orElseThrow()));
    }

    private static boolean resolved(AgentTurn turn) {
        return turn.issued.stream().allMatch(Piece::resolved);
    }

    /**
     * A lost piece is spoken once more, behind those before it and before those after it. Once a later one was spoken it is
     * skipped: out of order it would be nonsense. So this waits until synthesis is done with every piece it has.
     */
    private void speakLostOnesAgain(AgentTurn turn) {
        if (!resolved(turn)) {
            return;
        }
        for (int i = turn.issued.size() - 1; i >= 0 && turn.issued.get(i).isLost(); i--) {
            var piece = turn.issued.get(i);
            if (piece.mayBeSpokenAgain()) {
                turn.issued.remove(i);
                turn.waiting.addFirst(piece);
            }
        }
    }
}
