package dev.parley.conversation;

import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.PromptNotRendered;
import dev.parley.agents.Tools;
import dev.parley.config.ConversationSettings;
import dev.parley.conversation.turns.AdaptivePause;
import dev.parley.conversation.turns.BargeIn;
import dev.parley.conversation.turns.EndOfTurn;
import dev.parley.conversation.turns.FixedPause;
import dev.parley.conversation.turns.SentenceEnd;
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
    private final Clock clock;
    private final Surroundings surroundings;

    /** @param clock tells the prompt what day and time it is */
    public Stage(Engine engine, Tools tools, ConversationSettings settings, Clock clock, Surroundings surroundings) {
        this.engine = engine;
        this.tools = tools;
        this.settings = settings;
        this.clock = clock;
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
        var persona = opening.persona();
        var values = PromptValues.of(opening, clock);
        var scene = new Scene(
                opening,
                engine.instead(persona),
                new History(
                        persona.prompt().render(values),
                        opening.memory().map(ConversationSnapshot::said).orElse(List.of())),
                new PlayoutLedger(line.format(), line.playoutDelay()),
                tools);
        var machine = new TurnMachine(
                scene,
                new TurnMachine.Limits(settings.longestCall(), settings.takeover()),
                persona.greetingFor(values),
                BargeIn.of(persona.turns().interruption(), persona.language()),
                endOfTurn(persona.endOfTurn().by()));
        return new RunningConversation(scene, machine, line, listener, surroundings);
    }

    private static EndOfTurn endOfTurn(EndOfTurnBy by) {
        return switch (by) {
            case PAUSE -> new FixedPause();
            case SENTENCE -> new SentenceEnd();
            case ADAPTIVE, MEANING -> new AdaptivePause();
        };
    }
}
