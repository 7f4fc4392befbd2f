package dev.parley.conversation;

import dev.parley.agents.PromptNotRendered;
import dev.parley.agents.Tools;
import dev.parley.config.ConversationSettings;
import dev.parley.sessions.ConversationSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a conversation takes place: its engine, its tools, its limits, and the time and threads it lives on. Calls have the
 * node's, a rehearsal brings its own. Keeps no book: who begins a conversation keeps it. Thread-safe.
 */
public final class Stage {
    private final Engine engine;
    private final Tools tools;
    private final ConversationSettings settings;
    private final Casting casting;
    private final Surroundings surroundings;

    /** Where nobody takes over from the persona that answers. */
    public Stage(Engine engine, Tools tools, ConversationSettings settings, Clock clock, Surroundings surroundings) {
        this(engine, tools, settings, clock, surroundings, Successors.NOBODY);
    }

    /**
     * @param clock tells the prompt what day and time it is
     * @param successors who may take over
     */
    public Stage(
            Engine engine,
            Tools tools,
            ConversationSettings settings,
            Clock clock,
            Surroundings surroundings,
            Successors successors) {
        this.engine = engine;
        this.tools = tools;
        this.settings = settings;
        this.casting = new Casting(engine, successors, clock);
        this.surroundings = surroundings;
    }

    /**
     * Begins a conversation on a line that is attached: opens the engine, greets, listens. Returns at once.
     *
     * @throws ConversationRefused when the persona's prompt cannot be filled, or the engine does not open
     */
    public LiveConversation begin(Opening opening, Line line, ConversationListener listener) {
        return begin(opening, line, listener, conversation -> {});
    }

    /** @param prepared gets it before anything happens in it */
    LiveConversation begin(
            Opening opening, Line line, ConversationListener listener, Consumer<RunningConversation> prepared) {
        try {
            var conversation = conversation(opening, line, listener);
            prepared.accept(conversation);
            conversation.begin(engine);
            return conversation;
        } catch (PromptNotRendered e) {
            failedAtOnce(opening);
            throw new ConversationRefused(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ConversationRefused("the conversation could not begin: " + e.getMessage(), e);
        }
    }

    /** This persona cannot lead the call, however often it is tried: who watches is told as of any call that failed. */
    private void failedAtOnce(Opening opening) {
        long at = surroundings.time().nanos();
        surroundings.observers().forEach(observer -> {
            observer.began(opening, at);
            observer.ended(opening.callId(), ConversationListener.Ending.FAILED, Duration.ZERO, at);
        });
    }

    private RunningConversation conversation(Opening opening, Line line, ConversationListener listener) {
        var role = casting.first(opening);
        var said = opening.memory().map(ConversationSnapshot::said).orElse(List.of());
        var scene = new Scene(
                opening,
                role,
                new History(role.instructions(), said),
                new PlayoutLedger(line.format(), line.playoutDelay()),
                tools);
        var machine = new TurnMachine(scene, new TurnMachine.Limits(settings.longestCall(), settings.takeover()));
        return new RunningConversation(scene, machine, casting, line, listener, surroundings);
    }
}
