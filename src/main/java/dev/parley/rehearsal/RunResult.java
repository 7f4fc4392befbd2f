package dev.parley.rehearsal;

import dev.parley.conversation.TurnReport;
import java.util.List;
import java.util.Optional;

/**
 * How one run of a test went.
 *
 * @param passed whether all that was expected came true, and the call could be led at all
 * @param fault why the call could not be led as the test says; empty: it could
 * @param verdicts one for each expectation
 * @param transcript what was said, as heard
 * @param latencies what each of the caller's acts was followed by; the times of text mode are not judged
 * @param turns what the agent's turns took, as the conversation tells
 * @param endedHow how the call ended: a name
 * @param lastedMs length of the call
 */
public record RunResult(
        boolean passed,
        Optional<String> fault,
        List<Verdict> verdicts,
        List<TranscriptLine> transcript,
        List<ReplyTimes> latencies,
        List<TurnReport> turns,
        String endedHow,
        long lastedMs) {
    public RunResult {
        verdicts = List.copyOf(verdicts);
        transcript = List.copyOf(transcript);
        latencies = List.copyOf(latencies);
        turns = List.copyOf(turns);
    }

    @Override
    public String toString() {
        return "RunResult[passed=" + passed + ", " + verdicts.size() + " expectations, " + endedHow + "]";
    }
}
