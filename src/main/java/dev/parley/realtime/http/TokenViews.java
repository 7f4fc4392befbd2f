package dev.parley.realtime.http;

import dev.parley.agents.Persona;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the earlier system's client reads: prior-systems §1.4. */
final class TokenViews {
    private TokenViews() {}

    /**
     * @param expiresAt ISO
     * @param realtimeUrl where the offer goes, names the model already
     */
    @Schema(name = "TalkToken")
    public record Token(
            String clientSecret, String expiresAt, String realtimeUrl, String systemInstructions, String voice) {
        @Override
        public String toString() {
            return "Token[" + expiresAt + "]";
        }
    }

    /** @param icon personas have none, and clients read it */
    @Schema(name = "TalkPersona")
    public record PersonaView(
            String id, String name, String description, String voice, String icon, String systemInstructions) {}

    static PersonaView of(Persona persona, String instructions) {
        return new PersonaView(
                persona.id().value(),
                persona.name(),
                persona.description(),
                persona.voice().name(),
                "",
                instructions);
    }
}
