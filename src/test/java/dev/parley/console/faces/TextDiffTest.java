package dev.parley.console.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.console.DiffLine;
import dev.parley.console.DiffLine.Kind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a comparison of two texts shows. */
class TextDiffTest {
    @Test
    void aChangedLineIsTakenAwayAndAdded() {
        assertThat(TextDiff.between("a\nb\nc\n", "a\nB\nc\n"))
                .containsExactly(
                        new DiffLine(Kind.SAME, "a"),
                        new DiffLine(Kind.REMOVED, "b"),
                        new DiffLine(Kind.ADDED, "B"),
                        new DiffLine(Kind.SAME, "c"));
    }

    @Test
    void longStretchesOfTheSameAreLeftOut() {
        var twenty = IntStream.range(0, 20).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        assertThat(TextDiff.between(twenty, twenty + "\nnew"))
                .extracting(DiffLine::kind)
                .containsExactly(Kind.GAP, Kind.SAME, Kind.SAME, Kind.SAME, Kind.ADDED);
    }

    @Test
    void linesStayAsTheyAreAndNothingIsEscapedTwice() {
        assertThat(TextDiff.between("", "<b>&amp;\tx"))
                .filteredOn(line -> line.kind() == Kind.ADDED)
                .containsExactly(new DiffLine(Kind.ADDED, "<b>&amp;\tx"));
    }

    @Test
    void equalTextsHaveNoDifference() {
        assertThat(TextDiff.between("a\nb", "a\nb")).isEmpty();
    }
}
