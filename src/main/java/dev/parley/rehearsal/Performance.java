package dev.parley.rehearsal;

import dev.parley.agents.PersonaTest.Mode;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.TranscriptEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one run, before it is judged. Times are of one clock, in nanoseconds.
 *
 * @param mode TEXT or VOICE
 * @param fault why the call could not be led as the test says
 * @param beganNanos when the conversation did: offsets of the transcript count from there
 * @param transcript as the ledger has it
 * @param byEar voice mode: what the caller's recogniser heard of the agent
 * @param acts of the caller, in order
 * @param turns of the agent
 * @param sounds of the agent, as they left the line
 * @param calls of tools
 * @param handedTo personas that took over, in order
 */
record Performance(
        Mode mode,
        Optional<String> fault,
        long beganNanos,
        List<TranscriptEntry> transcript,
        List<CallersEar.Heard> byEar,
        List<SimulatedCaller.ActTime> acts,
        List<AgentActivity.Turn> turns,
        List<RehearsalLine.Sound> sounds,
        List<ToolsOfTest.MadeCall> calls,
        Optional<Ending> ending,
        Optional<String> transferredTo,
        List<String> handedTo,
        Duration lasted) {
    /** Where the caller's act begins and the next one does. */
    record Span(long fromNanos, long untilNanos) {
        boolean holds(long nanos) {
            return nanos >= fromNanos && nanos < untilNanos;
        }
    }

    /** All that follows an act, from its beginning to that of the next. */
    Span after(int act) {
        long until = act + 1 < acts.size() ? acts.get(act + 1).fromNanos() : Long.MAX_VALUE;
        return new Span(acts.get(act).fromNanos(), until);
    }

    Span whole() {
        return new Span(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    long nanosOf(TranscriptEntry entry) {
        return beganNanos + entry.offsetMs() * 1_000_000;
    }
}
