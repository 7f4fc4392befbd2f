package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat.Summary;
import dev.parley.agents.PersonaId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be told of a file that may be faulty. */
final class SummaryReader {
    private SummaryReader() {}

    static Summary read(PromptyFile file) {
        var root = file.rootAsWritten();
        var ours = root.section("parley");
        return new Summary(
                root.text("id"),
                name(root).orElse(""),
                root.text("description").orElse(""),
                root.section("metadata").texts("tags"),
                handOffs(ours),
                Stream.concat(ours.texts("tools").stream(), functions(root))
                        .distinct()
                        .toList());
    }

    /** For people. */
    static Optional<String> name(Section root) {
        return root.text("displayName").or(() -> root.text("name"));
    }

    private static List<PersonaId> handOffs(Section ours) {
        return ours.sections("handOffs").stream()
                .flatMap(one -> one.text("to").flatMap(PersonaId::of).stream())
                .distinct()
                .toList();
    }

    private static Stream<String> functions(Section root) {
        return root.sections("tools").stream().flatMap(tool -> tool.text("name").stream());
    }
}
