package dev.parley.realtime.http;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.Personas;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom one can talk to, for the page where one does. */
@Path("v1/talk/personas")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Talking")
public class TalkPersonasResource {
    private final Personas personas;

    TalkPersonasResource() {
        this(null);
    }

    @Inject
    public TalkPersonasResource(Personas personas) {
        this.personas = personas;
    }

    /**
     * @param language BCP 47, of what is spoken
     * @param direct one can talk to it without this server between
     * @param byDefault it answers where nothing else is said
     */
    @Schema(name = "Talker")
    public record TalkerView(
            String id,
            String name,
            String description,
            String language,
            String pipeline,
            boolean direct,
            boolean byDefault) {}

    @GET
    @RolesAllowed({"talker", "operator", "persona-editor", "persona-approver"}) // guests are talkers
    @Operation(summary = "List whom one can talk to", description = "All that are published, by id.")
    public List<TalkerView> all() {
        var byDefault = personas.byDefault().map(Persona::id);
        return personas.all().stream()
                .map(persona ->
                        view(persona, byDefault.filter(persona.id()::equals).isPresent()))
                .toList();
    }

    private static TalkerView view(Persona persona, boolean byDefault) {
        return new TalkerView(
                persona.id().value(),
                persona.name(),
                persona.description(),
                persona.language().toLanguageTag(),
                persona.pipeline().name().toLowerCase(Locale.ROOT),
                persona.pipeline() == Pipeline.REALTIME,
                byDefault);
    }
}
