package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

/** The turns of a model's own voice as a line was told of them, against what it played. */
final class SpokenTurns {
    /** As long as a word of that many letters is guessed to last. */
    static final int WORD_MS = 396;

    private static final String WORD = "again ";
    private final FakeLine line;

    private SpokenTurns(FakeLine line) {
        this.line = line;
    }

    static SpokenTurns on(FakeLine line) {
        return new SpokenTurns(line);
    }

    /** So many of which each lasts {@link #WORD_MS}. */
    static String words(int count) {
        return WORD.repeat(count);
    }

    static int playedMs(FakeLine line, PieceId piece) {
        return line.played.stream()
                        .filter(frame -> frame.piece().equals(piece))
                        .mapToInt(FakeLine.Frame::samples)
                        .sum()
                / FakeEngine.SAMPLES_PER_MS;
    }

    /** The transcript has each turn of which a word was heard, and of each no more than was played, nor a word less. */
    void areTold(List<String> transcript) {
        var ended = line.captions.stream()
                .filter(Caption.TurnEnded.class::isInstance)
                .map(Caption.TurnEnded.class::cast)
                .toList();
        ended.forEach(this::isTold);
        assertThat(transcript.stream().filter(told -> told.startsWith("agent: ")))
                .as("turns of the agent")
                .containsExactlyElementsOf(ended.stream()
                        .filter(turn -> !turn.heard().isBlank())
                        .map(turn -> "agent: " + turn.heard() + (turn.cut() ? " [cut]" : ""))
                        .toList());
    }

    private void isTold(Caption.TurnEnded turn) {
        var id = turn.report().turn();
        long playedMs = line.played.stream()
                        .filter(frame -> frame.piece().turn().equals(id))
                        .mapToLong(FakeLine.Frame::samples)
                        .sum()
                / FakeEngine.SAMPLES_PER_MS;
        var said = line.captions.stream()
                .filter(Caption.AgentSays.class::isInstance)
                .map(Caption.AgentSays.class::cast)
                .filter(says -> says.piece().turn().equals(id))
                .map(Caption.AgentSays::words)
                .collect(Collectors.joining());
        if (playedMs == 0) {
            assertThat(turn.heard())
                    .as("words of %s, of which nothing was played", id)
                    .isBlank();
        }
        if (said.replace(WORD, "").isEmpty()) {
            long told = turn.heard().isBlank() ? 0 : turn.heard().strip().split(" ").length;
            assertThat(told * WORD_MS - WORD_MS / 6)
                    .as("ms of the words told of %s", id)
                    .isLessThanOrEqualTo(playedMs)
                    .isGreaterThan(playedMs - 2 * WORD_MS);
            if (!turn.cut()) {
                assertThat(told).as("words told of %s, which was not cut", id).isEqualTo(said.length() / WORD.length());
            }
        }
    }
}
