package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of keys in docs/personas.md says what the schema says. */
class DocumentedKeysTest {
    private static final Pattern KEY = Pattern.compile("`([\\w.]+)`");

    private record Row(List<String> keys, List<String> defaults, String meaning) {}

    @Test
    void eachKeyOfTheSchemaIsInTheTable() throws IOException {
        var rows = rows();

        for (var path : PersonaSchemaTest.leaves().keySet()) {
            var key = path.substring("parley.".length());
            var group = key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : "";
            var name = key.substring(key.lastIndexOf('.') + 1);
            assertThat(rows)
                    .as(key)
                    .anyMatch(row -> row.keys().contains(key)
                            || row.keys().contains(group) && row.meaning().matches("(?s).*\\b" + name + "\\b.*"));
        }
    }

    @Test
    void eachKeyOfTheTableIsInTheSchema() throws IOException {
        var schema = PersonaSchemaTest.leaves().keySet();

        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(row.keys()).allSatisfy(key -> assertThat(schema)
                .anyMatch(path -> path.equals("parley." + key) || path.startsWith("parley." + key + "."))));
    }

    @Test
    void itsDefaultsAreThoseOfTheSchema() throws IOException {
        for (var leaf : PersonaSchemaTest.leaves().entrySet()) {
            var key = leaf.getKey().substring("parley.".length());
            var stated = leaf.getValue().path("default");
            if (stated.isValueNode() && stated.asText().length() < 30) {
                documented(key).ifPresent(text -> assertThat(text).as(key).isEqualTo(stated.asText()));
            }
        }
    }

    private static Optional<String> documented(String key) throws IOException {
        return rows().stream()
                .filter(row -> row.keys().contains(key))
                .map(row -> row.defaults().get(row.keys().indexOf(key)))
                .findFirst();
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/personas.md")).stream()
                .dropWhile(line -> !line.startsWith("| under `parley`"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", 5))
                .map(cells -> new Row(
                        KEY.matcher(cells[1])
                                .results()
                                .map(found -> found.group(1))
                                .toList(),
                        Arrays.stream(cells[2].split(", "))
                                .map(text -> text.strip().replace("`", ""))
                                .toList(),
                        cells[3]))
                .toList();
    }
}
