package dev.parley.realtime.http;

import dev.parley.agents.Persona;
import dev.parley.agents.PromptNotRendered;
import dev.parley.realtime.ClientSecrets;
import dev.parley.realtime.ClientSecrets.Setup;
import dev.parley.realtime.DirectTalk;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tokens with a persona baked in, for browsers that talk to the model themselves by WebRTC. */
@Path("token")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Talking")
public class TokenResource {
    private static final String TALKER = "talker"; // guests too
    private static final String OPERATOR = "operator";
    private static final String EDITOR = "persona-editor";
    private static final String APPROVER = "persona-approver";

    private final DirectTalk talk;
    private final ClientSecrets secrets;
    private final TokenAudit audit;

    TokenResource() {
        this(null, null, null);
    }

    @Inject
    public TokenResource(DirectTalk talk, ClientSecrets secrets, TokenAudit audit) {
        this.talk = talk;
        this.secrets = secrets;
        this.audit = audit;
    }

    @GET
    @RolesAllowed({TALKER, OPERATOR, EDITOR, APPROVER})
    @Operation(
            summary = "Get a token",
            description = "Of short life, with the persona's instructions, voice and turn detection in it. Without"
                    + " personaId: the default persona, or the first that one can talk to so.")
    @APIResponse(responseCode = "200", description = "The token, and where to send the offer")
    @APIResponse(responseCode = "404", description = "There is no such persona for direct talk")
    @APIResponse(responseCode = "429", description = "Too many tokens; Retry-After says when there is one again")
    @APIResponse(responseCode = "502", description = "Azure OpenAI refused")
    @APIResponse(responseCode = "503", description = "Azure OpenAI gives none now")
    public CompletionStage<Response> token(
            @QueryParam("personaId") Optional<String> personaId, @Context SecurityContext user) {
        var persona = personaId
                .filter(id -> !id.isBlank())
                .map(talk::find)
                .orElseGet(talk::byDefault)
                .orElseThrow(TokenResource::unknown);
        var setup = setup(persona);
        var name = user.getUserPrincipal().getName();
        return secrets.mint(setup).handle((secret, failure) -> {
            if (failure != null) {
                return TokenProblems.of(failure);
            }
            audit.given(name, persona);
            return Response.ok(new TokenViews.Token(
                            secret.value(),
                            secret.expiresAt().toString(),
                            secret.address().toString(),
                            setup.instructions(),
                            setup.voice()))
                    .build();
        });
    }

    @GET
    @Path("personas")
    @RolesAllowed({TALKER, OPERATOR, EDITOR, APPROVER})
    @Operation(summary = "List personas for direct talk")
    public Response personas() {
        return Response.ok(talk.all().stream()
                        .map(persona -> TokenViews.of(persona, instructions(persona)))
                        .toList())
                .build();
    }

    private Setup setup(Persona persona) {
        try {
            return talk.setup(persona);
        } catch (PromptNotRendered e) {
            throw new RequestRefused(
                    Problem.of(409, "Not for direct talk", "The persona's prompt needs values that only a call has."));
        }
    }

    /** One that needs more than there is stays in the list: asking for its token says why. */
    private String instructions(Persona persona) {
        try {
            return talk.instructions(persona);
        } catch (PromptNotRendered e) {
            return "";
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(
                Problem.of(404, "Not found", "There is no such persona that a browser may talk to directly."));
    }
}
