package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools.ToolOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agent's thinking: asks the model, hands its words to the voice, runs its tools, brings their answers back to it. */
final class Answering {
    /** Steps of model and tools in one turn; the last one gets no tools, so that it speaks. */
    private static final int STEPS = 8;
    /** Characters of one answer, over two minutes of speech: a model that says more has run wild. */
    private static final int LONGEST_ANSWER = 2_400;
    /** Answers that failed in a row before the agent gives up the call. */
    private static final int FAILURES = 3;
    /** The adapter's own report of its timeout comes first. */
    private static final Duration ADAPTER_FIRST = Duration.ofMillis(500);

    /** A tool that a person at a screen may have a part in. */
    private static final Duration CLIENT_TOOL = Duration.ofSeconds(30);

    private static final String NO_TIME = "{\"error\":\"the tool did not answer in time\"}";
    private static final String CANCELLED = "{\"error\":\"cancelled, the caller spoke first\"}";
    private static final String UNDER_WAY = "{\"status\":\"under way, no result yet\"}";

    private final Scene scene;
    private final Speaking speaking;
    private int failures;

    Answering(Scene scene, Speaking speaking) {
        this.scene = scene;
        this.speaking = speaking;
    }

    void ask(AgentTurn turn) {
        turn.thinking = true;
        turn.askedAt = scene.now();
        turn.times.asked = TurnTimes.first(turn.times.asked, scene.now());
        turn.firstTokenAt = Optional.empty();
        turn.chunker = Chunker.ofAnswer();
        turn.delayed = false;
        turn.written = 0;
        List<ToolSchema> tools = mayAct(turn) ? scene.tools() : List.of();
        scene.emit(
                scene.modelSpeaks()
                        ? new Effect.AskAloud(speaking.expectVoice(turn), messages(turn), tools)
                        : new Effect.Ask(turn.id, messages(turn), tools));
        expectToken(turn);
    }

    private static boolean mayAct(AgentTurn turn) {
        return turn.steps < STEPS && turn.farewell.isEmpty();
    }

    private List<ChatMessage> messages(AgentTurn turn) {
        if (!turn.guess) {
            return scene.history.messages();
        }
        var messages = new ArrayList<>(turn.guessedOn);
        turn.entry.addTo(messages);
        return messages;
    }

    private void expectToken(AgentTurn turn) {
        if (!turn.guess && !scene.runs(Deadline.FIRST_TOKEN)) {
            scene.start(
                    Deadline.FIRST_TOKEN, scene.persona().limits().firstToken().plus(ADAPTER_FIRST));
        }
    }

    /** The model is asked once more: if that takes long, the caller hears something. */
    void delayed(EngineEvent.AnswerDelayed event) {
        scene.turn(event.turn()).filter(turn -> turn.thinking).ifPresent(this::delayed);
    }

    private void delayed(AgentTurn turn) {
        turn.delayed = true;
        boolean canFill = !turn.guess && !scene.modelSpeaks(); // which says one thing at a time
        if (canFill && turn.awaited() && !scene.runs(Deadline.FILLER)) {
            scene.start(Deadline.FILLER, scene.persona().limits().fillerAfter());
        }
    }

    /** A guess became a turn: from now on its time is watched, and what waited for that is done. */
    void confirmed(AgentTurn turn) {
        turn.unreported.forEach(Runnable::run);
        turn.unreported.clear();
        if (turn.thinking && turn.firstTokenAt.isPresent()) {
            scene.start(Deadline.ANSWER);
        } else if (turn.thinking) {
            expectToken(turn);
            if (turn.delayed) {
                delayed(turn);
            }
        }
        if (turn.toolsWait) {
            turn.toolsWait = false;
            runTools(turn);
        } else if (!turn.running.isEmpty()) {
            watchTools(turn);
        }
        proceed(turn);
    }

    void token(EngineEvent.AnswerToken token) {
        scene.turn(token.turn()).filter(turn -> turn.thinking).ifPresent(turn -> {
            turn.tokens++;
            turn.written += token.text().length();
            answers(turn);
            if (scene.modelSpeaks()) {
                speaking.voiced(turn, token.text());
            } else {
                speaking.say(turn, turn.chunker.add(token.text()));
            }
            if (turn.written > LONGEST_ANSWER) {
                scene.decided("answer too long", Map.of("characters", turn.written));
                scene.emit(new Effect.StopThinking(turn.id));
                answered(turn, false);
            }
        });
    }

    private void answers(AgentTurn turn) {
        if (turn.firstTokenAt.isEmpty()) {
            turn.firstTokenAt = Optional.of(scene.now());
            turn.times.firstToken = TurnTimes.first(turn.times.firstToken, scene.now());
            if (!turn.guess) {
                scene.stop(Deadline.FIRST_TOKEN, Deadline.FILLER);
                scene.start(Deadline.ANSWER);
            }
        }
    }

    void toolsWanted(EngineEvent.ToolsWanted wanted) {
        scene.turn(wanted.turn())
                .filter(turn -> turn.thinking && !turn.acting && mayAct(turn))
                .filter(turn -> !wanted.calls().isEmpty())
                .ifPresent(turn -> {
                    answers(turn);
                    speaking.say(turn, turn.chunker.finish());
                    act(turn, wanted.calls());
                });
    }

    private void act(AgentTurn turn, List<ToolCall> calls) {
        turn.acting = true;
        turn.actedAt = scene.now();
        turn.entry.called(calls);
        calls.forEach(call -> turn.running.put(call.id(), call));
        scene.decided(
                "tools", Map.of("tools", calls.stream().map(ToolCall::name).toList()));
        turn.toolsWait = turn.guess && calls.stream().anyMatch(call -> scene.tools.lasting(call.name()));
        if (!turn.toolsWait) {
            runTools(turn);
        }
    }

    private void runTools(AgentTurn turn) {
        turn.running
                .values()
                .forEach(call -> scene.tell(new Caption.ToolCalled(
                        turn.id, call.id(), call.name(), call.arguments(), scene.isOfClient(call.name()))));
        scene.emit(new Effect.RunTools(turn.id, List.copyOf(turn.running.values())));
        if (!turn.guess) {
            watchTools(turn);
        }
    }

    private void watchTools(AgentTurn turn) {
        var longest = turn.running.values().stream()
                .map(ToolCall::name)
                .filter(scene.persona().tools()::contains)
                .map(scene.tools::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (turn.running.values().stream().map(ToolCall::name).anyMatch(scene::isOfClient)) {
            longest = longest.compareTo(CLIENT_TOOL) < 0 ? CLIENT_TOOL : longest;
        }
        scene.start(Deadline.TOOLS, longest.plus(ADAPTER_FIRST));
        scene.start(Deadline.FILLER, scene.persona().limits().fillerAfter());
    }

    void toolEnded(ConversationEvent.ToolEnded ended) {
        scene.tell(new Caption.ToolEnded(
                ended.turn(),
                ended.call().id(),
                ended.call().name(),
                ended.outcome().failed()));
        scene.history.toolAnswered(ended.call(), ended.outcome().content());
        scene.turn(ended.turn()).ifPresent(turn -> {
            if (turn.running.remove(ended.call().id()) != null) {
                turn.entry.answered(ended.call(), ended.outcome().content());
                turn.endsCall |= ended.outcome().endsCall() && !ended.outcome().failed();
                proceed(turn);
            }
        });
    }

    /** Tools that were not back in time have failed. */
    void toolsLate() {
        scene.turn().ifPresent(turn -> {
            for (var call : List.copyOf(turn.running.values())) {
                scene.emit(new Effect.CancelTools(Set.of(call.id())));
                toolEnded(new ConversationEvent.ToolEnded(turn.id, call, new ToolOutcome(NO_TIME, true, false)));
            }
        });
    }

    /** A sentence for the wait, unless the agent is still speaking. */
    void fill() {
        scene.turn()
                .filter(turn -> turn.awaited() || !turn.filled && !turn.running.isEmpty())
                .ifPresent(turn -> {
                    if (turn.audible() && scene.ledger.heardUntil() > scene.now()) {
                        scene.start(Deadline.FILLER, Duration.ofNanos(scene.ledger.heardUntil() - scene.now()));
                        return;
                    }
                    if (turn.awaited()) {
                        turn.bridged = true;
                        SetPhrases.usualFiller(scene.persona()).ifPresent(filler -> {
                            speaking.sayAside(turn, filler);
                            turn.entry.nextStep(); // the answer is a step of its own
                        });
                        return;
                    }
                    turn.filled = true;
                    var first = turn.running.values().iterator().next().name();
                    SetPhrases.filler(scene.persona(), scene.tools, first)
                            .ifPresent(filler -> speaking.sayAside(turn, filler));
                });
    }

    void ended(EngineEvent.AnswerEnded ended) {
        scene.turn(ended.turn()).filter(turn -> turn.thinking).ifPresent(turn -> {
            if (!cutOff(ended.ending()) || !turn.entry.stepHasPieces()) {
                speaking.say(turn, turn.chunker.finish());
            }
            thought(turn, ended);
            answered(turn, ended.ending() != EngineEvent.Ending.FILTERED);
        });
    }

    /** The model did not come to its end: its last words are half a sentence. */
    private static boolean cutOff(EngineEvent.Ending ending) {
        return ending == EngineEvent.Ending.TOO_LONG || ending == EngineEvent.Ending.FILTERED;
    }

    private void answered(AgentTurn turn, boolean askAgainIfEmpty) {
        if (!turn.acting && !turn.entry.stepHasPieces()) {
            failed(turn, "empty answer", askAgainIfEmpty);
            return;
        }
        turn.thinking = false;
        failures = 0;
        scene.stop(Deadline.FIRST_TOKEN, Deadline.ANSWER);
        if (turn.running.isEmpty()) {
            scene.stop(Deadline.FILLER); // else it bridges the tools
        }
        proceed(turn);
    }

    private void thought(AgentTurn turn, EngineEvent.AnswerEnded ended) {
        var facts = new LinkedHashMap<String, Object>();
        turn.firstTokenAt.ifPresent(first -> facts.put("first_token_ms", (first - turn.askedAt) / 1_000_000));
        facts.put("ending", ended.ending().name());
        facts.put("prompt_tokens", ended.promptTokens());
        facts.put("completion_tokens", ended.completionTokens());
        stage(turn, TurnObserver.Stage.THINK, turn.askedAt, facts);
    }

    private void stage(AgentTurn turn, TurnObserver.Stage stage, long from, Map<String, Object> facts) {
        long to = scene.now();
        Runnable report =
                () -> scene.observe(o -> o.stageEnded(scene.opening.callId(), turn.id, stage, from, to, facts));
        if (turn.guess) {
            turn.unreported.add(report);
        } else {
            report.run();
        }
    }

    /** Once the model has ended its step and all its tools are back, it is asked on; or the turn is said. */
    private void proceed(AgentTurn turn) {
        if (turn.thinking || !turn.running.isEmpty() || turn.guess && (turn.endsCall || turn.handsOver())) {
            return;
        }
        if (turn.acting) {
            turn.acting = false;
            scene.stop(Deadline.TOOLS, Deadline.FILLER);
            turn.times.acted(scene.now() - turn.actedAt);
            stage(turn, TurnObserver.Stage.ACT, turn.actedAt, Map.of("step", turn.steps));
            boolean saidGoodbye = turn.endsCall && turn.entry.stepHasPieces() && !turn.filled;
            if (turn.endsCall) {
                takeLeave(turn, ConversationListener.Ending.AGENT_SAID_GOODBYE);
            }
            if (!saidGoodbye && !turn.handsOver()) {
                turn.steps++;
                turn.entry.nextStep();
                turn.filled = false;
                ask(turn);
                return;
            }
        }
        speaking.proceed(turn);
    }

    void takeLeave(AgentTurn turn, ConversationListener.Ending ending) {
        turn.farewell = Optional.of(ending);
        scene.start(Deadline.FAREWELL);
    }

    void failed(EngineEvent.AnswerFailed failed) {
        scene.turn(failed.turn())
                .filter(turn -> turn.thinking)
                .ifPresent(turn -> failed(turn, failed.reason(), failed.retryable()));
    }

    /** Neither token nor report came in time. */
    void late(String what) {
        scene.turn().filter(turn -> turn.thinking).ifPresent(turn -> {
            scene.emit(new Effect.StopThinking(turn.id));
            failed(turn, what, false);
        });
    }

    private void failed(AgentTurn turn, String reason, boolean retryable) {
        scene.decided("answer failed", Map.of("reason", reason, "retryable", retryable));
        if (turn.guess) {
            turn.broken = true;
            return;
        }
        boolean untouched = !turn.entry.stepHasPieces() && !turn.acting;
        if (retryable && untouched && !turn.retried) {
            turn.retried = true;
            scene.stop(Deadline.ANSWER);
            ask(turn);
            delayed(turn);
            return;
        }
        turn.thinking = false;
        turn.givenUp = true;
        scene.stop(Deadline.FIRST_TOKEN, Deadline.ANSWER, Deadline.FILLER);
        abandonTools(turn);
        if (turn.farewell.isPresent()) {
            speaking.say(turn, scene.persona().silence().goodbye());
        } else {
            scene.decided("apology", Map.of());
            speaking.say(turn, scene.persona().limits().apology());
            if (++failures >= FAILURES) {
                if (!scene.handsOver()) {
                    speaking.say(turn, scene.persona().silence().goodbye());
                }
                takeLeave(turn, ConversationListener.Ending.FAILED);
            }
        }
        speaking.proceed(turn);
    }

    /** The turn is given up: tools are cancelled but for those whose effect lasts; every call has an answer. */
    void abandonTools(AgentTurn turn) {
        var cancelled = new LinkedHashSet<String>();
        turn.running.values().forEach(call -> {
            boolean lasting = scene.tools.lasting(call.name());
            scene.history.toolAnswered(call, lasting ? UNDER_WAY : CANCELLED);
            if (!lasting) {
                cancelled.add(call.id());
            }
        });
        if (!cancelled.isEmpty()) {
            scene.emit(new Effect.CancelTools(cancelled));
        }
        turn.running.clear();
        turn.acting = false;
        scene.stop(Deadline.TOOLS, Deadline.FILLER);
    }
}
