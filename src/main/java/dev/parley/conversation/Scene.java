package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import dev.parley.sessions.ConversationSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the parts of a turn machine share: who talks, what was said, what time it is, which timers run, and the effects of
 * the event at hand. Belongs to the conversation's thread.
 */
final class Scene {
    final Opening opening;
    final History history;
    final PlayoutLedger ledger;
    final Tools tools;

    /** More turns than nearly any call has; of a longer one the last are kept. */
    private static final int MOST_REPORTS = 200;

    /** Who has the call next. */
    Optional<Role> successor = Optional.empty();

    private Role role;
    private Persona persona;
    private Optional<Persona> instead;
    private boolean fellBack;
    private final Map<Deadline, Long> running = new EnumMap<>(Deadline.class);
    private List<TurnReport> reports = List.of();
    private List<Effect> effects = new ArrayList<>();
    private Optional<AgentTurn> turn = Optional.empty();
    private Optional<AgentTurn> guess = Optional.empty();
    /** What the caller seemed to interrupt, until somebody says something. */
    private Optional<AgentTurn> cutShort = Optional.empty();

    private TurnId last;
    private boolean lineThere = true;
    private boolean callerSpeaks;
    private long began;
    private long now;
    private long timers;

    /** @param role of who answers */
    Scene(Opening opening, Role role, History history, PlayoutLedger ledger, Tools tools) {
        this.role = role;
        this.persona = role.persona();
        this.instead = role.instead();
        this.opening = opening;
        this.history = history;
        this.ledger = ledger;
        this.tools = tools;
        this.last = new TurnId(opening.memory().map(ConversationSnapshot::turns).orElse(0) - 1);
    }

    Persona persona() {
        return persona;
    }

    Role role() {
        return role;
    }

    /** Another persona has the call from now on; true: another engine, too. */
    boolean handOver(Role to) {
        var from = persona.id();
        boolean changes = changesEngine(to);
        successor = Optional.empty();
        role = to;
        persona = played(to);
        instead = fellBack ? Optional.empty() : to.instead();
        history.instructed(to.instructions());
        var now = persona;
        decided("hand-off", Map.of("from", from.value(), "to", now.id().value(), "other_engine", changes));
        long at = this.now;
        observe(o -> o.handedOver(opening.callId(), now, at));
        tell(new Caption.HandedOver(now.id().value(), now.name(), now.revision()));
        emit(new Effect.HandOff(persona, history.messages(), tools()));
        return changes;
    }

    /** Whether another engine is to go on when that one has the call. */
    boolean changesEngine(Role to) {
        return played(to).pipeline() != persona.pipeline();
    }

    /** An engine that was not to be had in this call is not tried again. */
    private Persona played(Role by) {
        return fellBack ? by.instead().orElse(by.persona()) : by.persona();
    }

    /** Whether another engine could go on. */
    boolean canFallBack() {
        return instead.isPresent();
    }

    /** Another engine goes on, with the same persona. */
    void fallBack(String reason) {
        persona = instead.orElseThrow();
        instead = Optional.empty();
        fellBack = true;
        decided("engine fell back", Map.of("reason", reason));
        emit(new Effect.FallBack(persona, history.messages()));
    }

    /** What the model may call: the persona's tools, those of whoever is at the line, and the others who may take over. */
    List<ToolSchema> tools() {
        var all = new ArrayList<>(tools.schemas(persona().tools()));
        all.addAll(role.clientTools());
        persona().handOffs().forEach(other -> all.add(other.schema()));
        return all;
    }

    /** Whether whoever is at the line runs that tool. */
    boolean isOfClient(String tool) {
        return role.clientTools().stream().anyMatch(schema -> schema.name().equals(tool));
    }

    /** Whether one model hears and speaks for itself: then nobody knows words before the caller's turn is over. */
    boolean modelSpeaks() {
        return persona().pipeline() == Persona.Pipeline.REALTIME;
    }

    /** Whether a caller whom nobody here can help is handed to a person. */
    boolean handsOver() {
        return persona().limits().transferTo().isPresent();
    }

    void enter(long nowNanos) {
        now = nowNanos;
    }

    List<Effect> leave() {
        var done = effects;
        effects = new ArrayList<>();
        return done;
    }

    void begin() {
        var before = opening.memory().map(ConversationSnapshot::lasted).orElse(Duration.ZERO);
        began = now - before.toNanos();
    }

    long now() {
        return now;
    }

    Duration lasted() {
        return Duration.ofNanos(now - began);
    }

    long offsetMs() {
        return (now - began) / 1_000_000;
    }

    /** The turn in which the agent has the floor, from the decision to answer until the answer was heard or cut. */
    Optional<AgentTurn> turn() {
        return turn;
    }

    /** A turn that may become one: it has no floor, and history knows nothing of it. Never beside a turn. */
    Optional<AgentTurn> guess() {
        return guess;
    }

    /** The turn or guess of that number, where it is the one at hand: answers to others are late. */
    Optional<AgentTurn> turn(TurnId id) {
        return turn.or(this::guess).filter(current -> current.id.equals(id));
    }

    /** The caller cuts what that turn says aloud. */
    void cutShort(AgentTurn turn) {
        turn.owed = turn.unfinished();
        cutShort = Optional.of(turn).filter(each -> each.audible() && !each.handsOver());
    }

    /** Whoever cut it meant that. */
    void cutForGood() {
        cutShort = Optional.empty();
    }

    /** The turn that was cut and that nothing was said behind; a model that speaks for itself has forgotten the rest of it. */
    Optional<AgentTurn> cutForNothing() {
        return cutShort.filter(turn -> !modelSpeaks());
    }

    AgentTurn beginTurn(String cause) {
        cutShort = Optional.empty();
        var began = newTurn(cause);
        takeTurn(began);
        return began;
    }

    private AgentTurn newTurn(String cause) {
        last = last.next();
        return new AgentTurn(
                last, cause, new AgentEntry(offsetMs(), Optional.of(persona.id().value())));
    }

    /** Begins to think on messages that end with what the caller probably said. */
    AgentTurn beginGuess(List<ChatMessage> messages) {
        var began = newTurn("caller");
        began.guess = true;
        began.guessedAt = OptionalLong.of(now);
        began.guessedOn = List.copyOf(messages);
        guess = Optional.of(began);
        return began;
    }

    void endGuess() {
        guess.ifPresent(wrong -> ledger.forget(wrong.id));
        guess = Optional.empty();
    }

    /** This turn has the floor from now on. */
    void takeTurn(AgentTurn taken) {
        guess = Optional.empty();
        taken.guess = false;
        taken.beganAt = now;
        taken.times.decided = OptionalLong.of(now);
        history.agentBegins(taken.entry);
        turn = Optional.of(taken);
        stop(Deadline.SILENCE);
        observe(o -> o.turnBegan(opening.callId(), taken.id, taken.cause, taken.beganAt));
        tell(new Caption.TurnBegan(taken.id, taken.cause));
        taken.issued.forEach(this::says);
    }

    /** Ends the turn at hand: history keeps what was heard of it. */
    void endTurn(String how) {
        var ended = turn.orElseThrow();
        long at = now;
        history.settle(ended.entry, ledger, at);
        ledger.forget(ended.id);
        turn = Optional.empty();
        ended.firstSpokenAt.ifPresent(from -> observe(o ->
                o.stageEnded(opening.callId(), ended.id, TurnObserver.Stage.SPEAK, from, at, ended.spokenFacts(how))));
        var report = ended.times.report(ended, how);
        var all = new ArrayList<>(reports.size() < MOST_REPORTS ? reports : reports.subList(1, MOST_REPORTS));
        all.add(report);
        reports = List.copyOf(all);
        observe(o -> o.turnEnded(opening.callId(), report, at));
        tell(new Caption.TurnEnded(report, ended.entry.heard(), ended.entry.wasCut()));
    }

    /** The caller said this, and it counts. */
    void callerSaid(String text) {
        callerQuiet();
        notesSaid();
        cutShort = Optional.empty();
        history.callerSaid(text, offsetMs());
        tell(new Caption.CallerSaid(text, false));
    }

    /** What was noted counts from now on: a model that keeps its own history learns of it now, so that no answer comes before. */
    void notesSaid() {
        if (modelSpeaks()) {
            history.untoldNotes().forEach(note -> emit(new Effect.TellEntered(note)));
        }
        history.notesSaid(offsetMs());
    }

    void callerSpeaks() {
        if (!callerSpeaks) {
            callerSpeaks = true;
            tell(new Caption.CallerSpeaks());
        }
    }

    void callerQuiet() {
        if (callerSpeaks) {
            callerSpeaks = false;
            tell(new Caption.CallerQuiet());
        }
    }

    /** Of a turn that has the floor. */
    void says(Piece piece) {
        tell(new Caption.AgentSays(piece.id().orElseThrow(), piece.text));
    }

    void tell(Caption caption) {
        emit(new Effect.Tell(caption));
    }

    /** What the turns so far took, oldest first. */
    List<TurnReport> reports() {
        return reports;
    }

    TurnId lastTurn() {
        return last;
    }

    boolean lineThere() {
        return lineThere;
    }

    void lineThere(boolean there) {
        lineThere = there;
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    void observe(Consumer<TurnObserver> what) {
        emit(new Effect.Observe(what));
    }

    void decided(String decision, Map<String, Object> facts) {
        var of = turn.map(t -> t.id).orElse(last);
        long at = now;
        observe(o -> o.decided(opening.callId(), of, decision, facts, at));
    }

    void start(Deadline deadline) {
        start(deadline, deadline.usual());
    }

    void start(Deadline deadline, Duration after) {
        running.put(deadline, ++timers);
        emit(new Effect.StartTimer(deadline, timers, after.isNegative() ? Duration.ZERO : after));
    }

    void stop(Deadline... deadlines) {
        for (var deadline : deadlines) {
            if (running.remove(deadline) != null) {
                emit(new Effect.StopTimer(deadline));
            }
        }
    }

    void stopAll() {
        stop(Deadline.values());
    }

    boolean runs(Deadline deadline) {
        return running.containsKey(deadline);
    }

    /** Whether this is the timer that runs for the deadline; it no longer does. */
    boolean passed(Deadline deadline, long timer) {
        return running.remove(deadline, timer);
    }
}
