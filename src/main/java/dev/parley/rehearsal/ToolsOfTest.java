package dev.parley.rehearsal;

import dev.parley.agents.PersonaTest.Mock;
import dev.parley.agents.PersonaTest.TestTools;
import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools;
import dev.parley.conversation.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The tools of one run: real ones, or mocks of them; keeps what was called. Thread-safe. */
final class ToolsOfTest extends ToolsOfOthers {
    /** It does nothing but end the call, which is the test's own. */
    private static final String ENDS_CALL = "end_call";

    private static final ToolOutcome NO_MOCK =
            new ToolOutcome("{\"error\":\"the tool failed; say that this does not work at the moment\"}", true, false);

    private final TestTools test;
    private final Time time;
    private final List<MadeCall> calls = new ArrayList<>();
    private final Map<String, Integer> answered = new HashMap<>();

    /** @param atNanos of the call's time */
    record MadeCall(ToolCall call, long atNanos) {}

    ToolsOfTest(Tools real, TestTools test, Time time) {
        super(real);
        this.test = test;
        this.time = time;
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        var mock = called(call);
        if (mock.isPresent()) {
            return answer(mock.get());
        }
        return test.live() || call.name().equals(ENDS_CALL)
                ? others.run(call, context)
                : CompletableFuture.completedFuture(NO_MOCK);
    }

    private synchronized Optional<Mock> called(ToolCall call) {
        calls.add(new MadeCall(call, time.nanos()));
        var mocks = test.mocks().getOrDefault(call.name(), List.of());
        int before = answered.merge(call.name(), 1, Integer::sum) - 1;
        return mocks.isEmpty() ? Optional.empty() : Optional.of(mocks.get(Math.min(before, mocks.size() - 1)));
    }

    private CompletableFuture<ToolOutcome> answer(Mock mock) {
        var answer = new CompletableFuture<ToolOutcome>();
        var cancel =
                time.after(mock.after(), () -> answer.complete(new ToolOutcome(mock.content(), mock.failed(), false)));
        answer.whenComplete((outcome, cancelled) -> cancel.run());
        return answer;
    }

    synchronized List<MadeCall> calls() {
        return List.copyOf(calls);
    }
}
