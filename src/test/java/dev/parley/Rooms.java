package dev.parley;

import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rooms of the WAR and which others each may import: the table of the style guide. */
final class Rooms {
    private static final String ROOT = "dev.parley.";

    /** A room and what its row grants; {@code config} is granted to all. */
    static final Map<String, Set<String>> GRANTED = Map.ofEntries(
            entry("media", Set.of()),
            entry("agents", Set.of()),
            entry("sessions", Set.of()),
            entry("speech", Set.of("media")),
            entry("conversation", Set.of("media", "agents", "sessions")),
            entry("cascade", Set.of("conversation", "speech", "agents", "media")),
            entry("realtime", Set.of("conversation", "agents", "media", "admission")),
            entry("call", Set.of("conversation", "agents", "sessions", "admission")),
            entry("line", Set.of("call", "conversation", "media", "admission")),
            entry("records", Set.of("conversation", "call")),
            entry("rehearsal", Set.of("conversation", "cascade", "agents", "speech", "media")),
            entry("personas", Set.of("agents", "rehearsal")),
            entry("dashboard", Set.of("conversation", "call", "records")),
            entry("console", Set.of("personas", "dashboard", "records", "agents")),
            entry("admission", Set.of("sessions")),
            entry("config", Set.of()),
            entry("telemetry", Set.of()),
            entry("security", Set.of()),
            entry("web", Set.of()));

    /** Rooms that are technology themselves: they know vendors, and edges may import them. */
    static final Set<String> TECHNICAL = Set.of("config", "telemetry", "security", "web");

    /** Sub-packages that belong to the domain part of their room; every other one is an edge. */
    private static final Set<String> DOMAIN_PARTS = Set.of("conversation.turns");

    private Rooms() {}

    /** The room of a class; empty for the emulator and whatever is not ours. */
    static Optional<String> of(JavaClass type) {
        return path(type).map(path -> path.split("\\.")[0]);
    }

    static boolean isEdge(JavaClass type) {
        return edge(type).isPresent();
    }

    /** The edge of a class as {@code room.technology}; deeper packages belong to it. */
    static Optional<String> edge(JavaClass type) {
        return path(type)
                .filter(path -> path.indexOf('.') > 0 && !DOMAIN_PARTS.contains(path))
                .map(path -> {
                    var parts = path.split("\\.");
                    return parts[0] + "." + parts[1];
                });
    }

    static boolean mayImport(JavaClass from, JavaClass to) {
        var room = of(from).orElseThrow();
        var other = of(to).orElseThrow();
        return room.equals(other)
                || other.equals("config")
                || GRANTED.getOrDefault(room, Set.of()).contains(other)
                || (isEdge(from) || TECHNICAL.contains(room)) && TECHNICAL.contains(other);
    }

    static DescribedPredicate<JavaClass> inTheDomain() {
        return DescribedPredicate.describe(
                "are in the domain part of a room",
                type -> of(type).isPresent() && !isEdge(type) && !TECHNICAL.contains(of(type).orElseThrow()));
    }

    private static Optional<String> path(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(ROOT) && !name.startsWith(ROOT + "emulator")
                ? Optional.of(name.substring(ROOT.length()))
                : Optional.empty();
    }
}
