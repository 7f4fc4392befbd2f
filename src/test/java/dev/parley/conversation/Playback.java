package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the far ends of a call's lines played: which parts of each piece, and which of them twice. */
final class Playback {
    private final Map<PieceId, List<FakeLine.Frame>> frames;
    private final Map<PieceId, Long> untilMs;
    private long twiceMs;
    private long missingMs;

    Playback(List<FakeLine> lines) {
        frames = lines.stream()
                .flatMap(line -> line.played.stream())
                .collect(Collectors.groupingBy(FakeLine.Frame::piece));
        untilMs = frames.keySet().stream().collect(Collectors.toMap(piece -> piece, this::listen));
    }

    private long listen(PieceId piece) {
        long until = 0;
        for (var frame : frames.get(piece)) {
            missingMs += Math.max(0, frame.fromMs() - until);
            twiceMs += Math.max(0, Math.min(until, frame.untilMs()) - frame.fromMs());
            until = Math.max(until, frame.untilMs());
        }
        return until;
    }

    /** Audio that was played a second time. */
    long twiceMs() {
        return twiceMs;
    }

    /** Audio that was left out, although later parts of its piece were played. */
    long missingMs() {
        return missingMs;
    }

    /**
     * The transcript tells what was played: nothing was left out, and at each cut no more than a word was heard that is not told;
     * or a word each way, where the line was told to lag by more or less than it does.
     */
    void isTold(List<String> transcript, long cuts, boolean delayIsKnown) {
        assertThat(missingMs()).as("left out, ms").isZero();
        long told = transcript.stream()
                .filter(line -> line.startsWith("agent"))
                .mapToLong(line -> line.replace(" [cut]", "").split(" ").length - 1)
                .sum();
        assertThat(told)
                .as("words told, %d cuts", cuts)
                .isBetween(words() - (delayIsKnown ? cuts : 2 * cuts), words() + (delayIsKnown ? 0 : cuts));
    }

    /** One turn was played after the other, and nothing of those that were cut. */
    static void oneTurnAfterTheOther(List<FakeLine> lines) {
        lines.forEach(
                line -> assertThat(line.lateAudio).as("audio of cut turns").isZero());
        assertThat(lines.stream().flatMap(line -> line.played.stream()).map(frame -> frame.piece()
                        .turn()))
                .as("turns on the line")
                .isSorted();
    }

    /** Words that were played whole at least once. */
    long words() {
        return untilMs.values().stream()
                .mapToLong(until -> until / FakeEngine.WORD_MS)
                .sum();
    }
}
