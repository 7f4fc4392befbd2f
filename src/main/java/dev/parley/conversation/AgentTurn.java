package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.conversation.ConversationListener.Ending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One turn of the agent while it lasts. Belongs to the conversation's thread. */
final class AgentTurn {
    private static final Set<Ending> CALLED_OFF = EnumSet.of(Ending.CALLER_SILENT, Ending.AGENT_SAID_GOODBYE);

    final TurnId id;
    final String cause;
    final AgentEntry entry;
    final TurnTimes times = new TurnTimes();
    long beganAt;
    /** It answers what the caller probably said: until that is certain nothing of it sounds and nothing lasting is done. */
    boolean guess;
    /** What the model and the synthesis failed to do for a guess: it will not become a turn. */
    boolean broken;

    OptionalLong guessedAt = OptionalLong.empty();
    List<ChatMessage> guessedOn = List.of();
    /** Tools wait for the guess to be confirmed, because what they do lasts. */
    boolean toolsWait;
    /** What is told of a guess once it is a turn. */
    final List<Runnable> unreported = new ArrayList<>();

    int tokens;
    /** Length of the model's answer at hand, in characters. */
    int written;

    /** Texts that wait for their synthesis, and pieces that were handed to it, in order. */
    final Deque<Piece> waiting = new ArrayDeque<>();

    final List<Piece> issued = new ArrayList<>();

    /** What the model says with its own voice in the step at hand; among the issued ones once something of it is there. */
    Optional<Piece> voice = Optional.empty();

    /** Tools that run, by call id. */
    final Map<String, ToolCall> running = new LinkedHashMap<>();

    Chunker chunker = Chunker.ofAnswer();
    /** The model owes events of this turn. */
    boolean thinking;
    /** The step at hand wanted tools and their answers were not yet brought to the model. */
    boolean acting;

    boolean retried;
    /** The model's answer is not waited for any more. */
    boolean givenUp;

    boolean filled;
    /** The model was asked more than once for the answer at hand. */
    boolean delayed;
    /** A sentence was said while the model was waited for. */
    boolean bridged;

    boolean endsCall;
    /** Who has the call once this turn was heard or cut. */
    Optional<Role> successor = Optional.empty();

    /** It was begun because another one got stuck: it is not begun again. */
    boolean secondTry;

    /** Not even words interrupt it. */
    boolean uninterruptible;
    /** Nothing of it goes out until it is clear whether the caller interrupts. */
    boolean paused;
    /** How often the agent paused, or was cut, for nothing: in it, and in those in whose place it came. */
    int falseAlarms;
    /** It was cut while the model or a tool owed something of it. */
    boolean owed;

    int steps = 1;
    long askedAt;
    long actedAt;
    Optional<Long> firstTokenAt = Optional.empty();
    Optional<Long> firstSpokenAt = Optional.empty();
    OptionalLong firstSentAt = OptionalLong.empty();
    long progressAt;

    /** Set: it is a farewell, and the conversation ends with it. */
    Optional<Ending> farewell = Optional.empty();

    private int nextIndex;

    AgentTurn(TurnId id, String cause, AgentEntry entry) {
        this.id = id;
        this.cause = cause;
        this.entry = entry;
    }

    PieceId nextPiece() {
        return new PieceId(id, nextIndex++);
    }

    Optional<Piece> piece(PieceId piece) {
        return issued.stream().filter(p -> p.id().equals(Optional.of(piece))).findFirst();
    }

    boolean audible() {
        return firstSentAt.isPresent();
    }

    /** The model owes the first word of an answer, and nothing was said about the wait. */
    boolean awaited() {
        return thinking && firstTokenAt.isEmpty() && !bridged && farewell.isEmpty();
    }

    /** Nothing more will be said in it: neither the model nor a tool owes anything, and synthesis has done its part. */
    boolean complete() {
        return !unfinished() && waiting.isEmpty() && issued.stream().allMatch(Piece::resolved);
    }

    /** The model or a tool owes something of it. */
    boolean unfinished() {
        return thinking || acting;
    }

    /** Another persona is next; a call that ends has nobody next. */
    boolean handsOver() {
        return successor.isPresent() && farewell.isEmpty();
    }

    /** The caller waits for it. */
    boolean answersCaller() {
        return cause.equals("caller") || cause.equals(HandingOver.CAUSE);
    }

    /** Whether words interrupt it: a farewell that the caller answers is called off, unless it is out of our hands. */
    boolean interruptible() {
        return !uninterruptible && farewell.map(CALLED_OFF::contains).orElse(true);
    }

    String phase() {
        if (paused) {
            return "paused";
        }
        return farewell.isPresent()
                ? "farewell"
                : acting ? "acting" : audible() ? "speaking" : thinking ? "thinking" : "preparing";
    }

    Map<String, Object> spokenFacts(String how) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("how", how);
        facts.put("cause", cause);
        facts.put("pieces", issued.size());
        voice.ifPresent(estimated -> facts.put("words_estimated", true)); // no model tells where its words lie
        firstSentAt.ifPresent(sent -> {
            times.firstOfAnswer.ifPresent(reply -> facts.put("reply_ms", (reply - beganAt) / 1_000_000));
            firstSpokenAt.ifPresent(spoken -> facts.put("first_audio_ms", (sent - spoken) / 1_000_000));
        });
        return facts;
    }
}
