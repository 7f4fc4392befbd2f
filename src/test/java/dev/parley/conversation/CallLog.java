package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a call and what its transcript tells, for whoever explores calls and has to show one that fails. */
final class CallLog {
    private static final String AGENT = "agent: ";

    private final ManualClock clock;
    private final LiveConversation conversation;
    private final List<String> happened = new ArrayList<>();
    private List<String> heard = List.of();

    CallLog(ManualClock clock, LiveConversation conversation) {
        this.clock = clock;
        this.conversation = conversation;
    }

    void did(String what) {
        happened.add(nowMs() + " ms, " + conversation.describe() + ": " + what);
    }

    /** Notes what is new in the transcript since it was last asked. */
    void listen() {
        var transcript = transcript();
        if (!transcript.equals(heard)) {
            happened.add(nowMs() + " ms: " + (transcript.isEmpty() ? "" : transcript.getLast()));
            heard = transcript;
        }
    }

    private long nowMs() {
        return clock.nanos() / 1_000_000;
    }

    List<String> transcript() {
        return Dialogue.transcript(conversation);
    }

    /** What the agent said since the caller's last words; of a line that only bridges a wait nothing is left. */
    List<String> answersSinceTheCaller() {
        return transcript().reversed().stream()
                .takeWhile(line -> line.startsWith(AGENT))
                .map(line -> Bridges.cutOff(line.substring(AGENT.length())))
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    /** Whether such a thing happened since the caller was last heard to say something. */
    boolean happenedSinceTheCaller(String ends) {
        return happened.reversed().stream()
                .takeWhile(event -> !event.contains(" ms: caller: ")) // not a final that brought no news
                .anyMatch(event -> event.endsWith(ends));
    }

    /** How often that happened. */
    int times(String what) {
        return (int)
                happened.stream().filter(event -> event.endsWith(": " + what)).count();
    }

    /** @param call its name, by which it can be had again */
    AssertionError failed(String call, Throwable why) {
        return new AssertionError(
                call + ", " + conversation.describe() + "\n" + String.join("\n", happened) + "\nTranscript:\n"
                        + String.join("\n", transcript()),
                why);
    }
}
