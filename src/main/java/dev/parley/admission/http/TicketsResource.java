package dev.parley.admission.http;

import dev.parley.admission.Admission;
import dev.parley.admission.TicketShares;
import dev.parley.admission.Tickets;
import dev.parley.admission.Wish;
import dev.parley.security.BrowserSockets;
import dev.parley.sessions.Ticket;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tickets for the sockets of browsers, for whoever may talk. */
@Path("v1/tickets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Talking")
public class TicketsResource {
    private static final int LARGEST_REQUEST = 4 * 1024;

    private final Tickets tickets;
    private final TicketShares shares;
    private final Admission admission;

    TicketsResource() {
        this(null, null, null);
    }

    @Inject
    public TicketsResource(Tickets tickets, TicketShares shares, Admission admission) {
        this.tickets = tickets;
        this.shares = shares;
        this.admission = admission;
    }

    /** Shape of the body, for the API's description. */
    @Schema(name = "TicketWish")
    record Wished(
            @Schema(required = true, examples = "/api/voice/desk", description = "of the socket, without query")
                    String path) {}

    /**
     * @param ticket for the query of the socket's address, {@code ?ticket=}
     * @param path the one that it opens
     * @param expiresInSeconds it is good for one opening until then
     */
    @Schema(name = "Ticket")
    public record Issued(String ticket, String path, long expiresInSeconds) {}

    @POST
    @RolesAllowed({Roles.TALKER, Roles.OPERATOR, Roles.EDITOR, Roles.APPROVER})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Get a ticket", description = "Opens one socket, once, within 30 s, as the user who asks.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wished.class)))
    @APIResponse(
            responseCode = "201",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = Issued.class)))
    @APIResponse(responseCode = "429", description = "You may not talk now, or ask too often; Retry-After says when")
    @APIResponse(responseCode = "503", description = "Nobody new may talk now; Retry-After says when")
    @APIResponse(responseCode = "422", description = "There is no socket for browsers at this path")
    public Response issue(@Context SecurityContext user, InputStream body) {
        var name = user.getUserPrincipal().getName();
        var wait = shares.admit(name);
        if (!wait.isZero()) {
            throw new RequestRefused(Refusals.tooMany("You ask for too many tickets."), wait);
        }
        var path = path(BoundedBody.read(body, LARGEST_REQUEST));
        admission.refusal(new Wish(name, WishedPersona.of(path, ""))).ifPresent(refused -> {
            throw new RequestRefused(Refusals.problem(refused), refused.retryAfter());
        });
        var ticket = tickets.issue(new Ticket(name, Roles.of(user), path));
        return Response.status(Response.Status.CREATED)
                .entity(new Issued(ticket, path, Tickets.LIFE.toSeconds()))
                .build();
    }

    private static String path(byte[] body) {
        if (!(BoundedBody.json(body) instanceof JsonObject json)) {
            throw new RequestRefused(Problem.of(400, "Not JSON", "The body must be a JSON object."));
        }
        var path =
                json.get("path") instanceof JsonString text ? text.getString().replaceAll("/$", "") : "";
        if (!BrowserSockets.has(path)) {
            throw new RequestRefused(
                    new Problem(422, "Not valid", "See errors.", List.of("path: must be that of a browser's socket")));
        }
        return path;
    }
}
