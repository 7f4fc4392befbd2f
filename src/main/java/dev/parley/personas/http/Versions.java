package dev.parley.personas.http;

import dev.parley.agents.PersonaId;
import dev.parley.personas.PersonaRefused;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.ws.rs.core.EntityTag;
import java.util.Optional;

/** What requests name things by: versions as entity tags (RFC 9110 §8.8.3), which the store writes with their quotes; ids. */
final class Versions {
    private Versions() {}

    static EntityTag tag(String version) {
        return new EntityTag(version.replace("\"", ""));
    }

    /** Of {@code If-Match}; 428 where it is missing: nobody overwrites what they have not read. */
    static String required(Optional<String> ifMatch) {
        var tag = ifMatch.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new RequestRefused(
                        Problem.of(428, "Precondition required", "Send If-Match with the ETag of what you read.")));
        return "\"" + tag.replaceFirst("^W/", "").replace("\"", "") + "\"";
    }

    /** What is not of the form of an id is nobody's. */
    static PersonaId id(String text) {
        return PersonaId.of(text).orElseThrow(PersonaRefused::unknown);
    }
}
