package dev.parley.agents.prompty;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.agents.PersonaId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of a persona's text in an editor, reading it throws nothing. */
class MangledTextsTest {
    private static final int ROUNDS = Integer.getInteger("parley.test.mangled", 300);
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            "- ",
            "\n",
            "  ",
            "'",
            "\"",
            "&a ",
            "*a",
            "!!",
            "|",
            ">",
            "#",
            "---\n",
            "${file:x}",
            "0",
            "-1",
            "1e999",
            ".nan",
            "null",
            "~",
            "{{",
            "}}",
            "{%",
            "%}",
            "system:\n",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "? ",
            "<<: ",
            "[[[[");

    @ParameterizedTest
    @ValueSource(strings = {"reception", "orders"})
    void noMangledTextBreaksTheReader(String id) throws IOException {
        var text = Files.readString(Path.of("prompty", id + ".prompty"));
        var format = new PromptyFormat(List.of("end_call"), References.of(Path.of("prompty")));
        var random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            var mangled = mangled(text, random);
            assertTimeoutPreemptively(ofSeconds(20), () -> assertThatCode(() -> {
                        format.read(new PersonaId(id), mangled);
                        format.preview(new PersonaId(id), mangled, Map.of());
                    })
                    .as(mangled)
                    .doesNotThrowAnyException());
        }
    }

    /** Pieces are put in, cut out, doubled. */
    private static String mangled(String text, Random random) {
        var result = new StringBuilder(text);
        int head = text.indexOf("---", 3);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(random.nextInt(4) > 0 ? head : result.length());
            int end = Math.min(result.length(), at + random.nextInt(30));
            switch (random.nextInt(3)) {
                case 0 -> result.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> result.delete(at, end);
                default -> result.insert(random.nextInt(head), result.substring(at, end));
            }
            head = Math.min(head, result.length() - 1);
        }
        return result.toString();
    }
}
