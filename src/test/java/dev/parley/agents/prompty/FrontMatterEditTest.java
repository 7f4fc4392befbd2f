package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.PersonaFormat.NotEdited;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is set in place; every other byte stays. */
class FrontMatterEditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "---\\nname: old\\n---\\nHi|---\\nname: new\\n---\\nHi",
                "---\\nname:   old   # why\\nx: 1\\n---\\nHi\\n|---\\nname:   new   # why\\nx: 1\\n---\\nHi\\n",
                "---\\r\\nname: \"old\" # why\\r\\n\\r\\nx: 'y'\\r\\n---\\r\\nHi\\r\\n|---\\r\\nname: \"new\" # why\\r\\n\\r\\nx: 'y'\\r\\n---\\r\\nHi\\r\\n",
                "\uFEFF---\\nname: 'old'\\n---\\nHi|\uFEFF---\\nname: 'new'\\n---\\nHi",
                "\\n\\n+++\\nx: {name: old}\\nname: old\\n+++\\nname: old|\\n\\n+++\\nx: {name: old}\\nname: new\\n+++\\nname: old",
                "---\\nx: äöü😀\\n\"name\": old\\n---\\nHi|---\\nx: äöü😀\\n\"name\": new\\n---\\nHi",
                "---\\n{x: 😀, name: old, y: 2}\\n---\\nHi|---\\n{x: 😀, name: new, y: 2}\\n---\\nHi",
                "---\\nname:\\nx: 1\\n---\\nHi|---\\nname: new\\nx: 1\\n---\\nHi",
                "---\\nname: ${env:PARLEY_X}\\n---\\nHi|---\\nname: new\\n---\\nHi",
                "---\\n# first\\nx: 1\\n---\\nHi|---\\n# first\\nname: new\\nx: 1\\n---\\nHi",
                "---\\n  x: 1\\n  y: 2\\n---\\nHi|---\\n  name: new\\n  x: 1\\n  y: 2\\n---\\nHi",
                "---\\n{x: 1}\\n---\\nHi|---\\n{name: new, x: 1}\\n---\\nHi",
                "---\\n{}\\n---\\nHi|---\\n{name: new}\\n---\\nHi",
                "---\\n---\\nHi|---\\nname: new\\n---\\nHi",
                "---\\n# nothing\\n---\\nHi|---\\n# nothing\\nname: new\\n---\\nHi",
                "Hi {{ x }}\\r\\nthere|---\\r\\nname: new\\r\\n---\\r\\nHi {{ x }}\\r\\nthere",
                "\uFEFFHi|\uFEFF---\\nname: new\\n---\\nHi",
            })
    void onlyTheKeyChanges(String before, String after) {
        assertThat(FrontMatterEdit.with(unescaped(before), "name", "new")).isEqualTo(unescaped(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "a: b",
                "# a",
                "\"a\"",
                "a\\b",
                "true",
                "5",
                "",
                " a ",
                "null",
                "- a",
                "two\nlines",
                "tab\there",
                "${env:X}",
                "äöü 😀",
                "\u2028",
                "---",
                "a #b",
                "'",
                "<script>alert(1)</script>",
                "\u0000",
                "*a",
                "~"
            })
    void anyTextCanBeSet(String value) {
        for (var quoted : new String[] {"old", "'old'", "\"old\"", ""}) {
            var edited = FrontMatterEdit.with("---\nname: " + quoted + "\nx: 1\n---\nHi", "name", value);

            assertThat(FrontMatter.parse(PromptyText.split(edited).frontMatter(), 2)
                            .values())
                    .containsEntry("name", value)
                    .containsEntry("x", 1);
            assertThat(edited).endsWith("\nx: 1\n---\nHi");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nname: |\n  old\n---\nHi",
                "---\nname: >-\n  old\n---\nHi",
                "---\nname: one\n  two\n---\nHi",
                "---\nname: [old]\n---\nHi",
                "---\nname: {a: b}\n---\nHi",
                "---\nx: &a old\nname: *a\n---\nHi",
                "---\nname: &a old\nx: *a\n---\nHi",
                "---\n- name\n---\nHi",
                "---\nname: old\nHi",
                "---\nname: [\n---\nHi",
            })
    void whatCannotBeSetInPlaceIsRefused(String text) {
        assertThatThrownBy(() -> FrontMatterEdit.with(text, "name", "new")).isInstanceOf(NotEdited.class);
    }

    @Test
    void settingItBackGivesTheSameBytes() {
        var text = "\uFEFF---\r\nid: 'one' # id\r\nname: One\r\n---\r\nsystem:\r\nHi\r\n";

        assertThat(FrontMatterEdit.with(FrontMatterEdit.with(text, "id", "two"), "id", "one"))
                .isEqualTo(text);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void aKeyThatHoldsATextIsRead() {
        var format = new PromptyFormat(List.of(), References.of(Path.of("prompty")));

        assertThat(format.value("---\nid: desk # ours\nname: 'Desk '\n---\nHi", "id"))
                .contains("desk");
        assertThat(format.value("---\nname: 'Desk '\n---\nHi", "name")).contains("Desk");
        assertThat(format.value("---\nid: 42\n---\nHi", "id")).contains("42");
        assertThat(format.value("---\nid: [a]\n---\nHi", "id")).isEmpty();
        assertThat(format.value("---\nid: ''\n---\nHi", "id")).isEmpty();
        assertThat(format.value("---\nid: [\n---\nHi", "id")).isEmpty();
        assertThat(format.value("Hi", "id")).isEmpty();
    }
}
