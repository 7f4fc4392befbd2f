package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final String[] WORDS = {
        "yes",
        "we",
        "open",
        "at",
        "9",
        "a.m.",
        "3.50",
        "1,000",
        "Mr.",
        "Smith",
        "e.g.",
        "tables,",
        "chairs;",
        "done.",
        "Really?",
        "no!",
        "**bold**",
        "J.",
        "see",
        "https://example.com/a.html",
        "wait...",
        "well",
        "(maybe)",
        "\"quoted.\"",
        "Grüße",
        "U.S.",
        "one:",
        "extraordinarily",
        "end.\n",
        "- item",
        "# head",
        "🙂",
        "`code`"
    };

    private static List<String> pieces(String... tokens) {
        var chunker = Chunker.ofAnswer();
        var pieces = new ArrayList<String>();
        for (var token : tokens) {
            pieces.addAll(chunker.add(token));
        }
        pieces.addAll(chunker.finish());
        return pieces.stream().map(String::strip).toList();
    }

    @Test
    void theFirstPieceEndsAtTheFirstClause() {
        assertThat(pieces("Of course, let me look, one moment. Here it is."))
                .containsExactly("Of course, let me look,", "one moment.", "Here it is.");
    }

    @Test
    void aPieceIsOutAsSoonAsTheNextWordBegins() {
        var chunker = Chunker.ofAnswer();
        assertThat(chunker.add("We are open.")).isEmpty();
        assertThat(chunker.add(" From")).containsExactly("We are open. ");
    }

    @Test
    void laterPiecesAreSentences() {
        assertThat(pieces("Hi. It is red, green, and blue. Is that so? Yes!"))
                .containsExactly("Hi.", "It is red, green, and blue.", "Is that so?", "Yes!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs 3.50 today",
                "It costs 1,000 dollars",
                "Ask Mr. Smith",
                "We serve e.g. soup",
                "Open at 9 a.m. daily",
                "Ask J. R. Smith",
                "Visit https://example.com/a.html now",
                "The U.S. market",
                "Well... let me see",
                "Room No. 5 is free",
                "Dr. Who"
            })
    void theseAreNoBoundaries(String text) {
        assertThat(pieces(text)).containsExactly(text);
    }

    @Test
    void aLongSentenceIsCutAtACommaAndNoPieceIsTooLong() {
        var sentence = "Yes. " + "we have this and that and something else too, ".repeat(8) + "and "
                + "more ".repeat(80) + "x".repeat(450);
        var pieces = pieces(sentence);
        assertThat(pieces).allMatch(piece -> piece.length() <= Chunker.LONGEST);
        assertThat(pieces.get(1)).endsWith("too,");
    }

    @Test
    void whatCannotBeSpokenIsLeftOut() {
        assertThat(pieces("## Menu\n- **Soup** 🙂 and `bread`\n- See [our page](https://example.com)\n"))
                .containsExactly("Menu", "Soup and bread", "See our page");
    }

    @Test
    void nothingButMarksIsNothing() {
        assertThat(pieces("...", " **", "\n", "🙂")).isEmpty();
    }

    @Test
    void howeverTheTokensFallThePiecesAreTheSameAndLaidEndToEndTheSpokenText() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                var word = WORDS[random.nextInt(WORDS.length)];
                if (!word.startsWith("-") && !word.startsWith("#")
                        || text.isEmpty()
                        || text.charAt(text.length() - 1) == '\n') {
                    text.append(word).append(word.endsWith("\n") ? "" : " ");
                }
            }
            var whole = text.toString();
            var chunker = Chunker.ofAnswer();
            var pieces = new ArrayList<String>();
            for (int at = 0; at < whole.length(); ) {
                int next = Math.min(whole.length(), at + 1 + random.nextInt(9));
                pieces.addAll(chunker.add(whole.substring(at, next)));
                at = next;
            }
            pieces.addAll(chunker.finish());
            assertThat(pieces.stream().map(String::strip).toList())
                    .as("seed %d", seed)
                    .isEqualTo(pieces(whole));
            if (SpeakableText.hasWords(whole)) {
                assertThat(String.join("", pieces).strip()).as("seed %d", seed).isEqualTo(SpeakableText.of(whole));
            }
            assertThat(pieces).allMatch(piece -> piece.strip().length() <= Chunker.LONGEST);
        }
    }
}
