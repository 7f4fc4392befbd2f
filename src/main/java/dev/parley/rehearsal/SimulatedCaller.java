package dev.parley.rehearsal;

import dev.parley.agents.CallerStep;
import dev.parley.agents.CallerStep.Act;
import dev.parley.agents.ExpectedCall.EndedBy;
import dev.parley.agents.PersonaTest;
import dev.parley.conversation.LiveConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A caller who does what a test says, each thing at its time: when the agent has been heard out, or after some of its words. Looks
 * about at every tick; belongs to the thread that ticks.
 */
final class SimulatedCaller {
    /** People answer a little after the other has stopped. */
    private static final Duration REACTION = Duration.ofMillis(300);
    /** An agent that was silent so long after its answer has said it. */
    private static final Duration SETTLED = Duration.ofMillis(500);
    /** What was said into the agent's words and did not cut them is answered by then, or not at all. */
    private static final Duration ASIDE = Duration.ofMillis(2_500);
    /** An agent that says nothing for so long has nothing to say. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** An agent that is to end the call does so by then. */
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private static final Duration KEY_EVERY = Duration.ofMillis(200);

    private final PersonaTest test;
    private final List<CallerStep> steps;
    private final Mouth mouth;
    private final AgentActivity agent;
    private final LiveConversation conversation;
    private final List<ActTime> acts = new ArrayList<>();
    private Optional<String> fault = Optional.empty();
    private Phase phase = Phase.WAITS;
    private int at;
    private int keysPressed;
    private long sinceNanos;
    private boolean done;

    /** How the caller sounds, and what reaches its ear. */
    interface Mouth {
        /** @param step which of the test's steps, from 0 */
        void say(int step, String line);

        void makeNoise(Duration time);

        boolean busy();

        /** Words that were heard of this turn of the agent. */
        int wordsOf(AgentActivity.Turn turn);
    }

    /**
     * When the caller did something.
     *
     * @param step from 0
     */
    record ActTime(int step, long fromNanos, long untilNanos) {}

    private enum Phase {
        WAITS,
        ACTS,
        LISTENS,
        /** All was done; the agent may end the call. */
        STAYS,
        LEAVES
    }

    SimulatedCaller(PersonaTest test, Mouth mouth, AgentActivity agent, LiveConversation conversation, long nowNanos) {
        this.test = test;
        this.steps = test.conversation();
        this.mouth = mouth;
        this.agent = agent;
        this.conversation = conversation;
        this.sinceNanos = nowNanos;
    }

    boolean done() {
        return done;
    }

    List<ActTime> acts() {
        return List.copyOf(acts);
    }

    Optional<String> fault() {
        return fault;
    }

    void tick(long now) {
        if (agent.ending().isPresent()) {
            callOver();
            return;
        }
        switch (phase) {
            case WAITS -> waits(now);
            case ACTS -> acts(now);
            case LISTENS -> {
                if (heardOut(now)) {
                    next(now);
                }
            }
            case STAYS -> {
                boolean wasHandedOver = !agent.handedTo().isEmpty() && heardOut(now);
                if (wasHandedOver || now - sinceNanos > FAREWELL.toNanos()) {
                    leave();
                }
            }
            case LEAVES -> {
                // until the conversation says so
            }
        }
    }

    private void waits(long now) {
        var words = steps.get(at).afterWords();
        var turn = agent.turn()
                .filter(current ->
                        acts.isEmpty() || current.fromNanos() > acts.getLast().fromNanos());
        boolean due = words.isPresent()
                ? turn.filter(current -> mouth.wordsOf(current) >= words.getAsInt())
                        .isPresent()
                : silentFor(REACTION, now);
        if (due) {
            act(now);
        } else if (words.isPresent() && turn.isEmpty() && heardOut(now)) {
            giveUp("the agent had nothing more to say before word " + words.getAsInt() + ", at act " + (at + 1));
        } else if (now - sinceNanos > PATIENCE.toNanos() && agent.turn().isEmpty()) {
            giveUp("the agent said nothing, before act " + (at + 1));
        }
    }

    private void act(long now) {
        acts.add(new ActTime(at, now, now));
        phase = Phase.ACTS;
        keysPressed = 0;
        switch (steps.get(at).act()) {
            case Act.Say say -> mouth.say(at, say.line());
            case Act.MakeNoise noise -> mouth.makeNoise(noise.time());
            case Act.HangUp hangUp -> leave();
            default -> acts(now);
        }
    }

    private void acts(long now) {
        var began = acts.getLast().fromNanos();
        boolean over =
                switch (steps.get(at).act()) {
                    case Act.BeSilent silence -> now - began >= silence.time().toNanos();
                    case Act.Press press -> pressed(press.keys(), now - began);
                    default -> !mouth.busy();
                };
        if (over) {
            acts.set(acts.size() - 1, new ActTime(at, began, now));
            phase = Phase.LISTENS;
            if (at + 1 < steps.size() && steps.get(at + 1).afterWords().isPresent()) {
                next(now);
            }
        }
    }

    private boolean pressed(String keys, long sinceNanos) {
        while (keysPressed < keys.length() && sinceNanos >= keysPressed * KEY_EVERY.toNanos()) {
            conversation.pressed(keys.charAt(keysPressed++));
        }
        return keysPressed == keys.length();
    }

    /** Whether the agent has said all that it has to say to what the caller did last. */
    private boolean heardOut(long now) {
        if (agent.turn().isPresent()) {
            return false;
        }
        var act = acts.isEmpty() ? new ActTime(0, sinceNanos, sinceNanos) : acts.getLast();
        var last = agent.lastTurn();
        if (last.filter(turn -> turn.fromNanos() > act.fromNanos()).isPresent()) {
            return silentFor(SETTLED, now);
        }
        boolean saysNothing = acts.isEmpty() || !asks(act);
        boolean wentOn = last.flatMap(AgentActivity.Turn::report)
                .filter(report -> report.how().equals("heard"))
                .isPresent();
        boolean during =
                last.filter(turn -> turn.untilNanos() > act.fromNanos()).isPresent();
        var patience = saysNothing ? SETTLED : during && wentOn ? ASIDE : PATIENCE;
        return now - act.untilNanos() > patience.toNanos() && silentFor(patience, now);
    }

    /** Whether something was said or pressed, which wants an answer. */
    private boolean asks(ActTime act) {
        var what = steps.get(act.step()).act();
        return what instanceof Act.Say || what instanceof Act.Press;
    }

    /** Since the end of a turn of the agent, who has no other one. */
    private boolean silentFor(Duration time, long now) {
        return agent.lastTurn()
                .filter(turn -> now - turn.untilNanos() >= time.toNanos())
                .isPresent();
    }

    private void next(long now) {
        at++;
        sinceNanos = now;
        if (at < steps.size()) {
            phase = Phase.WAITS;
        } else if (agentEndsIt()) {
            phase = Phase.STAYS;
        } else {
            leave();
        }
    }

    private boolean agentEndsIt() {
        var by = test.expected().endedBy();
        return by.isPresent()
                ? by.get() != EndedBy.CALLER
                : test.expected().handOff().isPresent();
    }

    private void giveUp(String why) {
        fault = Optional.of(why);
        leave();
    }

    private void leave() {
        phase = Phase.LEAVES;
        conversation.end("the caller of the test hung up");
    }

    private void callOver() {
        done = true;
        int begun = acts.size();
        boolean more = steps.stream().skip(begun).anyMatch(step -> !(step.act() instanceof Act.HangUp));
        if (more && fault.isEmpty()) {
            fault = Optional.of("the call was over before act " + (begun + 1) + " of the caller");
        }
    }
}
